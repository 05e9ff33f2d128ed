"""When to turn to care: one page, always within reach."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def care(request: HttpRequest) -> HttpResponse:
    """Say who to ring, and how soon."""
    return render(request, "care/care.html")
