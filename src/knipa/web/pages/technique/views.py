"""The technique check-in: an answer is kept, and leads to the self-checks, and if it is not found, to care."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from knipa.web import clock, coach
from knipa.web.pages.technique.forms import Technique
from knipa.web.request import Request

PAGES = ("checks", "help", "sure")


@require_http_methods(["GET", "HEAD", "POST"])
def technique(request: Request) -> HttpResponse:
    """Show the self-checks for this body, or what follows on an answer; keep an answer."""
    if request.method == "POST":
        return _keep(request)
    due = coach.due(request.user, clock.now(), get_language() or "en")
    if due is None:
        return redirect("start")
    said = request.GET.get("said")
    page = said if said in PAGES else "checks"
    if page == "checks" and due.may != "train":  # nothing is to be felt for where one may not squeeze
        return redirect("today")
    return render(request, f"technique/{page}.html", {"due": due})


def _keep(request: Request) -> HttpResponse:
    form = Technique(request.POST)
    if not form.is_valid():
        return redirect("technique")
    coach.technique(request.user, form.cleaned_data["contact"], clock.now())
    return redirect(f"{reverse('technique')}?said={form.leads_to}")
