"""How far one has come, what comes next, and what has changed on the way; and that one may go on from any day."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knipa.contract import engine_mark, read_course, write_course
from knipa.demo.cast import hillevi, jasmin, olga, tove
from knipa.demo.life import Life
from knipa.training.person import Person, Sign, Unable
from knipa.training.programme import Stage
from knipa.training.progression import follow, stand
from knipa.training.reason import Reason
from training.builders import PROTOCOL, birth, day, knowing, surgery
from training.test_properties import lives, slowly

START = day(0)


def lived(member, days):
    life = Life(PROTOCOL, member(START) if callable(member) else member)
    life.train_days(START, days)
    return life.plan(day(days)).progress


def codes(progress):
    return [change.because.reason for change in progress.changes]


def test_someone_new_has_three_days_of_finding_ahead():
    progress = lived(olga, 0)
    assert (progress.earned, progress.next_stage, progress.days_at_least) == (Stage.FIND, Stage.BUILD, 3)
    assert (progress.levels, progress.first_session, list(progress.trained)) == (None, None, [])


@pytest.mark.parametrize(
    ("days", "next_stage", "at_least"),
    [(0, Stage.STANDING, 14), (5, Stage.STANDING, 9), (14, Stage.FUNCTIONAL, 10), (24, Stage.MAINTAIN, None)],
)
def test_the_next_stage_comes_after_so_many_days_at_the_earliest(days, next_stage, at_least):
    progress = lived(knowing(), days)
    assert (progress.next_stage, progress.days_at_least) == (next_stage, at_least)


@pytest.mark.parametrize("member", [hillevi, jasmin])
def test_what_is_promised_at_the_earliest_is_what_happens_when_all_goes_well(member):
    life = Life(PROTOCOL, member(START))
    standing = life.plan(START).progress.days_at_least
    life.train_days(START, standing)
    assert life.plan(day(standing)).stage is Stage.STANDING
    moving = life.plan(day(standing)).progress.days_at_least
    life.train_days(day(standing), moving)
    assert life.plan(day(standing + moving)).stage is Stage.FUNCTIONAL
    assert life.plan(day(standing + moving - 1)).stage is Stage.STANDING


def test_who_cannot_stand_builds_until_satisfied():
    assert lived(knowing(cannot=(Unable.STANDING,)), 20).next_stage is Stage.MAINTAIN


def test_who_keeps_what_is_reached_has_nothing_ahead():
    life = Life(PROTOCOL, tove(START))
    end = life.train_days(START, 40)
    life.say(end, satisfied=True)
    progress = life.plan(day(42)).progress
    assert progress.next_stage is None
    assert progress.changes[-1].on == end  # from the day it was said
    assert progress.changes[-1].because.reason is Reason.MAINTAINING


def test_changes_are_told_with_their_day_in_order():
    changes = lived(tove, 28).changes
    assert [change.on for change in changes] == sorted(change.on for change in changes)
    told = {change.because.reason: change.on for change in changes}
    assert told[Reason.BUILDING] == day(2)
    assert told[Reason.STANDING] == day(16)
    assert changes[2].because.values == {"hold": 4, "reps": 5}


def test_pain_and_the_way_back_are_changes():
    life = Life(PROTOCOL, knowing())
    end = life.train_days(START, 4)
    life.say(end, signs=[Sign.PELVIC_PAIN])
    for step in (5, 6):
        life.say(day(step), signs=[])
    told = codes(life.plan(day(7)).progress)
    assert told[-2:] == [Reason.ONLY_LETTING_GO, Reason.EASED_AFTER_PAIN]


def test_the_dates_of_training_of_the_last_four_weeks_are_known():
    assert list(lived(knowing(), 40).trained) == [day(number) for number in range(12, 40)]


@given(lives(), st.data())
@slowly
def test_going_on_from_any_day_is_the_same_as_beginning_from_the_first(life, data):
    person, protocol, log, end = life
    split = day(data.draw(st.integers(0, end)))
    stood = stand(protocol, person, log, split)
    kept = json.loads(json.dumps(write_course(stood)))
    again = read_course(kept, protocol, person)
    assert again == stood
    rest = [line for line in log if line.on >= split]
    for number in {split.toordinal(), end + START.toordinal(), end + START.toordinal() + 30}:
        on = type(split).fromordinal(number)
        assert follow(protocol, person, rest, on, since=again) == follow(protocol, person, log, on)
    assert again == stood  # going on moves nothing


@pytest.mark.parametrize(
    "person", [Person(), Person(events=(birth(3),)), Person(events=(surgery(-4),), found=True)]
)
def test_what_is_kept_is_small_and_holds_no_answers(person):
    life = Life(PROTOCOL, person)
    life.train_days(START, 200)
    kept = json.dumps(write_course(stand(PROTOCOL, person, life.log, day(200))))
    assert len(kept) < 6_000
    assert "person" not in kept


def test_the_mark_is_that_of_the_engines_own_source():
    assert engine_mark("1177") == engine_mark("1177")
    assert len(engine_mark("1177")) == 64
