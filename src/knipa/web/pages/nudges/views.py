"""The first page of reminders, and what is done there with one press."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knipa.web import clock, coach
from knipa.web.models import Channel
from knipa.web.pages.nudges.doors import taker_away
from knipa.web.pages.nudges.forms import Times
from knipa.web.pages.nudges.overview import Overview, overview
from knipa.web.pages.nudges.suggestions import BY_NAME, SUGGESTIONS, TIMES, new_wish
from knipa.web.pages.nudges.ways import Way, put_first
from knipa.web.reminders import delivering, planning
from knipa.web.reminders.said import WEEK
from knipa.web.reminders.wished import (
    NotKeptError,
    change,
    has_row,
    has_wishes,
    is_zone,
    moved,
    with_new,
    zone_of,
)
from knipa.web.request import Request

WRONG = 422  # the form was understood and cannot be taken as it is
JUST_NOW = timedelta(minutes=1)  # so long what came of it is told (our choice)
BETWEEN_TRIES = timedelta(seconds=5)  # between two of "send me one now" by one way (our choice)


@require_safe
def reminders(request: Request) -> HttpResponse:
    """Show what is wished and how it fares; where nothing is wished yet, what one might begin with."""
    known = coach.latest(request.user)
    return _show(request, known, Times()) if known else redirect("start")


def _show(request: Request, known: coach.Told, form: Times, problem: str = "") -> HttpResponse:
    told = overview(request.user, clock.now())
    context = {
        "told": told,
        "days_in": known["timezone"],
        "kept": request.GET.get("kept", ""),
        "gone": request.GET.get("gone", ""),
        "form": form,
        "problem": problem,
        "tried": _tried(told, request.GET.get("tried", ""), clock.now()),
        "suggestions": SUGGESTIONS,
    }
    return render(request, "nudges/reminders.html", context, status=WRONG if problem or form.errors else None)


@require_http_methods(["GET", "HEAD", "POST"])
def suggested(request: Request) -> HttpResponse:
    """Take a suggestion, or times of the day that were ticked."""
    habit = BY_NAME.get(request.POST.get("habit", ""))
    times = [at for at in TIMES if at in request.POST.getlist("times")]
    new = [habit.wish()] if habit else [new_wish(at=at, days=[*WEEK]) for at in times]
    known = coach.latest(request.user)
    if request.method != "POST" or known is None:
        return redirect("reminders")
    if not new:  # from an old page there may be wishes, and nothing to tick
        return redirect("reminders") if has_wishes(request.user) else _show(request, known, Times(times))
    try:
        change(request.user, lambda told: with_new(told, new), clock.now())
    except NotKeptError as refused:
        return _show(request, known, Times(), str(refused))
    return redirect(f"{reverse('reminders')}?kept={new[0]['id']}")


@require_POST
def way(request: Request, pk: int) -> HttpResponse:
    """Send one now by this way, try it first, or take it away."""
    channel = get_object_or_404(Channel, pk=pk, account=request.user)
    go = request.POST.get("go")
    if go == "away":
        taker_away(channel)(channel)
        return redirect(f"{reverse('reminders')}?gone=way#ways")
    if go == "first":
        put_first(channel)
    elif go == "try" and _may_be_tried(channel, clock.now()):
        delivering.try_now(request.user, channel)
    return redirect(
        f"{reverse('reminders')}?tried={pk}#ways" if go == "try" else f"{reverse('reminders')}#ways"
    )


@require_POST
def here(request: Request) -> HttpResponse:
    """The person is in another time zone: days and reminders follow."""
    zone, now = request.POST.get("timezone", ""), clock.now()
    before = coach.latest(request.user)
    if before is not None and is_zone(zone):
        if before.get("timezone") != zone:
            coach.answer(request.user, {"timezone": zone}, now)
        if has_row(request.user) and str(zone_of(request.user, now)) != zone:
            change(request.user, lambda told: moved(told, zone, now), now)
    return redirect(_back(request, "reminders"))


@require_http_methods(["GET", "HEAD", "POST"])
def later(request: Request) -> HttpResponse:
    """Put today's reminder off; the page it came from tells until when."""
    how, now = request.POST.get("for", ""), clock.now()
    if request.method != "POST":
        return redirect("today")
    if how == "back":
        planning.call_off(request.user, now)
        return redirect(f"{reverse('today')}?later=undone#put_off")
    at = planning.put_off(request.user, how, now)
    return redirect(reverse("today") + ("#put_off" if at else "?later=none#put_off"))


def _may_be_tried(channel: Channel, now: datetime) -> bool:
    """One press is one try, however often the button is pressed, and however slow the receiver is."""
    waited = Q(tried_at=None) | Q(tried_at__lte=now - BETWEEN_TRIES)
    return bool(Channel.objects.that_send().filter(waited, pk=channel.pk).update(tried_at=now))


def _tried(told: Overview, pk: str, now: datetime) -> Way | None:
    """Return the way that has just been tried; a page that is loaded anew later says nothing of it."""
    way = next((way for way in told.ways if str(way.channel.pk) == pk), None)
    at = way.channel.tried_at if way else None
    return way if at and now - at < JUST_NOW else None


def _back(request: Request, otherwise: str) -> str:
    back = request.POST.get("next", "")
    fine = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return back if back and fine else reverse(otherwise)
