"""Makes the coming days' nudges from what is wished: each once, decided ahead, and mended when wishes change."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from knipa.web import coach
from knipa.web.models import Account, Nudge, NudgeKind, NudgeState, Wished

AHEAD = timedelta(days=2)  # after today: so long nudges are there although nobody plans (our choice)
AGAIN = timedelta(hours=20)  # then the days ahead are filled up (our choice)
SPREAD_S = 4 * 3600  # not everyone at once (our choice)
LATE = timedelta(hours=1)  # what is missed by more is not sent any more (issue 6)
KEPT = timedelta(days=30)  # what became of a nudge can be seen so long (our choice)
EVENING = time(19, 30)  # "this evening" (our choice)
INSTANT = timedelta(microseconds=1)
IN_MINUTES = {"10": 10, "60": 60}
MADE_AHEAD = (NudgeKind.SESSION, NudgeKind.SECOND, NudgeKind.WEEKLY)


def keep(account: Account, told: Mapping[str, Any], now: datetime) -> None:
    """Keep what a person wishes, a `knipa.wishes/1`, and make the coming nudges anew.

    Raises:
        coach.RefusedError: if the contract refuses the wishes.
    """
    with transaction.atomic():
        make(coach.wish(account, told, now), now, since=_since(told, now))


def _since(told: Mapping[str, Any], now: datetime) -> datetime:
    """A journey that ends just now may have jumped over a wished time, which then comes due at this very moment."""
    has_landed = any(datetime.fromisoformat(move["at"]) == now for move in told.get("moves", ()))
    return now - INSTANT if has_landed else now


def make_due(now: datetime, most: int = 50) -> int:
    """Fill up the days ahead of those for whom it is time; return how many they were. Two never do the same."""
    with transaction.atomic():
        asked = (
            Wished.objects.filter(plan_at__lte=now)
            .order_by("plan_at")
            .select_for_update(skip_locked=True, of=("self",))
        )
        taken = [*asked.select_related("account", "account__snapshot")[:most]]
        for wished in taken:
            make(wished, now, since=now - LATE)
    return len(taken)


def make(wished: Wished, now: datetime, *, since: datetime) -> None:
    """Make the nudges that come due after `since` and are not there yet; take away those that are wished no more."""
    account, told = wished.account, wished.told
    today = now.astimezone(coach.zone_now(told, now)).date()
    day_before = today - timedelta(days=1)  # a time zone or a journey away it may still be yesterday
    coming = coach.coming(told, day_before, today + AHEAD)
    there = {(nudge.on, nudge.slot): nudge for nudge in account.nudges.filter(on__gte=day_before)}
    wished_for = {(each.on, each.slot): each for each in coming if each.at > since}
    _take_away([nudge for key, nudge in there.items() if key not in wished_for], now)
    moved = [
        (nudge, wished_for[key]) for key, nudge in there.items() if _is_moved(nudge, wished_for.get(key), now)
    ]
    _make(account, [each for key, each in wished_for.items() if key not in there], told, now)
    for nudge, each in moved:
        _move(nudge, each)
    account.nudges.filter(on__lt=today - KEPT).delete()
    Wished.objects.filter(pk=wished.pk).update(plan_at=_next_plan(account, told, now))


def _next_plan(account: Account, told: Mapping[str, Any], now: datetime) -> datetime | None:
    """When the days ahead are filled up again: not for everyone at once, and never where nothing has a time."""
    if not any("at" in wish for wish in told["wishes"]) and "weekly" not in told:
        return None
    return now + AGAIN + timedelta(seconds=account.pk * 7919 % SPREAD_S)


def _is_moved(nudge: Nudge, each: coach.Coming | None, now: datetime) -> bool:
    """A journey, or a clock of another country, has moved what is still to come."""
    return each is not None and _is_ahead(nudge, now) and (nudge.due_at, nudge.nth) != (each.at, each.nth)


def _is_ahead(nudge: Nudge, now: datetime) -> bool:
    return nudge.state == NudgeState.WAITING and nudge.claim is None and nudge.due_at > now


def _take_away(nudges: Iterable[Nudge], now: datetime) -> None:
    gone = [nudge.pk for nudge in nudges if nudge.kind in MADE_AHEAD and _is_ahead(nudge, now)]
    if gone:
        Nudge.objects.filter(pk__in=gone, claim=None).delete()


def _move(nudge: Nudge, each: coach.Coming) -> None:
    Nudge.objects.filter(pk=nudge.pk, claim=None).update(
        due_at=each.at, next_at=each.at, nth=each.nth, decided=None
    )


def _make(account: Account, coming: list[coach.Coming], told: Mapping[str, Any], now: datetime) -> None:
    if not coming:
        return
    revision = coach.revision(account)
    silences = coach.silences(account, now, [(each.on, each.nth) for each in coming], told.get("also", ()))
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
                silence=silence,
                decided=revision,
            )
            for each, silence in zip(coming, silences, strict=True)
        ],
        ignore_conflicts=True,
    )


def put_off(account: Account, how: str, now: datetime, nudge: Nudge | None = None) -> datetime | None:
    """Nudge once more in ten minutes, an hour, or this evening; None where there is no room before quiet hours.

    The second nudge of the same round gives way: it would come on top.
    """
    wished = Wished.objects.filter(account=account).first()
    if wished is None:
        return None
    local = now.astimezone(coach.zone_now(wished.told, now)).replace(second=0, microsecond=0)
    at = _later(how, local)
    quiet = coach.quiet_hours(wished.told)
    if at is None or at.date() != local.date() or (quiet and quiet.holds(at.time())):
        return None
    nth = nudge.nth if nudge else _rounds_done(account, now)
    with transaction.atomic():
        same = Q(account=account, on=local.date(), nth=nth, state=NudgeState.WAITING, claim=None)
        Nudge.objects.filter(same, kind__in=(NudgeKind.SECOND, NudgeKind.LATER)).delete()
        _make_later(account, at, local.date(), nth)
    return at


def call_off(account: Account, now: datetime) -> None:
    """Take back what has been put off; the second nudge that gave way to it is there again."""
    wished = Wished.objects.select_related("account").filter(account=account).first()
    if wished is None:
        return
    with transaction.atomic():
        account.nudges.filter(kind=NudgeKind.LATER, state=NudgeState.WAITING, claim=None).delete()
        make(wished, now, since=now)


def _make_later(account: Account, at: datetime, on: date, nth: int) -> None:
    fresh = {"kind": NudgeKind.LATER, "nth": nth, "due_at": at, "next_at": at}
    Nudge.objects.get_or_create(account=account, on=on, slot=f"later@{at:%H:%M}", defaults=fresh)


def evening_of(local: datetime) -> datetime | None:
    """Return what "this evening" is, while it is still to come."""
    evening = datetime.combine(local.date(), EVENING, local.tzinfo)
    return evening if evening > local else None


def _later(how: str, local: datetime) -> datetime | None:
    if how == "evening":
        return evening_of(local)
    minutes = IN_MINUTES.get(how)
    return (local.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(local.tzinfo) if minutes else None


def _rounds_done(account: Account, now: datetime) -> int:
    due = coach.due(account, now, account.language)
    return due.plan.today.done if due else 0
