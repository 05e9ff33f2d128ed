"""What a calendar repeats week after week: the wishes that the plan asks for, without the days that rest."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from knipa.contract import read_wishes
from knipa.training.person import Person
from knipa.training.plan import Plan
from knipa.training.reminding import Silence, Weekday, Wishes, silence
from knipa.web.coach.facts import Facts, facts_of
from knipa.web.coach.shown.coming import plan_of, zone_now
from knipa.web.models import Account

AHEAD_DAYS = 14  # so far the plan is asked; a calendar fetches again long before (our choice)
LONGEST_DAYS = 740  # from today: a pause begins within a year and lasts a year at most (pages/pause)
UNTIL_HEARD = {Silence.CARE, Silence.WAITING, Silence.PAIN}  # nothing at all, until something else is heard
PASSING = {Silence.PAUSED, Silence.REST_DAY, Silence.DONE}  # silent days, beside others that are not

type Round = tuple[date, int]  # a day, and the wish that asks for it
type Week = Mapping[Weekday, Sequence[int]]  # for each day of the week, the wishes of its rounds, in order


@dataclass(frozen=True, slots=True)
class Repeated:
    """A wish as a calendar repeats it: a local time on days of the week, and the dates on which it rests."""

    wish: str
    at: time
    days: tuple[str, ...]  # "mon"
    without: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Repeating:
    """All that a calendar is to repeat, in the time zone where the person now is."""

    zone: str
    each: tuple[Repeated, ...] = ()


def repeating(account: Account, told: Mapping[str, Any], since: date, at: datetime) -> Repeating:
    """Return what the wishes and the plan, as they are now, ask a calendar for from `since` on.

    Nothing while the plan asks for silence; of a day's wishes only as many as the plan asks for rounds.
    """
    wishes, zone = read_wishes(told, "wishes"), zone_now(told, at)
    today = at.astimezone(zone).date()
    facts = facts_of(account, at)
    if facts is None:
        return Repeating(zone.key)
    plans = {day: plan_of(facts, day) for day in _days(today, today + timedelta(days=AHEAD_DAYS - 1))}
    week = _week(wishes, plans[today])
    silent = _silent(wishes, week, facts.person, plans)
    if silent is None:
        return Repeating(zone.key)
    known = _days(since, today + timedelta(days=LONGEST_DAYS))
    rests = _rests(wishes, facts, known[0], known[-1])
    each: list[Repeated] = []
    for number in range(len(wishes.wishes)):
        off = [day for day in known if day in rests or (day, number) in silent]
        each += _repeated(wishes, number, week, off)
    return Repeating(zone.key, tuple(each))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def _week(wishes: Wishes, plan: Plan) -> Week:
    most = plan.rhythm.per_day.max if plan.rhythm else 0
    return {day: _rounds(wishes, day)[:most] for day in Weekday}


def _rounds(wishes: Wishes, day: Weekday) -> list[int]:
    """Return the wishes of a day of the week by their times; quiet ones left out, two at one time are one."""
    at_time: dict[time, int] = {}
    for number, wish in enumerate(wishes.wishes):
        if wish.at and day in wish.days and not (wishes.quiet and wishes.quiet.holds(wish.at)):
            at_time.setdefault(wish.at, number)
    return [number for _, number in sorted(at_time.items())]


def _silent(
    wishes: Wishes, week: Week, person: Person, plans: Mapping[date, Plan]
) -> Collection[Round] | None:
    """Return the rounds of the coming days that the plan wants no word of; None: of none at all."""
    today = min(plans)
    if silence(plans[today], person, wishes, 0) in UNTIL_HEARD:
        return None
    why = {
        (day, number): silence(plan, person, wishes, nth)
        for day, plan in plans.items()
        for nth, number in enumerate(week[Weekday.of(day)])
    }
    if not any(reason is None or reason in PASSING for reason in why.values()):
        return None
    return {each for each, reason in why.items() if reason}


def _rests(wishes: Wishes, facts: Facts, first: date, last: date) -> Collection[date]:
    """Return the days of all pauses, told with the answers or with the wishes."""
    pauses = [(pause.from_, pause.to) for pause in facts.person.pauses]
    pauses += [(pause.from_, pause.to) for pause in wishes.pauses]
    return {day for from_, to in pauses for day in _days(max(from_, first), min(to, last))}


def _repeated(wishes: Wishes, number: int, week: Week, off: Iterable[date]) -> Iterator[Repeated]:
    wish, days = wishes.wishes[number], [day for day in Weekday if number in week[day]]
    if wish.at and days:
        without = tuple(day for day in off if Weekday.of(day) in days)
        yield Repeated(wish.id or str(number), wish.at, tuple(days), without)
