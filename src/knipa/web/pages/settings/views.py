"""Choices that apply at once: one press, and the page comes back as it will be."""

from urllib.parse import urlencode

from django.conf import settings as site
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from knipa.web.pages.settings.choices import CHOICES
from knipa.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Request) -> HttpResponse:
    """Show what is chosen; take a choice, and come back to the button that was pressed."""
    if request.method == "POST":
        return choose(request)
    language = get_language() or site.LANGUAGE_CODE
    choices = [(choice, choice.now(request.user, language)) for choice in CHOICES]
    context = {"choices": choices, "changed": request.GET.get("changed", "")}
    return render(request, "settings/settings.html", context)


@require_POST
def choose(request: Request) -> HttpResponse:
    """Keep each choice that is told and known, and go back to where one was."""
    kept = [
        (choice.field, value)
        for choice in CHOICES
        if (value := request.POST.get(choice.field)) and choice.keeps(value)
    ]
    for choice in CHOICES:
        if value := dict(kept).get(choice.field):
            choice.keep(request.user, value)
    response = redirect(_back(request, kept))
    if language := dict(kept).get("language"):
        response.set_cookie(
            site.LANGUAGE_COOKIE_NAME,
            language,
            max_age=site.LANGUAGE_COOKIE_AGE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _back(request: Request, kept: list[tuple[str, str]]) -> str:
    """The page one was on, if it is ours; else the settings, at what was changed."""
    back = request.POST.get("next")
    if back is None and request.path == reverse("settings"):
        # by query alone: where an address points into the page, browsers give no button its autofocus
        return f"{request.path}?{urlencode({'changed': kept[0][0]})}" if kept else request.path
    fine = back and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return back if back and fine else "/"
