"""`knipa check` tells an operator what hinders, with the mend, and writes and sends nothing."""

import json
import os
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tzdata
from django.db import connection
from django.utils import timezone

import reminded
from knipa.web.checking import clock, database, mail, push, reach, reminders, zones
from knipa.web.checking.finding import State, well
from knipa.web.checking.look import _safely, is_well
from knipa.web.checking.told import NO_DRIVER, unreadable
from knipa.web.door import address
from knipa.web.models import Channel, Nudge
from knipa.web.reminders import push_keys, smtp
from knipa.web.reminders.email.connection import kept
from knipa.web.reminders.outgoing import allowed
from knipa.web.reminders.push_keys import Push
from postbox import Postbox
from receivers import Authority
from running import Running

NOW = datetime(2026, 11, 25, 7, 30, tzinfo=UTC)


def check(home, *options, **told):
    return knipa("check", *options, home=home, **told)


def knipa(*asked, home, **told):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KNIPA_")}
    return subprocess.run(
        [sys.executable, "-m", "knipa", *asked],
        env={**clean, "PYTHONTZPATH": "", "KNIPA_HOME": str(home), **told},
        capture_output=True,
        text=True,
        check=False,
    )


def state(finding):
    return finding.state.name.lower()


# --- the command


@pytest.mark.once
def test_before_the_first_start_nothing_hinders_and_nothing_is_written(tmp_path):
    answer = check(tmp_path / "home")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "ok database: SQLite, none yet: `knipa serve` makes it" in answer.stdout.splitlines()
    assert [*tmp_path.iterdir()] == []
    (tmp_path / "home").mkdir()
    assert check(tmp_path / "home").returncode == 0
    assert [*(tmp_path / "home").iterdir()] == []


@pytest.mark.once
def test_while_it_serves_all_is_well(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = Running(tmp_path / "home", port)
    try:
        answer = check(tmp_path / "home")
    finally:
        running.kill()
    assert (answer.returncode, answer.stderr) == (0, "")
    assert f"ok database: SQLite {tmp_path}/home/knipa.sqlite3, up to date" in answer.stdout.splitlines()
    assert "ok reminders: none waits; none sent yet" in answer.stdout.splitlines()


@pytest.mark.once
def test_what_hinders_is_one_line_each_and_the_exit_code_says_so(tmp_path):
    answer = check(tmp_path, KNIPA_SMTP="smtp://anna:s3cret@post.example/x", KNIPA_URL="http://knipa.example")
    assert answer.returncode == 1
    first, second, third = answer.stdout.splitlines()[:3]
    assert first.startswith("!! address: KNIPA_URL: expected https://")
    assert second.startswith("!! e-mail: KNIPA_SMTP: expected smtp://")
    assert third.startswith("-- the rest: not looked at")
    assert "s3cret" not in answer.stdout + answer.stderr
    assert answer.stderr == ""


@pytest.mark.once
def test_a_program_reads_it_as_json(tmp_path):
    answer = check(tmp_path, "--json", KNIPA_MAIL_FROM="day@home.example")
    told = json.loads(answer.stdout)
    assert (answer.returncode, told["format"], told["well"]) == (1, "knipa.check/1", False)
    assert told["found"][0] == {
        "name": "e-mail", "state": "wrong", "said": smtp.NO_SERVER, "mend": "",
    }  # fmt: skip
    assert {each["state"] for each in told["found"]} == {"well", "off", "wrong"}


@pytest.mark.once
def test_a_database_that_lags_is_named_and_left_as_it_is(tmp_path):
    behind = tmp_path / "knipa.sqlite3"
    behind.touch()
    answer = check(tmp_path)
    assert answer.returncode == 1
    [line] = [each for each in answer.stdout.splitlines() if "database" in each and each.startswith("!!")]
    assert "lacks" in line
    assert "`knipa serve`" in line
    behind.write_text("this is no database, and never was " * 100)
    lost = check(tmp_path)
    assert (lost.returncode, "no database of SQLite" in lost.stdout) == (1, True)


@pytest.mark.once
def test_every_setting_that_stops_the_start_is_found():
    told = {
        "KNIPA_DATABASE_URL": "mysql://x", "KNIPA_URL": "x", "KNIPA_PUSH": "on",
        "KNIPA_SMTP": "x", "KNIPA_CALL_PRIVATE": "http://x",
    }  # fmt: skip
    found = unreadable(told)
    assert [each.name for each in found] == ["database", "address", "notifications", "e-mail", "own network"]
    assert all("expected" in each.said for each in found)
    assert unreadable({}) == []


@pytest.mark.once
def test_a_postgresql_without_its_driver_is_told_how_to_get_it(monkeypatch):
    asked = {"KNIPA_DATABASE_URL": "postgres://knipa@localhost/knipa"}
    monkeypatch.setattr("knipa.web.checking.told.find_spec", lambda name: None)
    assert [each.said for each in unreadable(asked)] == [NO_DRIVER]
    assert unreadable({}) == []


@pytest.mark.once
def test_a_database_that_does_not_answer_is_told_with_the_mend_and_no_password(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]  # and nobody listens there from now on
    lost = f"postgres://knipa:s3cret@127.0.0.1:{port}/knipa"
    answer = check(tmp_path, KNIPA_DATABASE_URL=lost)
    [line] = [each for each in answer.stdout.splitlines() if each.startswith("!!")]
    assert (answer.returncode, answer.stderr) == (1, "")
    assert "database: PostgreSQL knipa does not answer" in line
    assert "KNIPA_DATABASE_URL" in line
    assert "s3cret" not in answer.stdout


@pytest.mark.once
@pytest.mark.parametrize("command", ["serve", "worker"])
@pytest.mark.parametrize(
    "told",
    [
        {"KNIPA_DATABASE_URL": "mysql://x"}, {"KNIPA_DATABASE_URL": "postgres://a:s3cret@x:70000/y"},
        {"KNIPA_DATABASE_URL": "postgres://[x"}, {"KNIPA_URL": "http://x"}, {"KNIPA_URL": "https://[x"},
        {"KNIPA_URL": "https://x:y"}, {"KNIPA_PUSH_KEY": "x"}, {"KNIPA_CALL_PRIVATE": "[x"},
        {"KNIPA_SMTP": "smtp://anna:s3cret@x/y"}, {"KNIPA_CALL_PRIVATE": "http://x"},
    ],
)  # fmt: skip
def test_whoever_serves_or_sends_is_stopped_by_each_in_one_line(command, told, tmp_path):
    answer = knipa(command, home=tmp_path / "home", **told)
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"{next(iter(told))}: expected")
    assert answer.stderr.count("\n") == 1
    assert "s3cret" not in answer.stderr
    assert not (tmp_path / "home").exists()


@pytest.mark.once
def test_a_fault_of_ours_hides_nothing_else():
    found = _safely("clock", lambda: 1 / 0)
    assert (state(found), "ZeroDivisionError" in found.said) == ("wrong", True)
    assert not is_well([well("a", "b"), found])
    assert is_well([well("a", "b")])


# --- the database and the clocks


def test_a_database_that_is_up_to_date_is_well(db):
    assert (state(database.look()), database.is_there()) == ("well", True)


def test_the_databases_clock_is_asked(db):
    assert state(clock.of_the_database()) == "well"


@pytest.mark.once
@pytest.mark.parametrize(
    ("ahead_s", "became"),
    [(0, "well"), (4.9, "well"), (-4.9, "well"), (5.2, "wrong"), (-5.2, "wrong"), (9000, "wrong")],
)
def test_clocks_more_than_five_seconds_apart_are_named(ahead_s, became):
    found = clock.agrees(NOW + timedelta(seconds=ahead_s), NOW, NOW + timedelta(seconds=0.1))
    assert state(found) == became
    if became == "wrong":
        assert ("ahead of" if ahead_s > 0 else "behind") in found.said


@pytest.mark.once
def test_a_slow_answer_is_no_wrong_clock():
    assert state(clock.agrees(NOW, NOW - timedelta(seconds=8), NOW + timedelta(seconds=8))) == "well"


@pytest.mark.once
@pytest.mark.parametrize(
    ("year", "became"), [(1970, "wrong"), (2025, "wrong"), (2026, "well"), (2106, "wrong")]
)
def test_a_clock_that_has_lost_its_battery_is_seen(year, became):
    assert state(clock.year(datetime(year, 6, 1, tzinfo=UTC))) == became


# --- time zones


@pytest.fixture
def of_the_system(tmp_path, monkeypatch):
    """`of_the_system("2020a", {"Europe/Paris": "Asia/Tokyo"})`: its data, and what they take a zone for."""
    source = tmp_path / "zoneinfo"

    def lay(version, wrongly):
        shutil.copytree(Path(tzdata.__file__).parent / "zoneinfo", source)
        for key, other in wrongly.items():
            shutil.copy(source / other, source / key)
        (source / "tzdata.zi").write_text(f"# version {version}\n")
        zones.zoneinfo.reset_tzpath([str(source)])
        ZoneInfo.clear_cache()

    yield lay
    zones.zoneinfo.reset_tzpath()
    ZoneInfo.clear_cache()


@pytest.mark.once
def test_old_time_zone_data_that_tell_another_time_are_named(of_the_system):
    of_the_system("2020a", {"Europe/Paris": "Asia/Tokyo"})
    found = zones.look(NOW)
    assert state(found) == "wrong"
    assert "2020a" in found.said
    assert "for 1, such as Europe/Paris" in found.said
    assert "PYTHONTZPATH=" in found.mend


@pytest.mark.once
def test_old_data_that_tell_the_same_and_newer_ones_that_do_not_are_well(of_the_system):
    of_the_system("2020a", {})
    assert zones.look(NOW).said == "2020a, this machine's"
    assert state(zones.look(NOW)) == "well"


@pytest.mark.once
def test_newer_data_than_ours_are_believed(of_the_system):
    of_the_system("2099a", {"Europe/Paris": "Asia/Tokyo"})
    assert state(zones.look(NOW)) == "well"


@pytest.mark.once
def test_a_table_that_ends_too_early_is_seen(of_the_system):
    of_the_system("2099a", {"Africa/Casablanca": "Africa/Lagos"})
    found = zones.look(NOW)
    assert (state(found), "2026 in Africa/Casablanca" in found.said) == ("wrong", True)
    assert not zones.knows_the_year(ZoneInfo("Europe/London"), 1969)


# --- what is set up


@pytest.mark.once
def test_half_a_set_up_push_is_wrong_and_none_is_off(settings, monkeypatch, tmp_path):
    monkeypatch.setenv("KNIPA_HOME", str(tmp_path))
    settings.PUSH = settings.PHONE_ADDRESS = None
    monkeypatch.setenv("KNIPA_PUSH_CONTACT", "mailto:me@home.example")
    assert (state(push.look()), push.look().said) == ("off", "no key yet: `knipa serve` makes it")
    monkeypatch.setattr(push, "is_postgresql", lambda database: True)  # where many share it, none is made
    assert (state(push.look()), "push-keys" in push.look().said) == ("wrong", True)
    monkeypatch.delenv("KNIPA_PUSH_CONTACT")
    assert (state(push.look()), "push-keys" in push.look().said) == ("off", True)
    monkeypatch.setenv("KNIPA_PUSH_KEY", push_keys.make())
    assert (state(push.look()), "KNIPA_PUSH_CONTACT" in push.look().said) == ("wrong", True)
    monkeypatch.setenv("KNIPA_PUSH", "off")
    assert (state(push.look()), "on purpose" in push.look().said) == ("off", True)
    settings.PUSH = Push(push_keys.unwritten(push_keys.make()), "mailto:me@home.example")
    assert (state(push.look()), "mailto:me@home.example" in push.look().said) == ("well", True)


@pytest.mark.once
def test_addresses_are_told(settings):
    settings.PHONE_ADDRESS, settings.CALL_PRIVATE = None, frozenset()
    assert (state(reach.address()), state(reach.own_network())) == ("off", "well")
    settings.PHONE_ADDRESS = address.read("https://knipa.example")
    settings.CALL_PRIVATE = allowed.read("ntfy.home:8080, 10.0.0.2")
    assert "https://knipa.example" in reach.address().said
    assert "10.0.0.2, ntfy.home:8080" in reach.own_network().said


@pytest.fixture
def through(settings):
    def told(box, safety="smtp+plain", user="", host="127.0.0.1"):
        there = {"KNIPA_SMTP": f"{safety}://{user}{host}:{box.port}", "KNIPA_MAIL_FROM": "day@home.example"}
        settings.SMTP = smtp.read(there)

    yield told
    kept.end()


@pytest.mark.once
def test_the_mail_server_is_signed_in_to_and_sent_nothing(through, tmp_path, monkeypatch):
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with Postbox(starttls=authority.server("localhost"), accounts={"anna": "s3cret"}) as box:
        through(box, "smtp", "anna:s3cret@", "localhost")
        assert state(mail.look()) == "well"
        assert [line.split()[0].upper() for line in box.heard] == ["EHLO", "STARTTLS", "EHLO", "AUTH", "QUIT"]
        through(box, "smtp", "anna:wr0ng@", "localhost")
        found = mail.look()
        assert (state(found), "sign-in refused" in found.said) == ("wrong", True)
        assert "wr0ng" not in str(found)
        through(box, "smtp", "anna:s3cret@")  # by another name than the certificate's
        assert (state(mail.look()), "certificate" in mail.look().mend) == ("wrong", True)
    assert box.got == []


@pytest.mark.once
def test_a_mail_server_that_is_not_there_and_none_at_all_are_told_apart(through, settings):
    with Postbox() as box:
        through(box)
        assert "in the clear" in mail.look().said
        box.says["HELLO"] = "421 4.3.2 too many"
        assert "Try again" in mail.look().mend
    assert (state(mail.look()), "host and port" in mail.look().mend) == ("wrong", True)
    settings.SMTP = None
    assert (state(mail.look()), "KNIPA_SMTP" in mail.look().mend) == ("off", True)


# --- what is sent


@pytest.fixture
def person_reminded(db):
    reminded.make(1, timezone.now() + timedelta(hours=1))
    return Nudge.objects.get()


def test_what_waits_while_nobody_sends_is_named_with_who_should(person_reminded):
    assert state(reminders.waiting()) == "well"
    at = timezone.now() - timedelta(minutes=6)
    Nudge.objects.update(due_at=at, next_at=at)
    found = reminders.waiting()
    sender = {"sqlite": "`knipa serve`", "postgresql": "`knipa worker`"}[connection.vendor]
    assert (state(found), sender in found.mend, "1 wait" in found.said) == ("wrong", True, True)
    Nudge.objects.update(next_at=timezone.now() - timedelta(minutes=4))  # somebody is about to take it
    assert state(reminders.waiting()) == "well"
    Nudge.objects.update(next_at=None, state="sent", sent_at=at)
    assert f"last sent {at:%Y-%m-%d}" in reminders.waiting().said


def test_without_a_worker_people_wait(person_reminded):
    found = reminders.workers()
    if connection.vendor == "sqlite":
        assert state(found) == "well"
        return
    assert (state(found), "`knipa worker`" in found.mend) == ("wrong", True)
    from procrastinate.contrib.django.models import ProcrastinateWorker

    with connection.cursor() as cursor:
        table = ProcrastinateWorker._meta.db_table
        cursor.execute(f"INSERT INTO {table} (last_heartbeat) VALUES (now() - interval '2 minutes')")
        assert state(reminders.workers()) == "wrong"
        cursor.execute(f"INSERT INTO {table} (last_heartbeat) VALUES (now())")
    assert (state(reminders.workers()), reminders.workers().said) == ("well", "1 at work")


@pytest.mark.parametrize(
    ("why", "became"),
    [("busy: HTTP 503", "well"), ("gone", "well"), ("not_set_up", "wrong"), ("broken: KeyError", "wrong")],
)
def test_dead_letters_are_counted_by_reason_and_ours_are_wrong(person_reminded, why, became):
    assert reminders.failures().said == "none within a week"
    Nudge.objects.update(state="failed", why=why, due_at=timezone.now(), next_at=None)
    found = reminders.failures()
    assert (state(found), f"1 × {why.partition(':')[0]}" in found.said) == (became, True)
    Nudge.objects.update(state="missed", why="")
    assert "1 × nobody was there" in reminders.failures().said
    Nudge.objects.update(due_at=timezone.now() - timedelta(days=8))
    assert reminders.failures().said == "none within a week"


def test_a_way_with_nothing_behind_it_is_named(person_reminded, settings):
    settings.SMTP = settings.PUSH = None
    assert (state(reminders.ways()), reminders.ways().said) == ("well", "1 by webhook")
    Channel.objects.update(kind="email")
    assert (state(reminders.ways()), "email is not set up" in reminders.ways().said) == ("wrong", True)
    settings.SMTP = object()
    assert reminders.ways().state is State.WELL


@pytest.mark.once
def test_nobody_is_named(person_reminded):
    Channel.objects.update(kind="email", told={"to": "anna@mail.example"})
    told = " ".join(str(each()) for each in reminders.LOOKS.values())
    assert "anna" not in told
