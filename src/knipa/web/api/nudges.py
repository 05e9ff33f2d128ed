"""POST /api/v1/nudges/…: what a person taps in a notification, with the phone still locked: later, or done already."""

from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid5

from django.http import JsonResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from knipa.contract import Refusal
from knipa.web import clock, coach
from knipa.web.api.asking import objection, refuse, told_in
from knipa.web.models import Account, Nudge, NudgeKind
from knipa.web.reminders import planning
from knipa.web.request import Request

MOST_BYTES = 1_000  # our choice
WAITED = timedelta(days=2)  # a tap without a network counts for the moment of the tap, this long (our choice)
AHEAD = timedelta(minutes=5)  # so far a phone's clock may be wrong (our choice)
HOW = ("10", "60", "evening")
USUAL = "60"  # what the one button "Later" means (our choice)
DONE = "done"
type Answer = dict[str, Any]


@csrf_exempt  # as sync: no other site can make a browser send JSON here without asking first
@require_POST
def later(request: Request, key: UUID) -> JsonResponse:
    """Put a nudge off; `at` is null where there is no room for it today."""
    return _taken(request, key, _put_off)


@csrf_exempt
@require_POST
def done(request: Request, key: UUID) -> JsonResponse:
    """Count the round that a nudge asked for, once; `counted` is false where none of that day is due."""
    return _taken(request, key, _count)


def _taken(
    request: Request, key: UUID, take: Callable[[Account, Nudge, str, datetime], Answer]
) -> JsonResponse:
    if no := objection(request, MOST_BYTES):
        return no
    try:
        told = told_in(request, "for", "at")
        how, at = _how(told.get("for", USUAL)), _when(told.get("at"), clock.now())
    except Refusal as refusal:
        return refuse(str(refusal))
    nudge = request.user.nudges.filter(pk=key).exclude(kind=NudgeKind.WEEKLY).first()
    if nudge is None:
        return refuse("no such nudge", HTTPStatus.NOT_FOUND)
    return JsonResponse(take(request.user, nudge, how, at))


def _put_off(account: Account, nudge: Nudge, how: str, at: datetime) -> Answer:
    later = planning.put_off(account, how, at, nudge)
    return {"at": later.isoformat() if later else None}


def _count(account: Account, nudge: Nudge, _how: str, at: datetime) -> Answer:
    event_id = uuid5(nudge.pk, DONE)  # so that twice is once
    if account.log.filter(event_id=event_id).exists():
        return {"counted": True}
    locale = get_language() or "en"
    due = coach.due(account, at, locale)
    if due is None or due.on != nudge.on:
        return {"counted": False}
    if due.plan.today.done > nudge.nth:  # it was told by the player meanwhile
        return {"counted": True}
    return {"counted": coach.log_by_table(account, event_id, "whole", at, locale) is not None}


def _how(told: str) -> str:
    if told not in HOW:
        raise Refusal("told", f"expected one of {', '.join(HOW)}", field="for")
    return told


def _when(told: str | None, now: datetime) -> datetime:
    """Return when it was tapped; a clock that is a little ahead is forgiven."""
    if told is None:
        return now
    try:
        at = datetime.fromisoformat(told)
        is_near = now - WAITED <= at <= now + AHEAD
    except (TypeError, ValueError, OverflowError):  # no moment, or one without an offset
        raise Refusal("told", "expected a moment with its offset", field="at") from None
    if not is_near:
        raise Refusal("told", "expected a moment of the last two days", field="at")
    return min(at, now)
