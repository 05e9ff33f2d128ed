"""One wish: made, changed, and taken away."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from knipa.web import clock, coach
from knipa.web.pages.nudges.forms import HABIT, TIME, Wish
from knipa.web.pages.nudges.suggestions import new_wish
from knipa.web.reminders.anchors import patterns
from knipa.web.reminders.wished import NotKeptError, Told, change, told_of, with_new
from knipa.web.request import Request

WRONG = 422  # the form was understood and cannot be taken as it is


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Ask for one more: `?kind=habit` begins with the habit, else with the time."""
    if coach.latest(request.user) is None:
        return redirect("start")
    kind = HABIT if request.GET.get("kind") == HABIT else TIME
    form = Wish(request.POST if request.method == "POST" else None, kind)
    if form.is_valid():
        made = new_wish(**form.told())
        if _is_kept(request, form, lambda told: with_new(told, [made])):
            return redirect(f"{reverse('reminders')}?kept={made['id']}")
    return _show(request, form, kind)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, wish_id: str) -> HttpResponse:
    """Change a wish, or take it away."""
    wish = next((each for each in told_of(request.user)["wishes"] if each["id"] == wish_id), None)
    if wish is None:  # taken away in another window, or before one went back
        return redirect(f"{reverse('reminders')}?gone=before")
    if "away" in request.POST:
        change(request.user, lambda told: _with(told, wish_id, None), clock.now())
        return redirect(f"{reverse('reminders')}?gone=wish")
    kind = HABIT if "after" in wish else TIME
    form = Wish(request.POST if request.method == "POST" else None, kind, wish)
    if form.is_valid():
        changed = {"id": wish_id, **form.told()}
        if _is_kept(request, form, lambda told: _with(told, wish_id, changed)):
            return redirect(f"{reverse('reminders')}?kept={wish_id}")
    return _show(request, form, kind, wish)


def _with(told: Told, wish_id: str, changed: Told | None) -> Told:
    """Return the wishes with this one changed, or without it."""
    wishes = [changed if each["id"] == wish_id else each for each in told["wishes"]]
    return {**told, "wishes": [each for each in wishes if each is not None]}


def _is_kept(request: Request, form: Wish, how: Callable[[Told], Told]) -> bool:
    """Keep it, or say on the form why not."""
    try:
        change(request.user, how, clock.now())
    except NotKeptError as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _show(request: Request, form: Wish, kind: str, wish: Told | None = None) -> HttpResponse:
    context = {"form": form, "kind": kind, "wish": wish, "patterns": ", ".join(patterns())}
    return render(request, "nudges/wish.html", context, status=WRONG if form.is_bound else None)
