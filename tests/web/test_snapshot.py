"""Where a person stands is kept beside the log, and is always what the whole log would say."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knipa.contract import built_in, read_line, read_person
from knipa.training.progression import follow
from knipa.web import coach
from knipa.web.coach import snapshot
from knipa.web.models import Snapshot

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
KNOWS = {"found": True, "timezone": "Europe/Stockholm", "signs": [], "seen_for": []}
FELT = {"ease": "right", "contact": "clear", "let_go": True, "pain": False}


def day(number):
    return MONDAY + timedelta(days=number)


def train(account, at, **felt):
    coach.ready(account, "same", at)
    line = coach.log_by_table(account, uuid4(), "whole", at, "en")
    coach.feel(account, line.event_id, FELT | felt, [])
    return line


def anew(account, at):
    """The plan as the whole log gives it, with nothing kept."""
    person = read_person(json.dumps(coach.latest(account)).encode(), "answers")
    lines = [read_line(kept.line, "log") for kept in account.log.all()]
    on = coach.due(account, at, "en").on
    return follow(built_in("1177"), person, lines, on)


@pytest.fixture
def month(person):
    """Someone who has trained for a month."""
    coach.answer(person, KNOWS, MONDAY)
    for number in range(30):
        train(person, day(number))
    return person


def same(account, number):
    return coach.due(account, day(number), "en").plan == anew(account, day(number))


def kept(account):
    return Snapshot.objects.get(account=account)


def test_every_day_it_says_what_the_whole_log_says(person):
    coach.answer(person, KNOWS, MONDAY)
    for number in range(20):
        assert same(person, number)
        train(person, day(number), pain=number == 9)
        assert same(person, number)
    assert kept(person).before.isoformat() == "2026-03-20"  # the day before the last


def test_a_page_reads_the_last_days_alone(month):
    coach.due(month, day(30), "en")
    with CaptureQueriesContext(connection) as asked:
        due = coach.due(month, day(30), "en")
    assert len(due.facts.lines) == 2  # yesterday's check and session
    assert len(asked) == 3
    assert due.plan == anew(month, day(30))


def test_a_line_that_arrives_late_is_counted_as_if_it_had_been_there(month, line):
    before = coach.due(month, day(30), "en").plan
    coach.log(month, _text(line(at=day(5).isoformat(), ended="pain")), day(30))
    assert kept(month).course is None
    assert same(month, 30)
    assert coach.due(month, day(30), "en").plan != before


def test_how_an_old_session_felt_moves_what_came_after(month):
    at = day(3)
    line = month.log.filter(kind="session", on=at.date()).first()
    line.line.pop("felt")
    line.save()
    Snapshot.objects.filter(account=month).update(before=None, course=None)
    coach.due(month, day(30), "en")
    coach.feel(month, line.event_id, FELT | {"ease": "hard"}, [])
    assert same(month, 30)


def test_a_line_of_today_leaves_what_is_kept(month):
    coach.due(month, day(30), "en")
    before = kept(month).before
    train(month, day(30))
    assert kept(month).before == before
    assert same(month, 30)


@pytest.mark.parametrize(
    "told",
    [
        {"events": [{"kind": "surgery", "operation": "prolapse", "on": "2026-03-12"}]},
        {"cannot": ["standing"]},
    ],
)
def test_other_answers_are_reckoned_from_the_first_day(month, told):
    coach.due(month, day(30), "en")
    coach.answer(month, told, day(30))
    assert kept(month).course is None
    assert same(month, 30)


def test_another_engine_makes_it_anew(month, monkeypatch):
    coach.due(month, day(30), "en")
    Snapshot.objects.filter(account=month).update(course={"levels": "of another engine"})
    monkeypatch.setattr(snapshot, "engine_mark", lambda protocol: "another")
    assert same(month, 30)
    assert kept(month).engine == "another"


def test_one_that_is_spoilt_is_made_anew(month):
    coach.due(month, day(30), "en")
    Snapshot.objects.filter(account=month).update(course={"levels": "spoilt"})
    assert same(month, 30)


def test_what_was_worked_out_beside_a_write_is_not_kept(month, line, monkeypatch):
    Snapshot.objects.filter(account=month).update(before=None, course=None)
    stand = snapshot.stand

    def slow(*facts, **since):
        stood = stand(*facts, **since)
        monkeypatch.setattr(snapshot, "stand", stand)
        coach.log(month, _text(line(at=day(5).isoformat(), ended="pain")), day(30))  # someone else, meanwhile
        return stood

    monkeypatch.setattr(snapshot, "stand", slow)
    coach.due(month, day(30), "en")
    assert kept(month).course is None
    assert same(month, 30)


def test_the_day_before_is_answered_too_when_one_flies_west(month):
    coach.due(month, day(32), "en")
    assert same(month, 30)
    assert same(month, 28)  # even far back, though it is then read from the beginning


def test_a_refused_line_leaves_everything_as_it_was(month):
    coach.due(month, day(30), "en")
    before = kept(month).revision
    with pytest.raises(coach.RefusedError):
        coach.log(month, "{}", day(30))
    assert kept(month).revision == before


def _text(line):
    return json.dumps(line)
