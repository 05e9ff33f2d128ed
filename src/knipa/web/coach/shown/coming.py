"""When the wished moments come, and whether a nudge helps then: asked by reminders, answered by the engine."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from knipa.contract import built_in, read_wishes
from knipa.training.plan import Plan
from knipa.training.progression import follow
from knipa.training.reminding import Also, Due, Move, Quiet, Wish, Wishes, moments, silence
from knipa.web.coach.facts import Facts, facts_of
from knipa.web.coach.snapshot import PROTOCOL
from knipa.web.models import Account, NudgeKind

WEEK_DAYS = 7
NOON = time(12)


@dataclass(frozen=True, slots=True)
class Coming:
    """One nudge to be: its wish on its day, the moment, and which of the day's rounds it asks for, from 0."""

    kind: NudgeKind
    slot: str
    on: date
    at: datetime  # in the zone where the person then is
    nth: int


def zone_now(told: Mapping[str, Any], at: datetime) -> ZoneInfo:
    """Return the zone that the person is in at this moment."""
    return ZoneInfo(_zone_name(read_wishes(told, "wishes"), at))


def quiet_hours(told: Mapping[str, Any]) -> Quiet | None:
    """Return when the person wishes quiet."""
    return read_wishes(told, "wishes").quiet


def coming(told: Mapping[str, Any], first: date, last: date) -> list[Coming]:
    """Return every nudge that the wishes ask for on these days of the person's own, both among them, in order.

    Two wishes for the same moment are one nudge.
    """
    wishes = read_wishes(told, "wishes")
    found: list[Coming] = []
    for due in moments(wishes, first, last, ZoneInfo):
        same_day = [each for each in found if each.on == due.on]
        if not same_day or same_day[-1].at != due.at:
            found.append(Coming(NudgeKind.SESSION, _slot(wishes, due), due.on, due.at, len(same_day)))
    seconds = [second for each in found if (second := _second(each, wishes))]
    return sorted([*found, *seconds, *_weekly(wishes, first, last)], key=lambda each: each.at)


def _zone_name(wishes: Wishes, at: datetime) -> str:
    moved: list[Move] = sorted((move for move in wishes.moves if move.at <= at), key=lambda move: move.at)
    return moved[-1].timezone if moved else wishes.timezone


def _slot(wishes: Wishes, due: Due) -> str:
    """A wish by its id and its time: a time that is changed is another wish, a journey changes nothing."""
    wish = wishes.wishes[due.wish]
    return f"{wish.id or due.wish}@{wish.at:%H:%M}"


def _second(first: Coming, wishes: Wishes) -> Coming | None:
    """The same once more, on the same day and outside quiet hours."""
    if wishes.second_after_min is None:
        return None
    at = (first.at.astimezone(ZoneInfo("UTC")) + timedelta(minutes=wishes.second_after_min)).astimezone(
        first.at.tzinfo
    )
    quiet: Quiet | None = wishes.quiet
    if at.date() != first.at.date() or (quiet and quiet.holds(at.time())):
        return None
    return Coming(NudgeKind.SECOND, f"{first.slot}+", first.on, at, first.nth)


def _weekly(wishes: Wishes, first: date, last: date) -> list[Coming]:
    if wishes.weekly is None:
        return []
    asked = replace(wishes, wishes=(Wish(days=(wishes.weekly.day,), at=wishes.weekly.at),))
    return [
        Coming(NudgeKind.WEEKLY, f"weekly@{wishes.weekly.at:%H:%M}", due.on, due.at, 0)
        for due in moments(asked, first, last, ZoneInfo)
    ]


def silences(
    account: Account, at: datetime, asked: Sequence[tuple[date, int]], also: Collection[str]
) -> list[str]:
    """Return, for each day and number of a nudge, the code of why it is not sent; "" where it helps.

    The answers and the log as they are now decide; three queries, however many are asked. Before the first
    answers there is nothing to remind of.
    """
    facts = facts_of(account, at)
    if facts is None:
        return ["waiting"] * len(asked)
    wished = [Also(each) for each in also]
    plan_on = cache(lambda on: plan_of(facts, on))
    return [silence(plan_on(on), nth, wished) or "" for on, nth in asked]


@dataclass(frozen=True, slots=True)
class WeekDone:
    """Days with a session among the last seven, and how many the rhythm asks for at least."""

    done: int
    asked: int


def week_done(account: Account, at: datetime) -> WeekDone | None:
    """Return how the last seven days went, today among them; None where nothing is asked of the person."""
    facts = facts_of(account, at)
    plan = plan_of(facts, facts.on) if facts else None
    if plan is None or plan.rhythm is None:
        return None
    days = {day for day in plan.progress.trained if (plan.on - day).days < WEEK_DAYS}
    today = 1 if plan.today.done else 0
    return WeekDone(len(days) + today, plan.rhythm.days_per_week.min)


def plan_of(facts: Facts, on: date) -> Plan:
    """The plan of a day, if nothing more is heard until then."""
    then = facts if on == facts.on else replace(facts, at=datetime.combine(on, NOON, facts.at.tzinfo))
    return follow(built_in(PROTOCOL), then.person, then.lines, then.on, since=then.course)
