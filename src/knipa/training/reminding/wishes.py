"""What a person wishes of reminders: when, beside which habit, and when not."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated

from knipa.training.exercise import Between

# Minutes until a second nudge: room for breakfast, and still the same part of the day (our choice).
SECOND_AFTER = Between(15, 240)


class Weekday(StrEnum):
    """A day of the week, Monday first as `date.weekday()` counts."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @classmethod
    def of(cls, day: date) -> "Weekday":
        """Return the day of the week of a date."""
        return tuple(cls)[day.weekday()]

    @property
    def number(self) -> int:
        """Monday is 0, as `date.weekday()` counts."""
        return tuple(Weekday).index(self)


class Also(StrEnum):
    """A calm time in which the person wishes to be nudged all the same."""

    LETTING_GO = "letting_go"  # while it hurts and one only lets go (R6)
    SOFT = "soft"  # while there are only soft squeezes, before training is cleared (R18)
    KEEPING_ON = "keeping_on"  # while fewer days a week are enough (R22, R30)


class Wording(StrEnum):
    """What a nudge gives away to whoever sees the screen."""

    NEUTRAL = "neutral"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A time of day on some days of the week, or a habit to train beside, or both.

    `at` is local, to the minute; None: the habit alone reminds, and nothing is sent. `after` and `then` are the
    person's own if-then sentence: "when I have brushed my teeth", "I do a round by the sink" (R31).
    `id` stays the same when the wish is changed.
    """

    id: str | None = None
    at: time | None = None
    days: tuple[Weekday, ...]
    after: str | None = None
    then: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Hours without any nudge, local; `from_` is among them and `to` is not. It may pass midnight."""

    from_: time
    to: time

    def holds(self, at: time) -> bool:
        """Tell whether this time of day is quiet."""
        if self.from_ <= self.to:
            return self.from_ <= at < self.to
        return at >= self.from_ or at < self.to


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Days without nudges; both ends are part of it."""

    from_: date
    to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From this moment on the person is in another time zone."""

    at: datetime
    timezone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """When the week is summed up."""

    day: Weekday
    at: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """All that a person wishes of reminders. `timezone` is where they are before the first of `moves`."""

    timezone: str
    wishes: tuple[Wish, ...]
    quiet: Quiet | None = None
    pauses: tuple[Away, ...] = ()
    moves: tuple[Move, ...] = ()
    second_after_min: Annotated[int, SECOND_AFTER] | None = None
    weekly: Weekly | None = None
    also: tuple[Also, ...] = ()
    wording: Wording = Wording.NEUTRAL

    def away(self, day: date) -> bool:
        """Tell whether this day lies in a pause."""
        return any(pause.from_ <= day <= pause.to for pause in self.pauses)
