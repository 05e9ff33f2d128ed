"""The demonstration: the cast lives through the real coach, one looks as each, and a person's own is untouched."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.parse
import urllib.request
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from knipa.content.words import words
from knipa.demo.cast import CAST
from knipa.demo.parts import PARTS
from knipa.web import coach
from knipa.web.demonstration import moment, stage

NOW = datetime(2026, 11, 16, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))  # a Monday
FEW = ("cecilia", "ingvar", "ulf", "bengt")  # lives short enough for a test
EIGHT_WEEKS, TWO_YEARS = 56, 730


@pytest.fixture
def demo(db, as_demonstration):
    as_demonstration()


@pytest.mark.parametrize("name", FEW)
def test_each_stands_today_where_the_screenplay_promises(db, name):
    promised = PARTS[name].now
    due = coach.due(stage.live(name, NOW), NOW, "sv")
    assert (due.state, due.told["stage"], due.may) == (promised.state, promised.stage, promised.may)
    assert due.asked is promised.asked
    assert promised.because is None or promised.because in [each["code"] for each in due.told["because"]]


def test_a_life_is_the_same_each_time(db):
    def told():
        account = stage.live("cecilia", NOW)
        lines = [
            {**line.line, "id": None if line.kind == "check" else line.line["id"]}
            for line in account.log.all()
        ]
        account.delete()
        return lines

    assert told() == told()


@pytest.mark.parametrize("name", sorted(name for name, part in PARTS.items() if part.wishes))
def test_who_wishes_for_reminders_has_some_ahead_and_a_calendar_that_fetched_them(db, monkeypatch, name):
    monkeypatch.setitem(stage.PARTS, name, replace(PARTS[name], days=1, turns={}))
    account = stage.live(name, NOW)
    assert account.nudges.exists()
    assert account.channels.get().delivered_at == NOW


def test_a_life_ends_now_and_never_later(db):
    early = NOW.replace(hour=5)
    account = stage.live("cecilia", early)
    assert max(line.at for line in account.log.all()) <= early


def test_all_twenty_have_a_part_and_words(db):
    assert [*PARTS] == [*CAST]
    for locale in ("sv", "en"):
        assert all(words(locale).has("cast", name) for name in (stage.NEWCOMER, *PARTS))


def test_most_have_lived_eight_weeks_to_two_years_and_nobody_trains_every_day():
    long = [part.days for part in PARTS.values() if EIGHT_WEEKS <= part.days <= TWO_YEARS]
    assert len(long) >= 14
    assert max(long) == TWO_YEARS
    for name, part in PARTS.items():
        assert any(not part.rounds(number) for number in range(part.days)), name


def test_every_state_of_today_is_seen_among_them():
    assert {part.now.state for part in PARTS.values()} == {"go", "rest", "enough", "wait", "care"}
    assert {part.now.stage for part in PARTS.values() if part.now.stage} == {
        "find", "build", "standing", "functional", "maintain", "gentle", "relax",
    }  # fmt: skip
    assert {part.now.asked for part in PARTS.values() if part.now.state == "go"} == {True, False}


def test_one_steps_in_and_sees_what_they_see(client, demo):
    assert "Cecilia" in client.get("/demo/").content.decode()
    assert client.post("/demo/", {"who": "cecilia"}).url == "/"
    page = client.get("/", follow=True).content.decode()
    assert "looking as Cecilia" in page
    assert "16 November" in page.replace("Monday ", "")
    client.post("/demo/", {"who": "ulf"})
    assert "The training waits" in client.get("/today/").content.decode()


def test_until_one_has_chosen_one_is_someone_new(client, demo):
    page = client.get("/").content.decode()
    assert "looking as someone new" in page
    assert 'href="/answers/why/"' in page


def test_nobody_steps_in_as_someone_who_is_not_there(client, demo):
    assert client.post("/demo/", {"who": "nobody"}).status_code == 404


def test_the_demonstration_too_opens_on_this_machine_only(client, demo):
    assert client.get("/demo/", REMOTE_ADDR="192.168.1.20").status_code == 403


def test_a_persons_own_knipa_has_no_trace_of_it(client, answered):
    assert client.get("/demo/").status_code == 404
    page = client.get("/today/").content.decode()
    assert "demo" not in page.lower()


@pytest.mark.parametrize("told", [None, "", "now"])
def test_the_clock_runs_unless_a_moment_is_told(told):
    assert moment.stands_still_at(told) is None


def test_a_told_moment_stands_still():
    assert moment.stands_still_at("2026-11-16T09:30+01:00") == NOW


@pytest.mark.parametrize("told", ["soon", "2026-11-16", "2026-11-16T09:30"])
def test_what_is_no_moment_is_refused(told):
    with pytest.raises(moment.DemonstrationError, match="KNIPA_DEMO"):
        moment.stands_still_at(told)


START = """
import sys
from datetime import date
from knipa.web.demonstration.house import open_house
open_house(int(sys.argv[1]), date(2026, 11, 16), ["cecilia"])
"""


@pytest.mark.once
def test_the_command_serves_the_cast_and_leaves_nothing_behind_nor_touches_ones_own(tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "kept").write_text("mine")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "CI": "true", "KNIPA_HOME": str(own), "TMPDIR": str(tmp_path)}
    environment |= {"KNIPA_DATABASE_URL": f"sqlite:///{own}/own.sqlite3"}
    running = subprocess.Popen(
        [sys.executable, "-c", START, str(port)], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        said = [running.stdout.readline().strip() for _ in range(3)]
        assert said[2] == f"Knipa is at http://127.0.0.1:{port}/demo/"
        home = Path(re.search(r"lies in (\S+) and is removed", said[0])[1])
        assert home.is_dir()
        assert "Cecilia" in _look_as("cecilia", said[2].removeprefix("Knipa is at "))
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait()
        running.stdout.close()
    assert not home.exists()
    assert [(file.name, file.read_text()) for file in own.iterdir()] == [("kept", "mine")]


def _look_as(who, chooser):
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
    with opener.open(chooser) as answer:
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())[1]
    told = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "who": who}).encode()
    with opener.open(chooser, told) as answer:
        return answer.read().decode()
