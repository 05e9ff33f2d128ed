"""Today: one thing to do, why, and the question that comes before it."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knipa.web import clock, coach
from knipa.web.pages.today.forms import How, Offered, Ready, SqueezedFirst, TakeBack
from knipa.web.request import Request

LATER = UUID(int=0)  # the worker writes a new id in its place each time it shows the page


@require_safe
def today(request: Request) -> HttpResponse:
    """Show the one session that is due, or the reason to rest."""
    due = coach.due(request.user, clock.now(), get_language() or "en")
    if due is None:
        return redirect("start")
    return show(request, due)


def show(request: HttpRequest, due: coach.Due, *, kept: bool = False) -> HttpResponse:
    """Return the page of a day, this one or another; one that is kept for later asks only what a device can keep."""
    told = {"due": due, "kept": kept, "next_id": LATER if kept else uuid4(), "slip": _slip(request, due)}
    return render(request, "today/today.html", told)


def _slip(request: HttpRequest, due: coach.Due) -> UUID | None:
    """The squeeze in life that was told of just now, and may be taken back."""
    form = TakeBack({"back": request.GET.get("told")})
    told = form.cleaned_data["back"] if form.is_valid() else None
    return told if told and due.habits.has_moment(told) else None


@require_POST
def moment(request: Request) -> HttpResponse:
    """Keep a squeeze that came before a movement of the day, or take it back."""
    slip, form = TakeBack(request.POST), SqueezedFirst(request.POST)
    if slip.is_valid():
        coach.take_back(request.user, slip.cleaned_data["back"], clock.now())
    elif form.is_valid():
        told = form.cleaned_data
        coach.squeezed_first(request.user, told["id"], told["movement"], clock.now())
        return redirect(f"{reverse('today')}?told={told['id']}#moments")
    return redirect(f"{reverse('today')}#moments")


@require_POST
def offer(request: Request) -> HttpResponse:
    """Keep the answer to what is offered; the programme changes by that word alone."""
    form = Offered(request.POST)
    if form.is_valid():
        coach.how_it_goes(request.user, form.told(), clock.now())
    return redirect("today")


@require_POST
def ready(request: Request) -> HttpResponse:
    """Keep the answer to "is anything new, or does anything hurt?", and go on."""
    form = Ready(request.POST)
    if not form.is_valid():
        return redirect("today")
    coach.ready(request.user, form.cleaned_data["how"], clock.now())
    due = coach.due(request.user, clock.now(), get_language() or "en")
    if due is None or due.state != "go":
        return redirect("today")
    return redirect(f"{reverse('train')}?round=short" if request.GET.get("round") == "short" else "train")


@require_http_methods(["GET", "HEAD", "POST"])
def how(request: Request) -> HttpResponse:
    """Ask how it is going, and keep the word."""
    if coach.latest(request.user) is None:
        return redirect("start")
    form = How(request.POST if request.method == "POST" else None)
    if form.is_valid():
        coach.how_it_goes(request.user, form.told(), clock.now())
        return redirect("today")
    return render(request, "today/how.html", {"form": form}, status=422 if form.is_bound else None)
