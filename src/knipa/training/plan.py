"""What the person does today, and why: the one thing that everything else is read from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knipa.training.exercise import Dose, Position
from knipa.training.programme import Stage
from knipa.training.protocol import Rhythm
from knipa.training.reason import Because
from knipa.training.screening import Clearance, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """How many rounds are done and left today; a rest day asks for none."""

    done: int
    left: int
    rest_day: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """What stands beside the training, and how soon to act on it."""

    because: Because
    urgency: Urgency | None = None


@dataclass(frozen=True, slots=True)
class Expect:
    """When improvement is usually noticed, and when it is full (R29)."""

    notice_from: date
    full_by: date


@dataclass(frozen=True, slots=True)
class Countdown:
    """What the training prepares for (R3)."""

    to: Literal["birth", "surgery"]
    on: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Today's plan. Stage, position and rhythm are None, and doses empty, while one waits or seeks care.

    `protocol` is the protocol's id; `doses` are in the order in which they are done, endurance last (R26).
    """

    on: date
    protocol: str
    clearance: Clearance
    stage: Stage | None
    position: Position | None
    rhythm: Rhythm | None
    doses: Sequence[Dose]
    today: Today
    advice: Sequence[Advice]
    because: Sequence[Because]
    expect: Expect | None
    countdown: Countdown | None
