"""The first page: what this is, with a session alive on it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knipa.web import clock, coach
from knipa.web.request import Request


@require_safe
def start(request: Request) -> HttpResponse:
    """Say what this is; someone who has answered goes to today."""
    if coach.latest(request.user):
        return redirect("today")
    locale = get_language() or "en"
    return render(
        request,
        "welcome/start.html",
        {
            "not_a_device": coach.say("about", "not_a_device", locale),
            "after": coach.say("about", "after", locale),
            "sample": coach.sample(clock.now().date(), locale),
        },
    )
