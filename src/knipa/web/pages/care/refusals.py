"""What is said when a request is refused: plainly, with a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _say(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "shell/refused.html", {"title": title, "text": text}, status=status)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # Django's signature
    """The form did not come from a page of ours, or the page was old."""
    text = _(
        "The page was too old, or the browser keeps no cookies. Go back, load the page again and try once more."
    )
    return _say(request, 403, _("That did not get through"), text)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request could not be understood, or named a host that is not ours."""
    return _say(
        request, 400, _("That did not get through"), _("The address or the form could not be understood.")
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not for this person."""
    return _say(request, 403, _("That is not open to you"), _("Nothing has been changed."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page."""
    return _say(request, 404, _("There is no such page"), _("The address may be old or mistyped."))


def broken(request: HttpRequest) -> HttpResponse:
    """Our own mistake."""
    text = _("This is our mistake, not yours. What was confirmed as saved is safe.")
    return _say(request, 500, _("Something went wrong"), text)
