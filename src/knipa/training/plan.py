"""What the person does today, and why: the one thing that everything else is read from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from knipa.training.exercise import Dose, Position
from knipa.training.programme import Levels, Stage
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


@dataclass(frozen=True, slots=True)
class Change:
    """Something in the programme that changed on a day, and why."""

    on: date
    because: Because


@dataclass(frozen=True, slots=True)
class Ask:
    """From a day on, the least number of days a week that the rhythm asked for."""

    from_: date
    days_per_week: int


@dataclass(frozen=True, slots=True)
class Lock:
    """A time in which one waited or sought care; `until` is the first day after it, None while it lasts."""

    from_: date
    until: date | None = None


class Offer(StrEnum):
    """What has been earned, and is the person's own choice."""

    STEP_DOWN = "step_down"  # fewer days a week (R22)
    MAINTAIN = "maintain"  # keep what is reached (R30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the person has come, and how far it is to what comes next.

    `earned` is the stage that training has led to, also while something else comes first. `days_at_least`
    counts training days to `next_stage` if each goes as planned; None where no count of days leads there.
    `trained` are the latest dates with a session, at most 28; `changes` the latest, oldest first. `asks` and
    `locks` tell what was asked for in those weeks: how many days, and when none at all.
    """

    earned: Stage
    next_stage: Stage | None
    days_at_least: int | None
    levels: Levels | None
    targets: Levels
    first_session: date | None
    trained: Sequence[date]
    changes: Sequence[Change]
    asks: Sequence[Ask]
    locks: Sequence[Lock]

    def locked(self, day: date) -> bool:
        """Tell whether one waited or sought care on this day."""
        return any(lock.from_ <= day and (lock.until is None or day < lock.until) for lock in self.locks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Today's plan. Stage, position and rhythm are None, and doses empty, while one waits or seeks care.

    `protocol` is the protocol's id; `doses` are in the order in which they are done, endurance last (R26).
    `check_in` is the week after the first session that asks whether the squeeze feels right; None: not today.
    `offer` is what the person may choose, since it is earned; None: nothing new.
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
    progress: Progress
    check_in: int | None
    offer: Offer | None
