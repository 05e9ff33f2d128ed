"""What the pelvic floor is asked to do, how hard, for how long, and in which position."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Between:
    """The least and the most that a number may be; whoever reads it from outside refuses the rest."""

    least: int
    most: int


# The ranges of CONTRACTS.md, "Refusals": wide enough for any honest slip of the thumb.
Reps = Annotated[int, Between(0, 1000)]
HoldSeconds = Annotated[int, Between(0, 600)]
HeldSeconds = Annotated[int, Between(0, 3600)]


class Exercise(StrEnum):
    """The kinds of exercise (R15, R18, R21, R25, R26, R28), and the two that only let go (R6, R7)."""

    FIND = "find"
    CIRCULATION = "circulation"
    STRENGTH = "strength"
    FAST = "fast"
    ENDURANCE = "endurance"
    FUNCTIONAL = "functional"
    RELAXATION = "relaxation"
    BREATHING = "breathing"

    @property
    def lets_go(self) -> bool:
        """True for what is done without any squeeze (R6)."""
        return self in (Exercise.RELAXATION, Exercise.BREATHING)


class Movement(StrEnum):
    """What one does in life while the floor holds (R28), in the order of the contract."""

    RISE = "rise"
    WALK = "walk"
    LIFT = "lift"
    JUMP = "jump"
    COUGH = "cough"


class Effort(StrEnum):
    """How hard: as hard as possible (R21), moderately (R26), softly (R18)."""

    MAX = "max"
    NEAR = "near"
    MODERATE = "moderate"
    LIGHT = "light"
    NONE = "none"

    @property
    def share(self) -> float:
        """The share of full force that picture and sound show, 0..1 (our choice, CONTRACTS.md)."""
        return _SHARE[self]

    def at_most(self, ceiling: "Effort") -> "Effort":
        """Return this effort, or the ceiling where that is softer."""
        return min(self, ceiling, key=lambda effort: effort.share)


_SHARE = {Effort.MAX: 1.0, Effort.NEAR: 0.8, Effort.MODERATE: 0.5, Effort.LIGHT: 0.25, Effort.NONE: 0.0}


class Position(StrEnum):
    """The four starting positions (R10) and standing (R11)."""

    SUPINE = "supine"
    SIDE = "side"
    SITTING = "sitting"
    ALL_FOURS = "all_fours"
    STANDING = "standing"


class DoseError(ValueError):
    """A dose that no body should be given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much of one exercise a person does in one session.

    Whole seconds: nobody can feel a tenth. Rest is at least the hold (R15, R17, R21, R26). An open hold
    goes on for as long as one can, up to 60 s (R26); `hold_s` is then today's target. `on_top` is the
    number of quick squeezes at the end of each hold that some published programmes add; 1177 has none.

    Raises:
        DoseError: if the rest is shorter than the hold, or anything is negative.
    """

    exercise: Exercise
    movement: Movement | None = None
    effort: Effort
    reps: int
    hold_s: int
    rest_s: int  # after each squeeze
    open: bool = False
    to_fatigue: bool = False
    on_top: int = 0

    def __post_init__(self) -> None:
        if min(self.reps, self.hold_s, self.on_top) < 0:
            raise DoseError(f"{self.exercise}: a dose cannot be negative.")
        if self.rest_s < self.hold_s:
            raise DoseError(
                f"Rest is {self.rest_s} s but hold is {self.hold_s} s. "
                "Rest at least as long as the hold, or shorten the hold."
            )

    @property
    def squeezes(self) -> int:
        """How many squeezes the dose asks for, the quick ones on top included; none in letting go."""
        return 0 if self.exercise.lets_go else self.reps * (1 + self.on_top)
