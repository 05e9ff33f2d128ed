"""A training protocol as data: doses, ladders and rhythms, held inside what is safe for any body."""

from dataclasses import dataclass
from typing import Annotated

from knipa.training.exercise import Between, Dose, Effort, Exercise, Movement

CEILING_SQUEEZES = 120  # a day, whatever a protocol says (EVIDENCE.md 5, overtraining; our choice †)

Count = Annotated[int, Between(0, 1000)]


class ProtocolError(ValueError):
    """A protocol that goes beyond what is safe; `field` is the path to the number."""

    def __init__(self, field: str, what: str) -> None:
        """Say which field, and what is wrong with it."""
        super().__init__(f"{field}: {what}")
        self.field = field
        self.what = what


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The rest after a squeeze: the greater of a fixed floor and a share of the hold (R15, R21, R25, R26)."""

    floor_s: Count
    ratio: Count  # of the hold; 1 = at least as long

    def after(self, hold_s: int) -> int:
        """Return whole seconds of rest after a hold of so many seconds."""
        return max(self.floor_s, self.ratio * hold_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedDose:
    """A dose that does not grow: finding, soft squeezes, movements, letting go."""

    effort: Effort
    hold_s: Count
    reps: Count
    rest: Rest

    def dose(self, exercise: Exercise, movement: Movement | None = None) -> Dose:
        """Return the dose of this exercise."""
        return Dose(
            exercise=exercise,
            movement=movement,
            effort=self.effort,
            reps=self.reps,
            hold_s=self.hold_s,
            rest_s=self.rest.after(self.hold_s),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """How long and how often."""

    hold_s: Count
    reps: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """A dose that grows from `start` to `target`, the hold first and then the repetitions; never below `least`.

    `step` says how much at a time; `on_top` how many quick squeezes end each hold (0 in 1177).
    """

    effort: Effort
    start: Rung
    target: Rung
    step: Rung
    least: Rung
    rest: Rest
    on_top: Count
    open: bool

    def dose(self, exercise: Exercise, rung: Rung, *, effort: Effort, to_fatigue: bool) -> Dose:
        """Return the dose on this rung, at most at this effort."""
        return Dose(
            exercise=exercise,
            effort=self.effort.at_most(effort),
            reps=rung.reps,
            hold_s=rung.hold_s,
            rest_s=self.rest.after(rung.hold_s),
            open=self.open,
            to_fatigue=to_fatigue,
            on_top=self.on_top,
        )

    def capped(self, rung: Rung) -> Rung:
        """Return the rung, no higher than the target and no lower than one squeeze of one second."""
        return Rung(
            hold_s=max(1, min(rung.hold_s, self.target.hold_s)),
            reps=max(1, min(rung.reps, self.target.reps)),
        )

    def up(self, rung: Rung) -> Rung:
        """Return the next rung: a longer hold first, then one more repetition; the target is the top."""
        if rung.hold_s < self.target.hold_s:
            return Rung(hold_s=min(rung.hold_s + self.step.hold_s, self.target.hold_s), reps=rung.reps)
        return Rung(
            hold_s=rung.hold_s, reps=max(rung.reps, min(rung.reps + self.step.reps, self.target.reps))
        )

    def steps_left(self, rung: Rung) -> int:
        """Return how many steps up lead from here to the target; a ladder without a step has none."""
        steps = 0
        while (higher := self.up(rung)) != rung:
            rung, steps = higher, steps + 1
        return steps

    def down(self, rung: Rung) -> Rung:
        """Undo one step: repetitions first where the hold is at its target, else the hold; never below least."""
        if self.step.reps and rung.hold_s >= self.target.hold_s and rung.reps > self.least.reps:
            return Rung(hold_s=rung.hold_s, reps=max(rung.reps - self.step.reps, self.least.reps))
        floor_s = min(rung.hold_s, self.least.hold_s)
        return Rung(hold_s=max(rung.hold_s - self.step.hold_s, floor_s), reps=rung.reps)

    def eased(self, rung: Rung, numerator: int, denominator: int) -> Rung:
        """Return so large a part of hold and repetitions, rounded down; never below least, or what was less."""
        return Rung(
            hold_s=max(rung.hold_s * numerator // denominator, min(rung.hold_s, self.least.hold_s)),
            reps=max(rung.reps * numerator // denominator, min(rung.reps, self.least.reps)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From the least to the most."""

    min: Count
    max: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How many rounds a day, and on how many days a week."""

    per_day: Span
    days_per_week: Span


DAILY = Span(min=7, max=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doses:
    """The doses that do not grow."""

    find: FixedDose
    circulation: FixedDose
    functional: FixedDose
    relaxation: FixedDose
    breathing: FixedDose


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladders:
    """The doses that grow."""

    strength: Ladder
    fast: Ladder
    endurance: Ladder

    def of(self, exercise: Exercise) -> Ladder:
        """Return the ladder of one exercise."""
        ladder: Ladder = getattr(self, exercise)
        return ladder


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythms:
    """The rhythm of each stage; `stronger` once the person feels it and is sure (R22)."""

    gentle: Rhythm
    relax: Rhythm
    find: Rhythm
    build: Rhythm
    stronger: Rhythm
    maintain: Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How many dates each move takes."""

    days_to_step: Count  # training days in a row before a step up
    dates_to_build: Count  # dates of easy, clear rounds before building
    dates_to_stand: Count  # dates of clear rounds before standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """One whole programme.

    Raises:
        ProtocolError: where a number goes beyond the safe bounds of RULES.md, "Ceiling".
    """

    id: str
    title: str
    doses: Doses
    ladders: Ladders
    rhythms: Rhythms
    pace: Pace

    def __post_init__(self) -> None:
        for field, (least, most) in SAFE_BOUNDS.items():
            value = self
            for name in field.split("."):
                value = getattr(value, name)
            if not least <= value <= most:  # type: ignore[operator]  # every path of the table ends in an int
                raise ProtocolError(field, f"expected {least} to {most}, got {value}")
        self._check_order()

    def _check_order(self) -> None:
        for name in ("strength", "fast", "endurance"):
            ladder: Ladder = getattr(self.ladders, name)
            for part in ("hold_s", "reps"):
                start, target = getattr(ladder.start, part), getattr(ladder.target, part)
                if start > target:
                    raise ProtocolError(
                        f"ladders.{name}.start.{part}", f"is {start}, above the target {target}"
                    )
        for name in ("gentle", "relax", "find", "build", "stronger", "maintain"):
            rhythm: Rhythm = getattr(self.rhythms, name)
            for part in ("per_day", "days_per_week"):
                span: Span = getattr(rhythm, part)
                if span.min > span.max:
                    raise ProtocolError(
                        f"rhythms.{name}.{part}.min", f"is {span.min}, above the max {span.max}"
                    )


def _ladder_bounds(name: str, hold_s: tuple[int, int], reps: tuple[int, int]) -> dict[str, tuple[int, int]]:
    rungs = ("start", "target", "least")
    return {f"ladders.{name}.{rung}.hold_s": hold_s for rung in rungs} | {
        f"ladders.{name}.{rung}.reps": reps for rung in rungs
    }


# RULES.md, "Ceiling": the safe bounds for any protocol; what it leaves open (relaxation, pace) is our choice.
SAFE_BOUNDS: dict[str, tuple[int, int]] = {
    "doses.find.hold_s": (1, 6),
    "doses.find.reps": (1, 15),
    "doses.circulation.hold_s": (1, 3),
    "doses.circulation.reps": (1, 10),
    "doses.functional.hold_s": (3, 6),
    "doses.functional.reps": (1, 5),
    "doses.relaxation.hold_s": (1, 60),
    "doses.relaxation.reps": (1, 20),
    "doses.breathing.hold_s": (1, 15),
    "doses.breathing.reps": (1, 20),
    **_ladder_bounds("strength", (1, 10), (1, 15)),
    **_ladder_bounds("fast", (1, 3), (1, 20)),
    **_ladder_bounds("endurance", (1, 60), (1, 3)),
    "ladders.strength.step.hold_s": (0, 1),
    "ladders.strength.step.reps": (0, 1),
    "ladders.fast.step.hold_s": (0, 1),
    "ladders.fast.step.reps": (0, 1),
    "ladders.endurance.step.hold_s": (0, 5),
    "ladders.endurance.step.reps": (0, 1),
    "ladders.strength.on_top": (0, 4),
    "ladders.fast.on_top": (0, 0),
    "ladders.endurance.on_top": (0, 0),
    **{f"doses.{name}.rest.ratio": (1, 5) for name in Doses.__annotations__},
    **{f"doses.{name}.rest.floor_s": (0, 60) for name in Doses.__annotations__},
    **{f"ladders.{name}.rest.ratio": (1, 5) for name in Ladders.__annotations__},
    **{f"ladders.{name}.rest.floor_s": (0, 60) for name in Ladders.__annotations__},
    **{f"rhythms.{name}.per_day.{end}": (1, 6) for name in Rhythms.__annotations__ for end in ("min", "max")},
    **{
        f"rhythms.{name}.days_per_week.{end}": (1, 7)
        for name in Rhythms.__annotations__
        for end in ("min", "max")
    },
    "pace.days_to_step": (3, 60),
    "pace.dates_to_build": (1, 60),
    "pace.dates_to_stand": (1, 120),
}
