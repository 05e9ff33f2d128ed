"""When to turn to care: one page, always within reach."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knipa.content.care import packs
from knipa.web import coach
from knipa.web.request import Request
from knipa.web.where import BY_ITSELF, places


@require_safe
def care(request: Request) -> HttpResponse:
    """Say who to ring, and how soon; and let one choose where."""
    chosen = request.user.care
    context = {
        "care": coach.care(request.user, get_language() or "en"),
        "places": places(),
        "chosen": chosen if chosen in packs() else BY_ITSELF,
        "changed": request.GET.get("changed") == "care",
    }
    return render(request, "care/care.html", context)
