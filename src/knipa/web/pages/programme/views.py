"""The whole way, on one page."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knipa.web import clock, coach
from knipa.web.request import Request

CHANGES_SHOWN, CHANGES_FOLDED = 4, 8  # days with changes that are told at once, and below a fold (our choice)


@require_safe
def programme(request: Request) -> HttpResponse:
    """Show where the person is, what comes, what has changed and why, and how long it takes."""
    way = coach.programme(request.user, clock.now(), get_language() or "en")
    if way is None:
        return redirect("start")
    changes = way.changes
    context = {
        "way": way,
        "due": way.due,
        "latest": changes[:CHANGES_SHOWN],
        "older": changes[CHANGES_SHOWN:],
    }
    return render(request, "programme/programme.html", context)
