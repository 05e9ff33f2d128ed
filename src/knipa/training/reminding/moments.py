"""The moments at which wishes come due: each once on each wished day, whatever the clock and the traveller do.

A wish comes due when the person's own clock first reads its time or later on that date. So a time that the clock
skips in spring, or that a journey east jumps over, comes at the first minute after; a time that happens twice, in
autumn or on a journey west, comes the first time. A date that the person never lives has no moment at all.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from knipa.training.reminding.wishes import Weekday, Wish, Wishes

type ZoneOf = Callable[[str], tzinfo]
BEGINNING = datetime(
    1, 1, 3, tzinfo=UTC
)  # so far from the ends of the calendar that every zone can tell its time
END = datetime(9999, 12, 29, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A wish on its day, and the moment at which it comes due: `at` is in the zone where the person then is."""

    wish: int  # its place among the wishes, from 0
    on: date
    at: datetime

    @property
    def utc(self) -> datetime:
        """The same moment for everyone."""
        return self.at.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in one zone: from a moment until, and without, another."""

    zone: tzinfo
    from_: datetime
    until: datetime


def moments(wishes: Wishes, first: date, last: date, zone_of: ZoneOf) -> list[Due]:
    """Return every moment that comes due on the days from `first` to `last`, both among them, in order.

    Wishes without a time of day, pauses and quiet hours have none. `zone_of` gives a zone by its IANA name.
    """
    stays = [*_stays(wishes, zone_of)]
    found = [
        Due(wish=number, on=day, at=at)
        for number, wish in enumerate(wishes.wishes)
        for day in _days(wish, first, last)
        if wish.at is not None and not wishes.away(day) and (at := moment(stays, day, wish.at)) is not None
    ]
    heard = [due for due in found if not (wishes.quiet and wishes.quiet.holds(due.at.time()))]
    return sorted(heard, key=lambda due: (due.utc, due.wish))


def _stays(wishes: Wishes, zone_of: ZoneOf) -> Iterator[Stay]:
    moves = sorted(wishes.moves, key=lambda move: move.at)
    starts = [BEGINNING, *(move.at.astimezone(UTC) for move in moves), END]
    zones = [wishes.timezone, *(move.timezone for move in moves)]
    for name, (from_, until) in zip(zones, pairwise(starts), strict=True):
        yield Stay(zone_of(name), from_, until)


def _days(wish: Wish, first: date, last: date) -> Iterator[date]:
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        if Weekday.of(day) in wish.days:
            yield day


def moment(stays: Sequence[Stay], day: date, at: time) -> datetime | None:
    """Return when the person's clock first reads this time or later on this day; None for a day never lived."""
    asked = datetime.combine(day, at)
    for stay in stays:
        reached = max(first_at(stay.zone, asked), stay.from_)
        if reached < stay.until:
            local = reached.astimezone(stay.zone)
            return local if local.date() == day or _lived(stays, day, reached) else None
    return None


def _lived(stays: Sequence[Stay], day: date, jump: datetime) -> bool:
    """Tell whether the clock still read this day just before it jumped past the asked time."""
    before = jump - SECOND
    zone = next(stay.zone for stay in stays if stay.from_ <= before < stay.until)
    return before.astimezone(zone).date() == day


def first_at(zone: tzinfo, asked: datetime) -> datetime:
    """Return the first moment (UTC) at which the clocks of a zone read this local time, or have jumped past it."""
    early, late = sorted((_utc(asked, zone, fold=0), _utc(asked, zone, fold=1)))
    if _reads(early, zone) == asked:
        return early
    if _reads(late, zone) == asked:
        return late
    while late - early > SECOND:  # skipped: the clock jumps between the two
        middle = early + (late - early) / 2
        middle = middle.replace(microsecond=0)
        early, late = (early, middle) if _reads(middle, zone) >= asked else (middle, late)
    return late


def _utc(asked: datetime, zone: tzinfo, *, fold: int) -> datetime:
    return asked.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _reads(at: datetime, zone: tzinfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None, fold=0)
