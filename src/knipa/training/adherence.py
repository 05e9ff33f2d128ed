"""Habits that hold: how regularly one trains, what time has passed, an easy way back, the squeeze in life."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from knipa.training.drill import left_be
from knipa.training.exercise import Movement
from knipa.training.person import Person
from knipa.training.plan import Plan, Progress
from knipa.training.programme import MOVEMENT_FOR, out_of_reach
from knipa.training.reason import Reason
from knipa.training.screening import BARRED, May

WINDOW_DAYS = 28  # four weeks: one bad week weighs a quarter, and is forgotten in a month (our choice)
TOLD_AFTER_DAYS = 7  # before a week has passed there is nothing to tell of (our choice)
MARK_STANDS_DAYS = 14  # so long a mark of time is told, and then let be (our choice)
BACK_DAYS = 7  # so many days without a session, coming back is made easy (our choice)
WEEK = 7
EVERYDAY = (Movement.RISE, Movement.LIFT, Movement.COUGH)  # what any day has in it (R24)


@dataclass(frozen=True, slots=True)
class Consistency:
    """Days of training beside the days that were asked for, in some weeks; never more than asked for.

    It forgives: a missed day weighs one day of these weeks, and nothing begins anew after it.
    """

    done: int
    asked: int

    @property
    def words(self) -> str:
        """The key of its sentence: what was asked for is named only where most of it was done."""
        return "regular" if self.done * 2 >= self.asked else "counted"


class Mark(StrEnum):
    """How long it has been since the first session (R29)."""

    NOTICE = "notice"  # two months
    FULL = "full"  # half a year


def consistency(plan: Plan, person: Person, days: int = WINDOW_DAYS) -> Consistency | None:
    """Return how regularly the person trains, in the last `days`.

    None in the first week, and where there is nothing kind to tell. Days before the first session, of a pause, and
    on which one waited or sought care are not asked for. Today counts once it is done.
    """
    progress, first = plan.progress, plan.progress.first_session
    if first is None or (plan.on - first).days < TOLD_AFTER_DAYS:
        return None
    last = plan.on if plan.today.done else plan.on - timedelta(1)
    window = [day for day in _back_from(last, days) if day >= first]
    asked = sum(_asked(progress, person, day) for day in window) // WEEK
    trained = {*progress.trained} | ({plan.on} if plan.today.done else set())
    done = min(asked, len(trained.intersection(window)))
    return Consistency(done, asked) if done else None


def _back_from(last: date, days: int) -> Iterator[date]:
    return (last - timedelta(ago) for ago in range(days))


def _asked(progress: Progress, person: Person, day: date) -> int:
    """How many sevenths of this day were asked for, as days a week."""
    if person.paused(day) or progress.locked(day):
        return 0
    return next((ask.days_per_week for ask in reversed(progress.asks) if ask.from_ <= day), 0)


def mark(plan: Plan) -> Mark | None:
    """Return the mark that has been reached in the last two weeks; only to somebody who may train."""
    expect = plan.expect
    if expect is None or plan.clearance.may is not May.TRAIN:
        return None
    days = {Mark.FULL: expect.full_by, Mark.NOTICE: expect.notice_from}
    return next((each for each, day in days.items() if 0 <= (plan.on - day).days < MARK_STANDS_DAYS), None)


def comes_back(plan: Plan, person: Person) -> bool:
    """Tell whether a session today would be the first for a while; pauses and locks are no such while.

    Where fewer days a week are enough, twice the usual time between two of them is no gap yet.
    """
    progress = plan.progress
    if not progress.trained or plan.today.done or plan.clearance.may in BARRED or person.paused(plan.on):
        return False
    missed = (plan.on - progress.trained[-1]).days
    free = sum(
        1
        for day in _back_from(plan.on - timedelta(1), min(missed - 1, WINDOW_DAYS))
        if person.paused(day) or progress.locked(day)
    )
    usual = 2 * WEEK // plan.rhythm.days_per_week.min if plan.rhythm else 0
    return missed - free >= max(BACK_DAYS, usual)


def squeezes_in_life(plan: Plan, person: Person) -> list[Movement]:
    """Return the movements before which a squeeze may be told of today; none until the squeeze is found (R24, R28)."""
    if not any(advice.because.reason is Reason.KNACK for advice in plan.advice):
        return []
    noticed = {MOVEMENT_FOR[when] for when in person.trouble_when if when in MOVEMENT_FOR}
    barred = out_of_reach(person) | left_be(plan)
    if any(because.reason is Reason.WOUND_SORE for because in plan.clearance.because):
        barred |= {Movement.LIFT, Movement.JUMP}
    return [each for each in Movement if (each in EVERYDAY or each in noticed) and each not in barred]


def week_of(day: date) -> list[date]:
    """Return Monday to Sunday of the week that this day lies in."""
    monday = day - timedelta(day.weekday())
    return [monday + timedelta(step) for step in range(WEEK)]


def this_week(moments: Mapping[date, int], on: date) -> int:
    """Return how many squeezes in life have been told of in this calendar week."""
    return sum(moments.get(day, 0) for day in week_of(on))


def planned(plan: Plan, wished: Collection[int] = ()) -> frozenset[date]:
    """Return the days of this week on which training is planned, trained or not.

    `wished` are the weekdays, Monday 0, that the person's own wishes name; without any, the rhythm says. Where
    fewer days than all are enough, no day that has passed was the one: they lie ahead, spread over the week.
    """
    if plan.rhythm is None:
        return frozenset()
    week, first = week_of(plan.on), plan.progress.first_session or plan.on
    if wished:
        return frozenset(day for day in week if day.weekday() in wished and day >= first)
    least = plan.rhythm.days_per_week.min
    if least >= WEEK:
        return frozenset(day for day in week if day >= first)
    return frozenset(_spread(plan, week, least))


def _spread(plan: Plan, week: list[date], least: int) -> Iterator[date]:
    trained = {*plan.progress.trained} | ({plan.on} if plan.today.done else set())
    left = least - len(trained.intersection(week))
    apart = timedelta(WEEK // least)
    day = max(trained, default=plan.on - apart) + apart
    day = max(day, plan.on)
    while left > 0 and day <= week[-1]:
        yield day
        day, left = day + apart, left - 1
