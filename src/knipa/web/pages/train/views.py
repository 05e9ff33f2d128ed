"""The session, its end, and how it felt."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knipa.web import clock, coach
from knipa.web.pages.train.forms import ByTable, Felt, help_for
from knipa.web.player import player_words
from knipa.web.request import Request


@require_safe
def train(request: Request) -> HttpResponse:
    """Show the session to follow; the player tells of it by `POST /api/v1/sync`."""
    due = coach.due(request.user, clock.now(), get_language() or "en")
    if due is None or due.state != "go" or not due.asked:
        return redirect("today")
    if request.GET.get("round") == "short" and due.short:
        due = due.short
    return show(request, due, uuid4())


def show(request: HttpRequest, due: coach.Due, event_id: UUID) -> HttpResponse:
    """Return the page of a session, today's or another's; `event_id` is for who follows the table."""
    return render(request, "train/train.html", {"due": due, "words": player_words(), "event_id": event_id})


@require_POST
def by_table(request: Request) -> HttpResponse:
    """Take a session that was followed on the table."""
    form = ByTable(request.POST)
    if not form.is_valid():
        return redirect("train")
    event_id, ended, short = (form.cleaned_data[name] for name in ("id", "ended", "round"))
    line = coach.log_by_table(
        request.user, event_id, ended, clock.now(), get_language() or "en", short=bool(short)
    )
    return redirect("after", line.event_id) if line else redirect("today")


@require_http_methods(["GET", "HEAD", "POST"])
def after(request: Request, event_id: UUID) -> HttpResponse:
    """Ask how it felt; say kindly what happens when it hurt."""
    line = get_object_or_404(request.user.log, event_id=event_id, kind="session")
    hurt = line.line["ended"] == "pain"
    if hurt or "felt" in line.line:
        return _thank(request, line.line)
    form = Felt(request.POST if request.method == "POST" else None, line.line)
    if form.is_valid():
        coach.feel(request.user, event_id, form.told(), form.troubled_movements)
        line.refresh_from_db()
        return redirect("after", event_id) if _help_after(request, line.line)[0] else redirect("today")
    return render(
        request, "train/after.html", {"form": form, "line": line}, status=422 if form.is_bound else None
    )


def _thank(request: Request, line: Mapping[str, Any]) -> HttpResponse:
    """Say what follows on what has been told: a kind stop, a word of help, or thanks."""
    if line["ended"] == "pain":
        return render(request, "train/hurt.html", {"care": coach.care(request.user, get_language() or "en")})
    kind, due = _help_after(request, line)
    return render(request, "train/thanks.html", {"kind": kind, "reader": due.reader if due else None})


def _help_after(request: Request, line: Mapping[str, Any]) -> tuple[str | None, coach.Due | None]:
    """Return the word of help, but none about squeezing to who may not squeeze by now; and the day it is said on."""
    kind, due = help_for(line), coach.due(request.user, clock.now(), get_language() or "en")
    may = due is not None and due.may in ("train", "gentle")
    return kind if may or kind == "pain" else None, due
