"""Lives a person's days: does what the plan says, tells how it felt, and writes the log lines of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from knipa.training.exercise import Dose, Exercise, Movement, Position
from knipa.training.person import Person, Sign
from knipa.training.plan import Plan
from knipa.training.progression import follow
from knipa.training.protocol import Protocol
from knipa.training.session_log import Check, Contact, Done, Ease, Ended, Felt, Line, Session

WELL = Felt(ease=Ease.EASY, contact=Contact.CLEAR, let_go=True, pain=False)
MORNING = time(7, 30, tzinfo=UTC)


@dataclass(slots=True)
class Life:
    """A person, and what has happened so far; the same steps always write the same lines."""

    protocol: Protocol
    person: Person
    log: list[Line] = field(default_factory=list)

    def plan(self, on: date) -> Plan:
        """Return the plan of this day."""
        return follow(self.protocol, self.person, self.log, on)

    def train(self, on: date, felt: Felt | None = WELL) -> Plan:
        """Do today's plan once, whole and as it asks; return that plan."""
        plan = self.plan(on)
        self.did(on, plan.doses, felt, position=plan.position or Position.SUPINE)
        return plan

    def train_days(self, first: date, days: int, felt: Felt | None = WELL, *, every: int = 1) -> date:
        """Train once a day, on every so manieth day, unless the plan rests; return the day after."""
        for step in range(0, days, every):
            day = first + timedelta(step)
            plan = self.plan(day)
            if plan.doses and not plan.today.rest_day:
                self.train(day, felt)
        return first + timedelta(days)

    def did(
        self,
        on: date,
        doses: Iterable[Dose],
        felt: Felt | None = WELL,
        *,
        position: Position = Position.SUPINE,
        ended: Ended = Ended.WHOLE,
        trouble: Movement | None = None,
    ) -> None:
        """Write a session with these doses; `trouble` names a movement during which it leaked."""
        done = tuple(_done(dose, trouble) for dose in doses)
        line = Session(id=self._id(), at=self._at(on), position=position, ended=ended, done=done, felt=felt)
        self.log.append(line)

    def say(self, on: date, *, signs: Iterable[Sign] | None = None, **words: Any) -> None:  # noqa: ANN401 - Check's own
        """Write a check: what the person says of how things stand, in the words of `Check`."""
        told = None if signs is None else tuple(signs)
        self.log.append(Check(id=self._id(), at=self._at(on), signs=told, **words))

    def _id(self) -> UUID:
        return uuid5(NAMESPACE_URL, f"knipa:demo:{len(self.log)}")

    def _at(self, on: date) -> datetime:
        return datetime.combine(on, MORNING) + timedelta(minutes=len(self.log) % 600)


def _done(dose: Dose, trouble: Movement | None) -> Done:
    return Done(
        exercise=dose.exercise,
        reps=dose.reps,
        hold_s=dose.hold_s,
        held_s=dose.hold_s if dose.exercise is Exercise.ENDURANCE else None,
        movement=dose.movement,
        trouble=True if trouble and dose.movement is trouble else None,
    )
