"""A drill: a few squeezes, or letting go, for a moment of the day; never a dose, and never counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from knipa.training.exercise import Dose, Effort, Exercise, Movement, Position
from knipa.training.person import Person, Unable
from knipa.training.plan import Plan
from knipa.training.programme import out_of_reach, possible
from knipa.training.protocol import Count, ProtocolError
from knipa.training.reason import Reason
from knipa.training.screening import May

STRONGEST = Effort.MODERATE  # a drill may come after pain, and on a tired day (R26; our choice †)
LETTING_GO = frozenset(
    {May.TRAIN, May.GENTLE, May.RELAX}
)  # where breathing and relaxation are done (R6, R18)


class DrillName(StrEnum):
    """When the urge comes (R26), before a cough or a lift (R24), and to let go (R6, R7)."""

    URGE = "urge"
    KNACK = "knack"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One exercise of a drill, in whole seconds."""

    exercise: Exercise
    movement: Movement | None = None
    effort: Effort
    reps: Count
    hold_s: Count
    rest_s: Count

    def dose(self, movement: Movement | None) -> Dose:
        """Return what is to be done, with this movement."""
        return Dose(
            exercise=self.exercise,
            movement=movement,
            effort=self.effort,
            reps=self.reps,
            hold_s=self.hold_s,
            rest_s=self.rest_s,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """One drill, as it is written.

    Raises:
        ProtocolError: where a part squeezes harder than moderately, or rests shorter than it holds.
    """

    position: Position
    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        for number, part in enumerate(self.parts):
            if part.effort.at_most(STRONGEST) is not part.effort:
                raise ProtocolError(
                    f"parts[{number}].effort", f"expected {STRONGEST} at most, got {part.effort}"
                )
            if part.rest_s < part.hold_s:
                what = f"expected at least the hold, {part.hold_s}, got {part.rest_s}"
                raise ProtocolError(f"parts[{number}].rest_s", what)

    def doses(self, person: Person, plan: Plan) -> Iterator[Dose]:
        """Yield what is to be done; a movement out of reach, or left be, gives way to an easier one (R35).

        Walking stays: with an urge, one has to get there.
        """
        barred = out_of_reach(person) | left_be(plan)
        for part in self.parts:
            if part.movement in (None, Movement.WALK):
                yield part.dose(part.movement)
            else:
                yield from (part.dose(movement) for movement in possible([part.movement], barred))

    def position_of(self, person: Person) -> Position:
        """Return how it is done: sitting, where standing is out of reach."""
        seated = self.position is Position.STANDING and Unable.STANDING in person.cannot
        return Position.SITTING if seated else self.position


def left_be(plan: Plan) -> set[Movement]:
    """Return the movements that gave trouble, and rest for a while."""
    resting = [because.values for because in plan.because if because.reason is Reason.MOVEMENT_LATER]
    return {Movement(str(values["movement"])) for values in resting}


def may_drill(name: DrillName, plan: Plan) -> bool:
    """Tell whether a drill may be done on this day: the screening of sessions holds here too.

    The squeeze before a cough is for those who have found the squeeze (R24).
    """
    if name is DrillName.LET_GO:
        return plan.clearance.may in LETTING_GO
    found = any(advice.because.reason is Reason.KNACK for advice in plan.advice)
    return plan.clearance.may is May.TRAIN and (found or name is DrillName.URGE)
