"""When the wished moments come, and whether a nudge helps then: asked by reminders, answered by the engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from knipa.contract import built_in, read_wishes
from knipa.training.adherence import WEEK, Consistency, consistency
from knipa.training.person import Person
from knipa.training.plan import Plan
from knipa.training.progression import follow
from knipa.training.reminding import About, Due, Move, Quiet, Silence, Wish, Wishes, moments, silence
from knipa.web.coach.facts import Facts, facts_of
from knipa.web.coach.snapshot import PROTOCOL
from knipa.web.models import Account, NudgeKind

NOON = time(12)
UNTOLD = "untold"  # of this week there is nothing kind to tell
NOTHING = Wishes(timezone="UTC", wishes=())  # is wished
LATE = timedelta(hours=1)  # what is missed by more is not sent any more (issue 6)
CLOSE = timedelta(minutes=15)  # a second nudge so near before a wished time is one too many (our choice)


@dataclass(frozen=True, slots=True)
class Coming:
    """One nudge to be: its wish on its day, the moment, and which of the day's rounds it asks for, from 0."""

    kind: NudgeKind
    slot: str
    on: date
    at: datetime  # in the zone where the person then is
    until: datetime  # later than this it is not sent
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
            until = sent_until(due.at, wishes.quiet)
            found.append(Coming(NudgeKind.SESSION, _slot(wishes, due), due.on, due.at, until, len(same_day)))
    seconds = [second for each in found if (second := _second(each, wishes, found))]
    return sorted([*found, *seconds, *_weekly(wishes, first, last)], key=lambda each: each.at)


def _zone_name(wishes: Wishes, at: datetime) -> str:
    moved: list[Move] = sorted((move for move in wishes.moves if move.at <= at), key=lambda move: move.at)
    return moved[-1].timezone if moved else wishes.timezone


def _slot(wishes: Wishes, due: Due) -> str:
    """A wish by its id and its time: a time that is changed is another wish, a journey changes nothing."""
    wish = wishes.wishes[due.wish]
    return f"{wish.id or due.wish}@{wish.at:%H:%M}"


def later_today(at: datetime, minutes: int, quiet: Quiet | None) -> datetime | None:
    """Return the moment so many minutes later; None where that is another day, or quiet."""
    later = (at.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(at.tzinfo)
    is_heard = later.date() == at.date() and not (quiet and quiet.holds(later.time()))
    return later if is_heard else None


def sent_until(at: datetime, quiet: Quiet | None) -> datetime:
    """Return how long after its moment a nudge may still be sent: an hour, and never into quiet hours."""
    end = at.astimezone(UTC) + LATE
    days = at.date(), at.date() + timedelta(days=1)
    begins = [datetime.combine(day, quiet.from_, at.tzinfo) for day in days] if quiet else []
    return min([end, *(begin.astimezone(UTC) for begin in begins if begin > at)])


def _second(first: Coming, wishes: Wishes, rounds: Sequence[Coming]) -> Coming | None:
    """The same once more, unless the next wished time comes before it or soon after."""
    if wishes.second_after_min is None:
        return None
    at = later_today(first.at, wishes.second_after_min, wishes.quiet)
    if at is None or any(first.at < each.at <= at + CLOSE for each in rounds):
        return None
    return Coming(NudgeKind.SECOND, f"{first.slot}+", first.on, at, sent_until(at, wishes.quiet), first.nth)


def _weekly(wishes: Wishes, first: date, last: date) -> list[Coming]:
    if wishes.weekly is None:
        return []
    asked = replace(wishes, wishes=(Wish(days=(wishes.weekly.day,), at=wishes.weekly.at),))
    return [
        Coming(
            NudgeKind.WEEKLY,
            f"weekly@{wishes.weekly.at:%H:%M}",
            due.on,
            due.at,
            sent_until(due.at, wishes.quiet),
            0,
        )
        for due in moments(asked, first, last, ZoneInfo)
    ]


class Asked(Protocol):
    """A nudge of which it is asked whether it helps: what it is about, its day, and which of the day's rounds."""

    @property
    def kind(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def nth(self) -> int: ...


def silences(account: Account, at: datetime, asked: Sequence[Asked], told: Mapping[str, Any]) -> list[str]:
    """Return, for each nudge, the code of why it is not sent; "" where it helps. `told` is what is wished.

    The answers and the log as they are now decide; three queries, however many are asked. Before the first
    answers there is nothing to remind of.
    """
    facts = facts_of(account, at)
    if facts is None:
        return [str(Silence.WAITING)] * len(asked)
    wishes = read_wishes(told, "wishes") if told else NOTHING
    plan_on = cache(lambda on: plan_of(facts, on))
    return [_silence(plan_on(each.on), facts.person, wishes, each) for each in asked]


def _silence(plan: Plan, person: Person, wishes: Wishes, asked: Asked) -> str:
    about = About(asked.kind)
    has_nothing_to_say = about is About.WEEK and consistency(plan, person, WEEK) is None
    return silence(plan, person, wishes, asked.nth, about) or (UNTOLD if has_nothing_to_say else "")


def week_done(account: Account, at: datetime) -> Consistency | None:
    """Return how the last seven days went; None where there is nothing kind to tell of them."""
    facts = facts_of(account, at)
    return consistency(plan_of(facts, facts.on), facts.person, WEEK) if facts else None


def plan_of(facts: Facts, on: date) -> Plan:
    """The plan of a day, if nothing more is heard until then."""
    then = facts if on == facts.on else replace(facts, at=datetime.combine(on, NOON, facts.at.tzinfo))
    return follow(built_in(PROTOCOL), then.person, then.lines, then.on, since=then.course)
