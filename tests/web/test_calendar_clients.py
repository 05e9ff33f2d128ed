"""Independent calendars read the feed: ical.js (Thunderbird, Nextcloud) and khal ring at the moments that we would."""

import json
import subprocess
from datetime import UTC, date, datetime
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
