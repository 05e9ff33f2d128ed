"""Each wished local time comes due exactly once on each wished day, whatever the clock and the traveller do.

The judge is another way of reckoning: it walks through every minute of two years and reads the person's clock.
"""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knipa.training.reminding import Away, Move, Quiet, Weekday, Wish, Wishes, moments

ZONES = (
    "Europe/Stockholm",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Pacific/Apia",
)
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
EVERY_DAY = tuple(Weekday)
MINUTE = timedelta(minutes=1)
# every quarter of an hour, and odd minutes in the hours in which clocks are changed
TIMES = [
    *(time(minute // 60, minute % 60) for minute in range(0, 1440, 15)),
    time(2, 1),
    time(2, 7),
    time(2, 59),
]


@cache
def days_by_the_minute(name):
    """Each date's minutes as the zone's clock shows them, in the order in which they pass: (clock, moment)."""
    zone, days = ZoneInfo(name), defaultdict(list)
    at = datetime(2025, 12, 31, 0, 0, tzinfo=UTC)
    while at < datetime(2028, 1, 2, 12, 0, tzinfo=UTC):
        local = at.astimezone(zone)
        days[local.date()].append((local.time(), at))
        at += MINUTE
    return days


def first_minute(days, day, asked):
    """The first minute of the day at which the clock reads the time or later, else that of the next day."""
    later = [at for clock, at in days[day] if clock >= asked]
    return later[0] if later else days[day + timedelta(days=1)][0][1]


def wishes(*wished, timezone="Europe/Stockholm", **more):
    return Wishes(timezone=timezone, wishes=wished, **more)


def due(wished, first=FIRST, last=LAST):
    return moments(wished, first, last, ZoneInfo)


@pytest.mark.parametrize("zone", ZONES)
def test_over_two_years_each_time_comes_once_on_each_day_at_the_first_minute_that_reads_it(zone):
    days = days_by_the_minute(zone)
    wished = wishes(*(Wish(at=at, days=EVERY_DAY) for at in TIMES), timezone=zone)
    found = defaultdict(list)
    for each in due(wished):
        found[each.wish, each.on].append(each.utc)
    every_day = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    assert len(found) == len(TIMES) * len(every_day)
    for number, asked in enumerate(TIMES):
        for day in every_day:
            assert found[number, day] == [first_minute(days, day, asked)], f"{day} {asked} in {zone}"


@pytest.mark.parametrize(
    ("zone", "day", "asked", "local"),
    [
        ("Europe/Stockholm", date(2026, 3, 29), time(2, 30), "2026-03-29T03:00:00+02:00"),  # skipped
        ("Europe/Stockholm", date(2026, 10, 25), time(2, 30), "2026-10-25T02:30:00+02:00"),  # twice
        ("America/New_York", date(2026, 3, 8), time(2, 0), "2026-03-08T03:00:00-04:00"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01T01:30:00-04:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-04T02:30:00+11:00"),  # half an hour
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "2026-04-05T01:45:00+11:00"),
        ("Asia/Kathmandu", date(2026, 6, 1), time(7, 30), "2026-06-01T07:30:00+05:45"),
        (
            "America/Santiago",
            date(2026, 9, 6),
            time(0, 30),
            "2026-09-06T01:00:00-03:00",
        ),  # midnight itself is skipped
    ],
)
def test_a_skipped_time_comes_at_the_first_minute_after_and_a_doubled_one_the_first_time(
    zone, day, asked, local
):
    [each] = due(wishes(Wish(at=asked, days=EVERY_DAY), timezone=zone), day, day)
    assert each.at.isoformat() == local


def test_a_day_that_a_country_never_had_has_no_moment():
    in_apia = wishes(Wish(at=time(7, 30), days=EVERY_DAY), timezone="Pacific/Apia")
    days = [each.on for each in due(in_apia, date(2011, 12, 29), date(2011, 12, 31))]
    assert days == [date(2011, 12, 29), date(2011, 12, 31)]


def test_only_the_wished_weekdays():
    found = due(
        wishes(Wish(at=time(7, 30), days=(Weekday.MON, Weekday.THU))), date(2026, 11, 23), date(2026, 11, 29)
    )
    assert [each.on for each in found] == [date(2026, 11, 23), date(2026, 11, 26)]


@pytest.mark.parametrize(
    ("asked", "comes"),
    [(time(21, 59), True), (time(22), False), (time(3), False), (time(6, 59), False), (time(7), True)],
)
def test_quiet_hours_pass_midnight_and_end_with_their_last_minute(asked, comes):
    wished = wishes(Wish(at=asked, days=EVERY_DAY), quiet=Quiet(from_=time(22), to=time(7)))
    assert bool(due(wished, FIRST, FIRST)) is comes


def test_a_pause_holds_on_both_its_ends():
    pause = Away(from_=date(2026, 11, 24), to=date(2026, 11, 25))
    wished = wishes(Wish(at=time(7, 30), days=EVERY_DAY), pauses=(pause,))
    found = due(wished, date(2026, 11, 23), date(2026, 11, 26))
    assert [each.on for each in found] == [date(2026, 11, 23), date(2026, 11, 26)]


def test_a_wish_without_a_time_has_no_moment():
    assert due(wishes(Wish(days=EVERY_DAY, after="I have brushed my teeth")), FIRST, FIRST) == []


@pytest.mark.parametrize(
    ("to", "at", "comes"),
    [
        # 13:00 in Stockholm is 07:00 in New York: half past seven has been, and does not come again
        ("America/New_York", "2026-11-24T13:00:00+01:00", "2026-11-24T07:30:00+01:00"),
        # 05:00 in Stockholm is 09:45 in Kathmandu: half past seven was jumped over, and comes on arrival
        ("Asia/Kathmandu", "2026-11-24T05:00:00+01:00", "2026-11-24T09:45:00+05:45"),
        # 05:00 in Stockholm is 23:00 of the day before in New York: it comes in the morning there
        ("America/New_York", "2026-11-24T05:00:00+01:00", "2026-11-24T07:30:00-05:00"),
    ],
)
def test_a_journey_neither_doubles_nor_drops(to, at, comes):
    move = Move(at=datetime.fromisoformat(at), timezone=to)
    wished = wishes(Wish(at=time(7, 30), days=EVERY_DAY), moves=(move,))
    assert [each.at.isoformat() for each in due(wished, date(2026, 11, 24), date(2026, 11, 24))] == [comes]


def test_a_date_flown_over_has_no_moment_and_one_lived_twice_has_one():
    over = Move(
        at=datetime.fromisoformat("2026-11-23T23:30:00-10:00"), timezone="Pacific/Kiritimati"
    )  # there: 24th, 23:30
    back = Move(
        at=datetime.fromisoformat("2026-11-27T12:00:00+14:00"), timezone="Pacific/Honolulu"
    )  # there: 26th, 12:00
    wished = wishes(Wish(at=time(7, 30), days=EVERY_DAY), timezone="Pacific/Honolulu", moves=(over, back))
    found = due(wished, date(2026, 11, 23), date(2026, 11, 28))
    assert [each.on.day for each in found] == [23, 24, 25, 26, 27, 28]
    assert found[1].at.isoformat() == "2026-11-24T23:30:00+14:00"  # flown over but for its last half hour
    assert len({each.on for each in found}) == len(found)


journeys = st.lists(
    st.tuples(
        st.integers(0, 14 * 24 * 60), st.sampled_from([*ZONES, "Pacific/Kiritimati", "Pacific/Honolulu"])
    ),
    max_size=5,
)


@given(journeys=journeys, asked=st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_whatever_the_journeys_each_day_that_is_lived_has_its_moment_once(journeys, asked):
    begins = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)  # clocks are changed in these two weeks
    moves = tuple(Move(at=begins + timedelta(minutes=minute), timezone=zone) for minute, zone in journeys)
    wished = wishes(Wish(at=asked, days=EVERY_DAY), moves=moves)
    in_order = sorted(moves, key=lambda move: move.at)

    def clock(at):
        zone = next((move.timezone for move in reversed(in_order) if move.at <= at), wished.timezone)
        return at.astimezone(ZoneInfo(zone))

    expected, seen = {}, None
    at = begins - timedelta(days=3)
    while at < begins + timedelta(days=18):
        local = clock(at)
        for day in {
            local.date(),
            seen or local.date(),
        }:  # a time jumped over counts for the day that was just lived
            if day not in expected and local.replace(tzinfo=None) >= datetime.combine(day, asked):
                expected[day] = at
        seen = local.date()
        at += MINUTE
    first, last = begins.date() - timedelta(days=1), begins.date() + timedelta(days=16)
    found = {each.on: each.utc for each in due(wished, first, last)}
    assert found == {day: at for day, at in expected.items() if first <= day <= last}
