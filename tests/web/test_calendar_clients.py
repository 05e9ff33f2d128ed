"""Independent calendars read the feed: ical.js (Thunderbird, Nextcloud) and khal ring at the moments that we would."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from judges import judge, node
from knipa.contract import read_wishes
from knipa.training.reminding import moments
from knipa.web import coach
from knipa.web.reminders import calendar, planning

NOW = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 1, 3), date(2028, 1, 2)  # two years
JUDGE = Path(__file__).with_name("calendar_judge.mjs")
ICAL_JS = "2.2.1"
ZONES = [
    "Europe/Stockholm",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Pacific/Apia",
]
WISHES = [
    {"id": "early", "at": "03:30", "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
    {"id": "morning", "at": "07:30", "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
    {"id": "evening", "at": "20:00", "days": ["sat", "sun"]},
]


@pytest.fixture
def feed(person, client, monkeypatch):
    """`feed("Asia/Kathmandu", wishes)`: what a calendar gets, and the moments at which we would nudge."""
    monkeypatch.setattr("knipa.web.clock.now", lambda: NOW)

    def of(zone, wishes=WISHES):
        coach.answer(person, {"found": True, "timezone": zone, "signs": [], "seen_for": []}, NOW)
        told = {"format": "knipa.wishes/1", "timezone": zone, "wishes": wishes}
        planning.keep(person, told, NOW)
        text = calendar.fetch(calendar.add(person, NOW), NOW).text
        return text, moments(read_wishes(told, "wishes"), FIRST, LAST, ZoneInfo)

    return of


def by_ical_js(text, folder):
    """When ical.js lets it ring: local time and the moment, from FIRST to LAST."""
    (folder / "feed.ics").write_bytes(text)
    until = datetime(2028, 1, 4, tzinfo=UTC).timestamp()
    library = (judge("ical.js", ICAL_JS) / "ical.js/dist/ical.js").as_uri()
    answer = subprocess.run(
        [node(), JUDGE, library, folder / "feed.ics", str(until)], capture_output=True, check=True
    )
    told = [(local[:16], datetime.fromtimestamp(s, UTC)) for local, s in json.loads(answer.stdout)]
    return sorted(each for each in told if f"{FIRST}" <= each[0][:10] <= f"{LAST}")


def as_told(due):
    return f"{due.at:%Y-%m-%dT%H:%M}", due.utc


@pytest.mark.once
@pytest.mark.parametrize("zone", ZONES)
def test_ical_js_rings_at_our_moments_for_two_years(feed, tmp_path, zone):
    text, ours = feed(zone)
    assert by_ical_js(text, tmp_path) == sorted(as_told(due) for due in ours)
    assert len(ours) == 1670


def by_khal(text, folder, zone, first, days):
    """When khal, a calendar of the terminal, lists it: local date and time."""
    (folder / "feed.ics").write_bytes(text)
    (folder / "kept").mkdir()
    (folder / "config").write_text(
        f"[calendars]\n[[mine]]\npath = {folder / 'kept'}\n"
        f"[locale]\nlocal_timezone = {zone}\ndefault_timezone = {zone}\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {folder / 'khal.db'}\n"
    )
    khal = [Path(sys.executable).with_name("khal"), "--config", folder / "config"]
    home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "LC_ALL": "C.UTF-8"}
    subprocess.run(
        [*khal, "import", "--batch", folder / "feed.ics"], env=home, capture_output=True, check=True
    )
    order = [
        *khal,
        "list",
        "--day-format",
        "",
        "--format",
        "{start-date}T{start-time}",
        f"{first}",
        f"{days}d",
    ]
    told = subprocess.run(order, env=home, capture_output=True, text=True, check=True).stdout
    return sorted(line for line in told.split() if line)


@pytest.mark.once
@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Europe/Stockholm", date(2026, 3, 26)),
        ("Europe/Stockholm", date(2026, 10, 22)),
        ("America/New_York", date(2026, 3, 5)),
        ("Australia/Lord_Howe", date(2026, 10, 1)),
        ("Asia/Kathmandu", date(2026, 6, 1)),
    ],
)
def test_khal_lists_our_local_times_on_both_sides_of_a_clock_change(feed, tmp_path, zone, first):
    text, ours = feed(zone)
    last = first + timedelta(days=7)
    expected = sorted(f"{due.at:%Y-%m-%dT%H:%M}" for due in ours if first <= due.on < last)
    assert by_khal(text, tmp_path, zone, first, 7) == expected
    assert len(expected) == 7 * 2 + 2
