"""What Knipa is, where its advice comes from, and what it is not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knipa import __version__
from knipa.content.library import evidence
from knipa.web import coach


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what it is, what it is not, and what it rests on."""
    locale = get_language() or "en"
    context = {
        "not_a_device": coach.say("about", "not_a_device", locale),
        "after": coach.say("about", "after", locale),
        "version": __version__,
        "sources": sorted(
            {each["source"] for each in evidence().values()}
        ),  # by name, as they call themselves
    }
    return render(request, "about/about.html", context)
