"""Taking a pause, and coming back before it ends."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from knipa.web import clock, coach
from knipa.web.pages.pause.forms import Pause
from knipa.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: Request) -> HttpResponse:
    """Ask how long and why; end the pause that is, or that is planned."""
    if coach.latest(request.user) is None:
        return redirect("start")
    if "back" in request.POST:
        coach.come_back(request.user, clock.now())
        return redirect("today")
    form = Pause(request.POST if request.method == "POST" else None, coach.today(request.user, clock.now()))
    if form.is_valid():
        told = form.cleaned_data
        coach.pause(request.user, told["first"], told["last"], told["why"], clock.now())
        return redirect("today")
    context = {"form": form, "ahead": coach.pause_ahead(request.user, clock.now())}
    return render(request, "pause/pause.html", context, status=422 if form.is_bound else None)
