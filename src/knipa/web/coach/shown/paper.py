"""The plan as it is printed: what it asks, and seven days of it with a box for each round."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from uuid import UUID

from knipa.content.words import Words
from knipa.contract import built_in
from knipa.contract.rows import capital, rhythm_row
from knipa.training.exercise import Dose, Position
from knipa.training.progression import follow
from knipa.training.protocol import Rhythm
from knipa.training.session_log import Ended, Session
from knipa.web.coach.facts import Facts
from knipa.web.coach.shown.day import Due, due
from knipa.web.coach.snapshot import PROTOCOL
from knipa.web.coach.told.recording import as_planned
from knipa.web.models import Account

DAYS = 7  # a week on one page (issue 5)
NOON = time(12)
ASKS = frozenset({"train", "done", "wait"})  # kinds of days of which more is told than their name


@dataclass(frozen=True, slots=True)
class Part:
    """Days in a row that ask the same."""

    due: Due
    first: date
    last: date

    @property
    def waits(self) -> bool:
        """No exercise may be told of."""
        return not self.due.plan.doses

    @property
    def rhythm(self) -> str:
        """How often, in words."""
        rhythm = self.due.plan.rhythm
        return capital(rhythm_row(rhythm, self.due.words)) if rhythm else ""

    @property
    def doses(self) -> list[tuple[str, Dose, str]]:
        """Each dose with its name, and how it is done, for nobody says it aloud on paper."""
        return [(self._name(dose), dose, self._how(dose)) for dose in self.due.plan.doses]

    def _name(self, dose: Dose) -> str:
        say = self.due.words
        names = [say.write(dose.exercise), *([say.write(dose.movement)] if dose.movement else [])]
        return capital(": ".join(names))

    def _how(self, dose: Dose) -> str:
        say = self.due.words
        if dose.movement:
            return say.text("cue", f"get_ready_{dose.exercise}_{dose.movement}")
        if dose.exercise.lets_go:
            return ""
        tired = [say.text("command", "to_fatigue")] if dose.to_fatigue else []
        return ", ".join([say.write(dose.effort), *tired])


@dataclass(frozen=True, slots=True)
class PaperDay:
    """One day: `train`, `rest`, `pause`, `done` (for today) or `wait`; the rounds asked for, and how many may be."""

    due: Due
    kind: str
    asked: int = 0
    more: int = 0

    @property
    def on(self) -> date:
        return self.due.on

    @property
    def boxes(self) -> list[str]:
        """A box for each round, the asked ones first."""
        return ["due"] * self.asked + ["spare"] * self.more


@dataclass(frozen=True)
class Paper:
    """What is printed of a plan; the week is worked out only where it is looked at."""

    due: Due

    @property
    def now(self) -> Part:
        """What is asked these days, be today a day of rest or not."""
        return Part(self.due, self.due.on, self.due.on)

    @property
    def rounds(self) -> range:
        """The rounds of a day, counted from one; none where training waits."""
        rhythm = self.due.plan.rhythm
        return range(1, rhythm.per_day.max + 1) if rhythm else range(0)

    @property
    def days_a_week(self) -> int:
        """On how many days of seven one trains at most."""
        rhythm = self.due.plan.rhythm
        return rhythm.days_per_week.max if rhythm else 0

    @cached_property
    def days(self) -> list[PaperDay]:
        """Today and the next six days."""
        return [*_week(self.due)]

    @property
    def last(self) -> date:
        return self.due.on + timedelta(DAYS - 1)

    @property
    def more(self) -> bool:
        """Some day has boxes that may stay empty."""
        return any(day.more for day in self.days)

    @property
    def parts(self) -> list[Part]:
        """What is asked, and of which days; days that ask nothing are left out."""
        found = []
        for _, group in groupby(self.days, key=lambda day: _asks(day.due)):
            days = [*group]
            if any(day.kind in ASKS for day in days):
                found.append(Part(days[0].due, days[0].on, days[-1].on))
        return found


def paper(account: Account, at: datetime, locale: str) -> Paper | None:
    """Return what may be printed, or None before the first answers; as many queries as today alone."""
    today = due(account, at, locale)
    return Paper(today) if today else None


def _asks(day: Due) -> tuple[object, ...]:
    plan = day.plan
    return plan.clearance.may, plan.stage, plan.position, tuple(plan.doses)


def _week(today: Due) -> Iterator[PaperDay]:
    """Imagine a round on each day of training, of which nobody tells how it felt: so no dose moves on paper."""
    facts, trained = today.facts, max(today.plan.progress.trained, default=None)
    for step in range(DAYS):
        due = _later(facts, step, today.words) if step else today
        kind = _kind(due, trained if step else None)
        yield _day(due, kind)
        if kind in ("train", "done"):
            trained = due.on
            facts = replace(facts, lines=[*facts.lines, _imagined(due, step)])


def _later(facts: Facts, step: int, say: Words) -> Due:
    noon = datetime.combine(facts.on + timedelta(step), NOON, facts.at.tzinfo)
    then = replace(facts, at=noon)
    plan = follow(built_in(PROTOCOL), then.person, then.lines, then.on, since=then.course)
    return Due(then, plan, say)


def _kind(due: Due, trained: date | None) -> str:
    """What kind of day it is, the last day of training being this one."""
    plan, rhythm = due.plan, due.plan.rhythm
    if rhythm is None or not plan.doses:
        return "wait"
    if plan.today.rest_day:
        return "pause" if due.paused_until else "rest"
    if trained and due.on - trained < _apart(rhythm):
        return "rest"
    return "train" if plan.today.left else "done"


def _apart(rhythm: Rhythm) -> timedelta:
    """Days of training lie spread over the week; any other days would do as well (our choice)."""
    return timedelta(max(1, round(DAYS / rhythm.days_per_week.max)))


def _day(due: Due, kind: str) -> PaperDay:
    if kind != "train" or due.plan.rhythm is None:
        return PaperDay(due, kind)
    left = due.plan.today.left
    asked = min(left, max(0, due.plan.rhythm.per_day.min - due.plan.today.done))
    return PaperDay(due, kind, asked, left - asked)


def _imagined(due: Due, step: int) -> Session:
    return Session(
        id=UUID(int=step),
        at=due.facts.at,
        position=due.plan.position or Position.SUPINE,
        ended=Ended.WHOLE,
        done=as_planned(due.plan.doses),
    )
