"""What may be printed: which of them, a card for the mirror, a week with boxes to tick."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knipa.web import clock, coach
from knipa.web.request import Request

CARDS = ("neutral", "plain")  # the first tells a guest nothing


@require_safe
def paper(request: Request) -> HttpResponse:
    """Let one choose what to print."""
    return _show(request, "paper/paper.html")


@require_safe
def mirror(request: Request) -> HttpResponse:
    """Show the card, `?as=neutral` or `?as=plain`."""
    asked = request.GET.get("as")
    return _show(request, f"paper/{asked if asked in CARDS else CARDS[0]}.html")


@require_safe
def week(request: Request) -> HttpResponse:
    """Show seven days from today."""
    return _show(request, "paper/week.html")


def _show(request: Request, template: str) -> HttpResponse:
    told = coach.paper(request.user, clock.now(), get_language() or "en")
    if told is None:
        return redirect("start")
    return render(request, template, {"paper": told, "due": told.due})
