"""How the clocks go in a time zone, told as calendars read it (a VTIMEZONE): by yearly rules wherever there are such.

Calendars disagree on lists of dates, some are an hour wrong after a change by one; rules they all read alike. Where
no rule fits (Ramadan moves through Morocco's year), each change stands by itself.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

YEARS = 10  # told ahead; a feed is fetched anew each hour, a file is kept (our choice)
FEWEST = 3  # changes of a kind, before they are believed to follow a rule (our choice)
STEP = timedelta(days=7)  # no clock on earth is changed twice in so short a time
SECOND = timedelta(seconds=1)
BEGINNING = datetime(1970, 1, 1)  # noqa: DTZ001  # local, as a VTIMEZONE tells it
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1


@dataclass(frozen=True, slots=True)
class Change:
    """The clocks are set anew: at a moment, from one distance to UTC to another."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str  # of the time from then on, "CEST"

    @property
    def local(self) -> datetime:
        """What the clock read when it was set."""
        return (self.at + self.before).replace(tzinfo=None)


@lru_cache(maxsize=64)
def time_zone(name: str, year: int) -> Timezone:
    """Return the VTIMEZONE of an IANA zone, true from the beginning of this year on; not to be changed."""
    zone, last_year = ZoneInfo(name), year + YEARS
    told = Timezone()
    told.add("tzid", name)
    start = datetime(year, 1, 1, tzinfo=UTC)
    found = [*_changes(zone, start, datetime(last_year + 1, 1, 1, tzinfo=UTC))]
    kinds = _by_kind(found)
    summers = {max(kind) for kind in kinds if kind[::-1] in kinds}
    before = _offset(zone, start)
    as_it_was = Change(BEGINNING.replace(tzinfo=UTC) - before, before, before, f"{start.astimezone(zone):%Z}")
    told.add_component(_observance(as_it_was, is_summer=before in summers))
    for (_, after), changes in kinds.items():
        rule = _rule(changes, last_year)
        for change in changes[:1] if rule else changes:
            told.add_component(_observance(change, rule, is_summer=after in summers))
    return told


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[Change]:
    early = start
    while early < end:
        late = min(early + STEP, end)
        if _offset(zone, early) != _offset(zone, late):
            yield _change(zone, early, late)
        early = late


def _change(zone: ZoneInfo, early: datetime, late: datetime) -> Change:
    """Find the one change between two moments."""
    before, after = _offset(zone, early), _offset(zone, late)
    while late - early > SECOND:
        middle = (early + (late - early) / 2).replace(microsecond=0)
        early, late = (middle, late) if _offset(zone, middle) == before else (early, middle)
    return Change(late, before, after, f"{late.astimezone(zone):%Z}")


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _by_kind(changes: Sequence[Change]) -> dict[tuple[timedelta, timedelta], list[Change]]:
    kinds = defaultdict(list)
    for change in changes:
        kinds[change.before, change.after].append(change)
    return kinds


def _rule(changes: Sequence[Change], last_year: int) -> vRecur | None:
    """Return "the last Sunday of March, each year", if these changes go so and go on so."""
    onsets = [change.local for change in changes]
    if len(onsets) < FEWEST or [each.year for each in onsets] != [*range(onsets[0].year, last_year + 1)]:
        return None
    if len({(each.month, each.weekday(), each.time()) for each in onsets}) > 1:
        return None
    nth = _nth(onsets)
    day = f"{nth}{WEEKDAYS[onsets[0].weekday()]}"
    return vRecur(freq="YEARLY", bymonth=onsets[0].month, byday=day) if nth else None


def _nth(onsets: Sequence[datetime]) -> int | None:
    """Return which of the month's Sundays (or other days) it always is; -1 is the last, None: now this, now that."""
    if all(each.day + 7 > monthrange(each.year, each.month)[1] for each in onsets):
        return LAST
    nths = {(each.day - 1) // 7 + 1 for each in onsets}
    return nths.pop() if len(nths) == 1 else None


def _observance(
    change: Change, rule: vRecur | None = None, *, is_summer: bool
) -> TimezoneDaylight | TimezoneStandard:
    told = TimezoneDaylight() if is_summer else TimezoneStandard()
    told.add("dtstart", change.local)
    told.add("tzoffsetfrom", change.before)
    told.add("tzoffsetto", change.after)
    told.add("tzname", change.name)
    if rule:
        told.add("rrule", rule)
    return told
