"""Makes the coming days' nudges from what is wished: each once, decided ahead, and mended when wishes change."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.db import OperationalError, transaction
from django.db.models import F

from knipa.web import clock, coach
from knipa.web.models import Account, Nudge, NudgeKind, NudgeState, Wished

log = logging.getLogger(__name__)
AHEAD = timedelta(days=2)  # after today: so long nudges are there although nobody plans (our choice)
AGAIN = timedelta(hours=20)  # then the days ahead are filled up (our choice)
SPREAD_S = 4 * 3600  # not everyone at once (our choice)
EVENING = time(19, 30)  # "this evening" (our choice)
INSTANT = timedelta(microseconds=1)
IN_MINUTES = {"10": 10, "60": 60}
PUT_OFF = "put_off"  # why a second nudge is not sent: the person wished it later


def keep(account: Account, told: Mapping[str, Any], now: datetime) -> None:
    """Keep what a person wishes, a `knipa.wishes/1`, and make the coming nudges anew.

    What was decided ahead of them is decided anew: the wishes say in which calm times one is nudged.

    Raises:
        coach.RefusedError: if the contract refuses the wishes.
    """
    with transaction.atomic():
        account.nudges.filter(state=NudgeState.WAITING).update(decided=None)
        make(coach.wish(account, told, now), now, since=_since(told, now))


def _since(told: Mapping[str, Any], now: datetime) -> datetime:
    """A journey that ends just now may have jumped over a wished time, which then comes due at this very moment."""
    has_landed = any(datetime.fromisoformat(move["at"]) == now for move in told.get("moves", ()))
    return now - INSTANT if has_landed else now


def make_due(now: datetime, most: int = 50) -> int:
    """Fill up the days ahead of those for whom it is time; return how many they were. Two never do the same.

    Where that fails for one of them, nobody else waits: it is tried again when it would have been time anew.
    """
    with transaction.atomic():
        asked = (
            Wished.objects.filter(plan_at__lte=now)
            .order_by("plan_at")
            .select_for_update(skip_locked=True, of=("self",))
        )
        taken = [*asked.select_related("account", "account__snapshot")[:most]]
        for wished in taken:
            _make_apart(wished, now)
    return len(taken)


def _make_apart(wished: Wished, now: datetime) -> None:
    try:
        with transaction.atomic():
            make(wished, now, since=now - coach.LATE)
    except OperationalError:  # the database is away: for everybody
        raise
    except Exception:  # a time zone that this machine does not know, a row of another version
        log.exception("The reminders of account %s could not be made", wished.account_id)
        Wished.objects.filter(pk=wished.pk).update(plan_at=_again(wished.account, now))


def make(wished: Wished, now: datetime, *, since: datetime) -> None:
    """Make the nudges that come due after `since` and are not there yet; take away those that are wished no more."""
    account, told = wished.account, wished.told
    today = now.astimezone(coach.zone_now(told, now)).date()
    day_before = today - timedelta(days=1)  # a time zone or a journey away it may still be yesterday
    coming = coach.coming(told, day_before, today + AHEAD)
    there = {(nudge.on, nudge.slot): nudge for nudge in account.nudges.filter(on__gte=day_before)}
    still = {(each.on, each.slot) for each in coming}
    wished_for = {(each.on, each.slot): each for each in coming if each.at > since}

    def is_wished(nudge: Nudge) -> bool:
        if nudge.kind == NudgeKind.LATER:
            return has_times(told)
        return (nudge.on, nudge.slot) in (wished_for if nudge.due_at > now else still)

    _take_away(nudge for nudge in there.values() if not is_wished(nudge))
    moved = [
        (nudge, wished_for[key]) for key, nudge in there.items() if _is_moved(nudge, wished_for.get(key), now)
    ]
    _make(account, [each for key, each in wished_for.items() if key not in there], told, now)
    for nudge, each in moved:
        _move(nudge, each)
    Wished.objects.filter(pk=wished.pk).update(plan_at=_next_plan(account, told, now))


def has_times(told: Mapping[str, Any]) -> bool:
    """Tell whether anything that is wished has a time, and so is to be sent."""
    return any("at" in wish for wish in told["wishes"])


def _next_plan(account: Account, told: Mapping[str, Any], now: datetime) -> datetime | None:
    """When the days ahead are filled up again: not for everyone at once, and never where nothing has a time."""
    if not has_times(told) and "weekly" not in told:
        return None
    return _again(account, now)


def _again(account: Account, now: datetime) -> datetime:
    return now + AGAIN + timedelta(seconds=account.pk * 7919 % SPREAD_S)


def _is_moved(nudge: Nudge, each: coach.Coming | None, now: datetime) -> bool:
    """A journey, or a clock of another country, has moved what is still to come."""
    if each is None or not _is_ahead(nudge, now):
        return False
    return (nudge.due_at, nudge.until, nudge.nth) != (each.at, each.until, each.nth)


def _is_ahead(nudge: Nudge, now: datetime) -> bool:
    return nudge.state == NudgeState.WAITING and nudge.claim is None and nudge.due_at > now


def _take_away(nudges: Iterable[Nudge]) -> None:
    """What is wished no more is not sent, nor tried again."""
    gone = [nudge.pk for nudge in nudges if nudge.state == NudgeState.WAITING]
    if gone:
        Nudge.objects.filter(pk__in=gone, claim=None).delete()


def _move(nudge: Nudge, each: coach.Coming) -> None:
    Nudge.objects.filter(pk=nudge.pk, claim=None).update(
        due_at=each.at, next_at=each.at, until=each.until, nth=each.nth, decided=None
    )


def _make(account: Account, coming: list[coach.Coming], told: Mapping[str, Any], now: datetime) -> None:
    if not coming:
        return
    revision = coach.revision(account)
    silences = coach.silences(account, now, coming, told)
    Nudge.objects.bulk_create(
        [
            Nudge(
                id=uuid4(),
                account=account,
                kind=each.kind,
                slot=each.slot,
                on=each.on,
                nth=each.nth,
                due_at=each.at,
                next_at=each.at,
                until=each.until,
                silence=silence,
                decided=revision,
            )
            for each, silence in zip(coming, silences, strict=True)
        ],
        ignore_conflicts=True,
    )


def put_off(account: Account, how: str, now: datetime, nudge: Nudge | None = None) -> datetime | None:
    """Nudge once more in ten minutes, an hour, or this evening; None where there is no room before quiet hours.

    None, too, where that moment is long over: a tap without a network is heard of late. The second nudge of the same
    round gives way: it would come on top.
    """
    wished = Wished.objects.filter(account=account).first()
    if wished is None:
        return None
    quiet, at = coach.quiet_hours(wished.told), moments_later(wished.told, now).get(how)
    if at is None or coach.sent_until(at, quiet) < clock.now():
        return None
    nth = nudge.nth if nudge else _rounds_done(account, now)
    with transaction.atomic():
        same = Nudge.objects.filter(
            account=account, on=at.date(), nth=nth, state=NudgeState.WAITING, claim=None
        )
        same.filter(kind=NudgeKind.LATER).delete()
        same.filter(kind=NudgeKind.SECOND).update(state=NudgeState.SILENT, why=PUT_OFF, next_at=None)
        _make_later(account, at, nth, quiet)
    return at


def call_off(account: Account, now: datetime) -> None:
    """Take back what has been put off; the second nudge that gave way to it is there again."""
    wished = Wished.objects.select_related("account").filter(account=account).first()
    if wished is None:
        return
    with transaction.atomic():
        account.nudges.filter(kind=NudgeKind.LATER, state=NudgeState.WAITING, claim=None).delete()
        gave_way = account.nudges.filter(state=NudgeState.SILENT, why=PUT_OFF, due_at__gt=now)
        gave_way.update(state=NudgeState.WAITING, why="", next_at=F("due_at"))
        make(wished, now, since=now)  # or it has been wished no more since


def _make_later(account: Account, at: datetime, nth: int, quiet: coach.Quiet | None) -> None:
    """The same moment once more, after another round, is asked for anew."""
    moment = {"due_at": at, "next_at": at, "until": coach.sent_until(at, quiet), "nth": nth}
    fresh = {**moment, "kind": NudgeKind.LATER, "state": NudgeState.WAITING, "why": "", "decided": None}
    Nudge.objects.update_or_create(account=account, on=at.date(), slot=f"later@{at:%H:%M}", defaults=fresh)


def moments_later(told: Mapping[str, Any], now: datetime) -> dict[str, datetime]:
    """Return until when one may put off today, by what one chooses: in minutes, or "evening"."""
    local = now.astimezone(coach.zone_now(told, now)).replace(second=0, microsecond=0)
    quiet = coach.quiet_hours(told)
    found = {how: coach.later_today(local, minutes, quiet) for how, minutes in IN_MINUTES.items()}
    evening = datetime.combine(local.date(), EVENING, local.tzinfo)
    if evening > local and not (quiet and quiet.holds(evening.time())):
        found["evening"] = evening
    return {how: at for how, at in found.items() if at}


def _rounds_done(account: Account, now: datetime) -> int:
    due = coach.due(account, now, account.language)
    return due.plan.today.done if due else 0
