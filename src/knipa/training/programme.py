"""What a person does in each stage: the exercises, the movements and the rhythm."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from knipa.training.exercise import Dose, Effort, Exercise, Movement
from knipa.training.person import Capacity, Person, Situation, Unable
from knipa.training.protocol import CEILING_SQUEEZES, DAILY, Ladders, Protocol, Rhythm, Rung, Span

LADDERS = (Exercise.STRENGTH, Exercise.FAST, Exercise.ENDURANCE)  # what grows (R16)
MOST_MOVEMENTS = 3  # in one session (RULES.md, functional; our choice †)


class Stage(StrEnum):
    """Where the person stands in the programme."""

    FIND = "find"
    BUILD = "build"
    STANDING = "standing"
    FUNCTIONAL = "functional"
    MAINTAIN = "maintain"
    GENTLE = "gentle"
    RELAX = "relax"


# Which movement trains for which trouble (R28); what is not here trains none.
MOVEMENT_FOR = {
    Situation.COUGH_SNEEZE_LAUGH: Movement.COUGH,
    Situation.RISE: Movement.RISE,
    Situation.WALK: Movement.WALK,
    Situation.LIFT: Movement.LIFT,
    Situation.RUN: Movement.JUMP,
    Situation.JUMP: Movement.JUMP,
    Situation.HARD_TRAINING: Movement.LIFT,
    Situation.URGE: Movement.WALK,
}
EASIER = {
    Movement.JUMP: Movement.LIFT,
    Movement.LIFT: Movement.WALK,
    Movement.WALK: Movement.RISE,
    Movement.COUGH: Movement.RISE,
}
FOR_ANYONE = (Movement.RISE, Movement.WALK, Movement.LIFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The rung a person has reached on each ladder."""

    strength: Rung
    fast: Rung
    endurance: Rung

    @classmethod
    def first(cls, ladders: Ladders) -> "Levels":
        """Return where someone begins who has not tested themselves."""
        return cls(
            strength=ladders.strength.start, fast=ladders.fast.start, endurance=ladders.endurance.start
        )

    @classmethod
    def measured(cls, ladders: Ladders, capacity: Capacity) -> "Levels":
        """Return where a self-test lets one begin, at most at the targets."""
        fast, endurance = ladders.fast.target, ladders.endurance.target
        return cls(
            strength=ladders.strength.capped(Rung(hold_s=capacity.hold_s, reps=capacity.reps)),
            fast=ladders.fast.capped(Rung(hold_s=fast.hold_s, reps=capacity.fast_reps)),
            endurance=ladders.endurance.capped(Rung(hold_s=capacity.endurance_s, reps=endurance.reps)),
        )

    @classmethod
    def targets(cls, ladders: Ladders) -> "Levels":
        """Return where every ladder ends."""
        return cls(
            strength=ladders.strength.target, fast=ladders.fast.target, endurance=ladders.endurance.target
        )

    def of(self, exercise: Exercise) -> Rung:
        """Return the rung of one exercise."""
        rung: Rung = getattr(self, exercise)
        return rung

    def moved(self, move: Callable[[Exercise, Rung], Rung]) -> "Levels":
        """Return the levels with every rung moved."""
        return Levels(**{exercise.value: move(exercise, self.of(exercise)) for exercise in LADDERS})


def movements(person: Person, leaving: Collection[Movement]) -> list[Movement]:
    """Return at most three movements, from where the trouble is noticed (R28).

    One that the person cannot do, or is leaving be because it leaked, gives way to the next easier (R35).
    """
    barred = out_of_reach(person) | {*leaving}
    wished = [
        MOVEMENT_FOR[when] for when in Situation if when in person.trouble_when and when in MOVEMENT_FOR
    ]
    chosen = possible(wished, barred) or possible(FOR_ANYONE, barred)
    return chosen[:MOST_MOVEMENTS]


def out_of_reach(person: Person) -> set[Movement]:
    """Return the movements that the person's body does not do."""
    return {Movement(unable) for unable in person.cannot if unable in (Unable.LIFT, Unable.JUMP)}


def possible(wished: Iterable[Movement], barred: Collection[Movement]) -> list[Movement]:
    """Return the movements, each that is barred as the next easier one, or not at all; none of them twice."""
    chosen: list[Movement] = []
    for wish in wished:
        movement: Movement | None = wish
        while movement is not None and movement in barred:
            movement = EASIER.get(movement)
        if movement and movement not in chosen:
            chosen.append(movement)
    return chosen


def letting_go(protocol: Protocol) -> list[Dose]:
    """Breathing and relaxation, no squeeze at all (R6)."""
    doses = protocol.doses
    return [doses.breathing.dose(Exercise.BREATHING), doses.relaxation.dose(Exercise.RELAXATION)]


def soft_squeezes(protocol: Protocol) -> list[Dose]:
    """Circulation squeezes, and calm breathing beside them (R18)."""
    doses = protocol.doses
    return [doses.breathing.dose(Exercise.BREATHING), doses.circulation.dose(Exercise.CIRCULATION)]


def round_of(
    protocol: Protocol,
    levels: Levels,
    ceilings: dict[Exercise, Effort],
    moves: Iterable[Movement] = (),
    *,
    to_fatigue: bool = False,
) -> list[Dose]:
    """Strength, speed, the movements, and endurance last (R16, R26, R28), each at most at its ceiling of effort."""
    ladders = protocol.ladders
    strength_at_most = ceilings.get(Exercise.STRENGTH, Effort.MAX)

    def dose(exercise: Exercise, *, tired: bool = False) -> Dose:
        at_most = ceilings.get(exercise, Effort.MAX)
        return ladders.of(exercise).dose(exercise, levels.of(exercise), effort=at_most, to_fatigue=tired)

    functional = [protocol.doses.functional.dose(Exercise.FUNCTIONAL, movement) for movement in moves]
    return [
        dose(Exercise.STRENGTH, tired=to_fatigue),
        dose(Exercise.FAST, tired=to_fatigue),
        *(softened(each, strength_at_most) for each in functional),
        dose(Exercise.ENDURANCE),
    ]


def softened(dose: Dose, ceiling: Effort) -> Dose:
    """Return the dose, at most at this effort."""
    effort = dose.effort.at_most(ceiling)
    return dose if effort is dose.effort else replace(dose, effort=effort)


def under_ceiling(rhythm: Rhythm, doses: Iterable[Dose]) -> Rhythm:
    """Return the rhythm with no more rounds a day than the ceiling of squeezes allows."""
    squeezes = sum(dose.squeezes for dose in doses)
    most = CEILING_SQUEEZES // squeezes if squeezes else rhythm.per_day.max
    if most >= rhythm.per_day.max:
        return rhythm
    return Rhythm(
        per_day=Span(min=min(rhythm.per_day.min, most), max=most), days_per_week=rhythm.days_per_week
    )


def daily(rhythm: Rhythm) -> Rhythm:
    """Return the rhythm, every day of the week."""
    return Rhythm(per_day=rhythm.per_day, days_per_week=DAILY)
