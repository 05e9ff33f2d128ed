"""What happened, as it was told: sessions, checks and squeezes in life. It is never judged here."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from knipa.training.exercise import Exercise, HeldSeconds, HoldSeconds, Movement, Position, Reps
from knipa.training.person import PAIN_SIGNS, Sign


class Source(StrEnum):
    """Where a line was written."""

    PLAYER = "player"
    PAPER = "paper"
    IMPORT = "import"


class Ended(StrEnum):
    """How a session came to its end."""

    WHOLE = "whole"
    EARLY = "early"
    PAIN = "pain"


class Round(StrEnum):
    """What the person chose to do of the day's round: all of it, which is left out, or what fits two minutes."""

    SHORT = "short"


class Ease(StrEnum):
    """How the technique went; hard = other muscles joined in (R23). Being tired is never a failure."""

    EASY = "easy"
    RIGHT = "right"
    HARD = "hard"


class Contact(StrEnum):
    """How well the squeeze was felt (R9, R12)."""

    CLEAR = "clear"
    FAINT = "faint"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done of one exercise: repetitions, and seconds held in each.

    `held_s` is the sum held where the hold was open, re-grips included (R26). `trouble`: it leaked or
    weighed down while moving (R35).
    """

    exercise: Exercise
    reps: Reps
    hold_s: HoldSeconds
    held_s: HeldSeconds | None = None
    regrips: Reps | None = None
    movement: Movement | None = None
    trouble: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """How the session felt, in the person's own word."""

    ease: Ease
    contact: Contact
    let_go: bool
    pain: bool
    tired: bool | None = None
    heavier: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One round (R-facts: *omgång*), as it went."""

    kind: Literal["session"] = "session"
    id: UUID
    at: datetime
    source: Source | None = None
    position: Position
    sheet: str | None = None  # digest of the cue sheet that was followed
    ended: Ended
    done: tuple[Done, ...]
    felt: Felt | None = None
    round: Round | None = None  # None = the whole round
    on: date = field(init=False, compare=False)  # the date written in the moment itself
    did: frozenset[Exercise] = field(init=False, compare=False)  # of which at least one repetition was done

    def __post_init__(self) -> None:
        # Worked out once: `follow` reads them for ten thousand sessions at a time.
        object.__setattr__(self, "on", self.at.date())
        object.__setattr__(self, "did", frozenset([done.exercise for done in self.done if done.reps]))

    @property
    def hurt(self) -> bool:
        """It hurt, however that was told."""
        return self.ended is Ended.PAIN or (self.felt is not None and self.felt.pain)

    @property
    def told_painless(self) -> bool:
        """The person was asked, and nothing hurt."""
        return self.felt is not None and not self.hurt


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """How things stand; only what was asked is there. `signs` are all that hold now; empty = nothing hurts."""

    kind: Literal["check"] = "check"
    id: UUID
    at: datetime
    source: Source | None = None
    signs: tuple[Sign, ...] | None = None
    stronger: bool | None = None
    satisfied: bool | None = None
    enough: bool | None = None
    worse: bool | None = None
    wants_help: bool | None = None
    contact: Contact | None = None

    @property
    def on(self) -> date:
        """The date written in the moment itself."""
        return self.at.date()

    @property
    def hurts(self) -> bool:
        """The person was asked, and something hurts."""
        return self.signs is not None and not PAIN_SIGNS.isdisjoint(self.signs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A squeeze used in life (R24, R28)."""

    kind: Literal["moment"] = "moment"
    id: UUID
    at: datetime
    source: Source | None = None
    movement: Movement

    @property
    def on(self) -> date:
        """The date written in the moment itself."""
        return self.at.date()


Line = Session | Check | Moment
