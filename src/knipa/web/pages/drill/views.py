"""A drill for the moment: no question first, and nothing kept afterwards."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knipa.web import clock, coach
from knipa.web.player import player_words
from knipa.web.request import Request


@require_safe
def now(request: Request) -> HttpResponse:
    """Show the drills as large choices, those that are open today."""
    due = coach.due(request.user, clock.now(), get_language() or "en")
    return render(request, "drill/now.html", {"due": due}) if due else redirect("start")


@require_safe
def drill(request: Request, name: str) -> HttpResponse:
    """Show one drill to follow at once, or why it is not for today."""
    due = coach.due(request.user, clock.now(), get_language() or "en")
    if due is None:
        return redirect("start")
    drilling = coach.drilling(due, name)
    if drilling is None:
        return render(request, "drill/shut.html", {"due": due, "name": name})
    context = {
        "name": name,
        "drilling": drilling,
        "words": player_words(),
        "player_drill": True,
        "player_silent": drilling.silent,
    }
    return render(request, f"drill/{name}.html", context)
