"""The coach: facts in, today's plan out; what is told again as it was stands as it was."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from knipa.web import coach, database, home

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
KNOWS = {"found": True, "timezone": "Europe/Stockholm", "signs": [], "seen_for": []}
FELT = {"ease": "right", "contact": "clear", "let_go": True, "pain": False}


def train(account, at, **felt):
    coach.ready(account, "same", at)
    today = coach.due(account, at, "en")
    line = coach.log_by_table(account, uuid4(), "whole", at, "en")
    coach.feel(account, line.event_id, FELT | felt, [])
    return today


def test_three_good_days_bring_one_step_and_a_reason(person):
    coach.answer(person, KNOWS, MONDAY)
    for day in range(3):
        assert train(person, MONDAY + timedelta(days=day)).plan.doses[0].hold_s == 3
    next_day = coach.due(person, MONDAY + timedelta(days=3), "en")
    assert next_day.plan.doses[0].hold_s == 4
    assert "strength_up" in [because["code"] for because in next_day.told["because"]]


@pytest.mark.parametrize(
    ("trained", "code"), [(0, "start_small"), (2, "next_step"), (3, "strength_up"), (4, "next_step")]
)
def test_the_one_sentence_of_why_is_what_is_new(person, trained, code):
    coach.answer(person, KNOWS, MONDAY)
    for day in range(trained):
        train(person, MONDAY + timedelta(days=day))
    assert coach.due(person, MONDAY + timedelta(days=trained), "en").reason["code"] == code


def test_none_of_three_days_is_no_reason_to_tell(person):
    coach.answer(person, KNOWS, MONDAY)
    for day in range(5):
        train(person, MONDAY + timedelta(days=day), ease="hard" if day == 4 else "right")
    due = coach.due(person, MONDAY + timedelta(days=5), "en")
    assert "0 of 3" in " ".join(because["text"] for because in due.told["because"])
    assert due.reason["code"] == "building"


def test_who_does_not_know_the_squeeze_reads_how_far_they_have_come(person):
    coach.answer(person, {"found": False, "timezone": "Europe/Stockholm"}, MONDAY)
    train(person, MONDAY, ease="easy")
    tomorrow = coach.due(person, MONDAY + timedelta(days=1), "en")
    assert tomorrow.told["stage"] == "find"
    assert "1 of 3" in tomorrow.told["because"][0]["text"]


def test_the_day_is_the_persons_own(person):
    coach.answer(person, KNOWS | {"timezone": "Pacific/Auckland"}, MONDAY)
    assert coach.due(person, datetime(2026, 3, 2, 12, tzinfo=UTC), "en").on.isoformat() == "2026-03-03"


def test_signs_told_again_the_same_day_overrule_the_check(person):
    coach.answer(person, KNOWS, MONDAY)
    coach.answer(person, {"signs": ["fever"], "seen_for": []}, MONDAY + timedelta(hours=1))
    assert coach.due(person, MONDAY + timedelta(hours=2), "en").state == "wait"
    coach.answer(person, KNOWS, MONDAY + timedelta(hours=3))
    assert coach.due(person, MONDAY + timedelta(hours=4), "en").state == "go"


def test_what_was_looked_at_keeps_its_date(person):
    for days in (0, 5):
        told = {"signs": ["blood_in_urine"], "seen_for": ["blood_in_urine"]}
        coach.answer(person, KNOWS | told, MONDAY + timedelta(days=days))
    assert coach.latest(person)["seen_for"] == [{"sign": "blood_in_urine", "on": "2026-03-02"}]


def test_what_does_not_fit_the_contract_is_refused_and_not_kept(person):
    with pytest.raises(coach.RefusedError, match="reasons"):
        coach.answer(person, {"reasons": ["fun"]}, MONDAY)
    assert coach.latest(person) is None


@pytest.mark.parametrize(
    ("address", "engine", "name"),
    [
        ("sqlite:///here.sqlite3", "sqlite3", "here.sqlite3"),
        ("sqlite:////var/knipa.sqlite3", "sqlite3", "/var/knipa.sqlite3"),
        ("postgres://me:p%40ss@db.example:5433/knipa", "postgresql", "knipa"),
    ],
)
def test_a_database_address_is_read(address, engine, name):
    read = database.read(address, Path("/nowhere"))
    assert read["ENGINE"].endswith(engine)
    assert read["NAME"] == name
    assert read.get("PASSWORD", "p@ss") == "p@ss"


@pytest.mark.parametrize("address", ["mysql://x/y", "knipa.sqlite3", "sqlite://"])
def test_an_address_we_do_not_know_is_refused_without_its_password(address):
    with pytest.raises(database.DatabaseAddressError, match="KNIPA_DATABASE_URL"):
        database.read(address, Path("/nowhere"))


def test_the_key_is_made_once_and_for_this_user_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("KNIPA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("KNIPA_SECRET_KEY", raising=False)
    assert home.secret_key() != home.secret_key()  # nothing kept yet, and reading keeps nothing
    home.prepare()
    kept = home.secret_key()
    home.prepare()
    assert home.secret_key() == kept
    assert (tmp_path / "home/secret_key").stat().st_mode & 0o077 == 0
    assert sorted(file.name for file in (tmp_path / "home").iterdir()) == ["push_key", "secret_key"]
