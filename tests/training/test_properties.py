"""What holds for every person and every log, the hostile ones too."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knipa.training.cue_sheet import Action, compile_cues
from knipa.training.exercise import Exercise, Movement, Position
from knipa.training.person import (
    Absence,
    Anatomy,
    Avoided,
    Birth,
    BirthMode,
    Capacity,
    Motive,
    Operation,
    Pause,
    PelvicCancerTreatment,
    Person,
    Pregnancy,
    SeenFor,
    Sign,
    Situation,
    Surgery,
    Tear,
    Unable,
)
from knipa.training.progression import follow
from knipa.training.reason import Reason
from knipa.training.session_log import Check, Contact, Done, Ease, Ended, Felt, Moment, Round, Session
from training.builders import HEAVIEST, PROTOCOL, birth, day, knowing, session, surgery

NO_SQUEEZE = ("relax", "wait", "seek_care")
LAST_OF = (Exercise.STRENGTH, Exercise.FAST, Exercise.FUNCTIONAL, Exercise.ENDURANCE)
slowly = settings(max_examples=150)

days = st.integers(-400, 160).map(day)
a_day_or_none = st.none() | days
yes_or_no = st.none() | st.booleans()


def some(values):
    return st.lists(st.sampled_from(list(values)), unique=True, max_size=3).map(tuple)


# A person is mostly free to train, else every plan would be a lock.
signs = st.just(()) | st.just(()) | some(Sign)
pregnancies = st.builds(Pregnancy, due=days, ended=a_day_or_none)
births = st.builds(
    Birth,
    on=days,
    mode=st.sampled_from(BirthMode),
    tear=st.none() | st.sampled_from(Tear),
    gentle_from=a_day_or_none,
    cleared_from=a_day_or_none,
)
operations = st.builds(
    Surgery,
    operation=st.sampled_from(Operation),
    on=days,
    gentle_from=a_day_or_none,
    cleared_from=a_day_or_none,
)
treatments = st.builds(PelvicCancerTreatment, on=days, cleared_from=a_day_or_none)
capacities = st.builds(
    Capacity,
    hold_s=st.integers(0, 600),
    reps=st.integers(0, 1000),
    fast_reps=st.integers(0, 1000),
    endurance_s=st.integers(0, 3600),
    measured_on=days,
)
people = st.builds(
    Person,
    anatomy=st.sampled_from(Anatomy),
    reasons=some(Motive),
    trouble_when=some(Situation),
    events=st.just(()) | st.lists(pregnancies | births | operations | treatments, max_size=3).map(tuple),
    signs=signs,
    signs_on=a_day_or_none,
    seen_for=st.lists(st.builds(SeenFor, sign=st.sampled_from(Sign), on=days), max_size=2).map(tuple),
    found=st.booleans(),
    capacity=st.none() | capacities,
    stronger=yes_or_no,
    satisfied=yes_or_no,
    wants_help=yes_or_no,
    avoids=some(Avoided),
    cannot=some(Unable),
    pauses=st.lists(
        st.builds(Pause, from_=days, to=days, why=st.sampled_from(Absence)),
        max_size=2,
    ).map(tuple),
    position=st.none() | st.sampled_from(Position),
)

log_days = st.integers(0, 60).map(day)
moments_of_a_day = st.builds(
    lambda on, minute, offset: (
        datetime(on.year, on.month, on.day, tzinfo=timezone(timedelta(hours=offset)))
        + timedelta(minutes=minute)
    ),
    log_days,
    st.integers(0, 1439),
    st.integers(-12, 14),
)
dones = st.builds(
    Done,
    exercise=st.sampled_from(Exercise),
    reps=st.integers(0, 1000),
    hold_s=st.integers(0, 600),
    held_s=st.none() | st.integers(0, 3600),
    regrips=st.none() | st.integers(0, 5),
    movement=st.none() | st.sampled_from(Movement),
    trouble=yes_or_no,
)
feelings = st.builds(
    Felt,
    ease=st.sampled_from(Ease),
    contact=st.sampled_from(Contact),
    let_go=st.booleans(),
    pain=st.booleans(),
    tired=yes_or_no,
    heavier=yes_or_no,
)
sessions = st.builds(
    Session,
    id=st.uuids(),
    at=moments_of_a_day,
    position=st.sampled_from(Position),
    ended=st.sampled_from(Ended),
    done=st.lists(dones, max_size=4).map(tuple),
    felt=st.none() | feelings,
    round=st.none() | st.just(Round.SHORT),
)
checks = st.builds(
    Check,
    id=st.uuids(),
    at=moments_of_a_day,
    signs=st.none() | signs,
    stronger=yes_or_no,
    satisfied=yes_or_no,
    enough=yes_or_no,
    worse=yes_or_no,
    wants_help=yes_or_no,
    contact=st.none() | st.sampled_from(Contact),
)
passing = st.builds(Moment, id=st.uuids(), at=moments_of_a_day, movement=st.sampled_from(Movement))
logs = st.lists(sessions | checks | passing, max_size=25, unique_by=lambda line: line.id)
protocols = st.sampled_from([PROTOCOL, HEAVIEST])


@st.composite
def lives(draw):
    """A person who mostly follows the plan for some weeks, with good days, poor days and days away."""
    person = draw(people | st.builds(knowing, capacity=st.none() | capacities, stronger=yes_or_no))
    protocol = draw(protocols)
    log, plans = [], []
    number = 0
    for _ in range(draw(st.integers(5, 35))):
        number += draw(st.sampled_from([1] * 12 + [2, 5, 16, 30, 60]))
        plan = follow(protocol, person, log, day(number))
        kind = draw(st.sampled_from(["good"] * 12 + ["any", "hurt", "check", "check", "word", "none"]))
        if kind == "good" and plan.doses:
            log.append(session(day(number), plan.doses, position=plan.position, tired=draw(yes_or_no)))
        elif kind == "hurt" and plan.doses:
            log.append(session(day(number), plan.doses, position=plan.position, pain=True))
        elif kind == "any":
            log.append(session(day(number), draw(st.lists(dones, max_size=3))))
        elif kind in ("check", "word"):
            check = draw(checks)
            asked = () if kind == "check" else None
            log.append(replace(check, at=datetime(*day(number).timetuple()[:3], 5, tzinfo=UTC), signs=asked))
        plans.append(plan)
    return person, protocol, log, number


def check_plan(plan):
    """What every plan keeps to."""
    for dose in plan.doses:
        assert dose.rest_s >= dose.hold_s
    order = [LAST_OF.index(dose.exercise) for dose in plan.doses if dose.exercise in LAST_OF]
    assert order == sorted(order)
    may = plan.clearance.may
    if may in NO_SQUEEZE:
        assert sum(dose.squeezes for dose in plan.doses) == 0
    if may in ("wait", "seek_care"):
        assert (plan.stage, plan.position, plan.rhythm, list(plan.doses)) == (None, None, None, [])
    else:
        assert plan.doses
        assert None not in (plan.stage, plan.position, plan.rhythm)
        assert plan.rhythm.per_day.max * sum(dose.squeezes for dose in plan.doses) <= 120
        assert 1 <= plan.rhythm.per_day.min <= plan.rhythm.per_day.max
        assert plan.today.left == max(0, plan.rhythm.per_day.max - plan.today.done)
    assert (plan.clearance.urgency is None) is (may != "seek_care")
    if may == "gentle":
        assert {dose.exercise for dose in plan.doses} <= {Exercise.CIRCULATION, Exercise.BREATHING}
    assert plan.because
    assert plan.clearance.because
    if plan.clearance.until:
        assert plan.clearance.until > plan.on
    if may == "train":
        assert [each.reason for each in plan.clearance.because] == [Reason.NOTHING_HINDERS]


def check_body(person, plan):
    """No plan asks what the body does not do."""
    assert plan.position not in [str(unable) for unable in person.cannot]
    assert not {str(dose.movement) for dose in plan.doses} & {str(unable) for unable in person.cannot}
    assert len([dose for dose in plan.doses if dose.movement]) <= 3


def check_cues(plan):
    """No gap, no overlap, whole milliseconds; a squeeze is followed by at least as long a rest."""
    cues = compile_cues(plan.doses)
    assert cues[0].at_ms == 0
    for cue, following in pairwise(cues):
        assert cue.for_ms > 0
        assert following.at_ms == cue.at_ms + cue.for_ms
    assert (cues[-1].action, cues[-1].for_ms) == (Action.DONE, 0)
    held = 0
    for cue in cues:
        if cue.action in (Action.SQUEEZE, Action.MOVE):
            held += cue.for_ms
            assert plan.clearance.may not in NO_SQUEEZE
            assert 0 < cue.effort <= 1
        else:
            assert cue.effort == 0
        if cue.action is Action.LET_GO:
            assert cue.for_ms >= held
            held = 0
    assert held == 0


@slowly
@given(people, logs, protocols, st.integers(-30, 400).map(day))
def test_any_person_and_any_log_get_a_safe_plan(person, log, protocol, on):
    plan = follow(protocol, person, log, on)
    check_plan(plan)
    check_body(person, plan)
    check_cues(plan)


@slowly
@given(lives())
def test_every_day_of_a_life_gets_a_safe_plan(life):
    person, protocol, log, number = life
    for on in range(0, number + 2, max(1, number // 12)):
        plan = follow(protocol, person, log, day(on))
        check_plan(plan)
        check_body(person, plan)
        check_cues(plan)


@slowly
@given(people, logs, protocols, log_days, st.randoms(use_true_random=False))
def test_the_plan_is_the_same_to_the_byte_for_any_order_of_the_log(person, log, protocol, on, chance):
    shuffled = [*log]
    chance.shuffle(shuffled)
    plan = follow(protocol, person, log, on)
    assert repr(follow(protocol, person, shuffled, on)) == repr(plan)
    assert repr(follow(protocol, person, log[::-1], on)) == repr(plan)
    assert repr(follow(protocol, person, iter(log), on)) == repr(plan)


@slowly
@given(people, logs, log_days)
def test_what_comes_after_the_day_never_matters(person, log, on):
    until = [line for line in log if line.on <= on]
    assert follow(PROTOCOL, person, log, on) == follow(PROTOCOL, person, until, on)


def steps_up(protocol, before, after):
    """Return for each ladder how many steps the second plan lies above the first."""
    for name in ("strength", "fast", "endurance"):
        ladder = getattr(protocol.ladders, name)
        old, new = ([each for each in plan.doses if each.exercise == name] for plan in (before, after))
        if old and new:
            hold, reps = new[0].hold_s - old[0].hold_s, new[0].reps - old[0].reps
            yield max(0, -(-hold // ladder.step.hold_s)) if ladder.step.hold_s else max(0, hold) * 99
            yield max(0, -(-reps // ladder.step.reps)) if ladder.step.reps else max(0, reps) * 99


@slowly
@given(lives())
def test_no_dose_goes_up_by_more_than_one_step_from_one_day_to_the_next(life):
    person, protocol, log, number = life
    before = follow(protocol, person, log, day(-1))
    for on in range(number + 3):
        after = follow(protocol, person, log, day(on))
        measured_now = person.capacity and person.capacity.measured_on == day(on)
        if not measured_now and before.stage and after.stage:
            assert max(steps_up(protocol, before, after), default=0) <= 1
        before = after


EVIDENCE = {*tomllib.loads(files("knipa.content").joinpath("evidence.toml").read_text("utf-8"))}
FACTS = {f"R{number}" for number in range(1, 46)} | {"ours"} | EVIDENCE


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_fact_that_can_be_looked_up(reason):
    assert reason.fact in FACTS


@pytest.mark.parametrize(
    "event",
    [
        Pregnancy(due=date(1900, 1, 1)),
        Pregnancy(due=date(2999, 12, 31)),
        replace(birth(0), on=date(2999, 12, 31)),
        replace(surgery(0), on=date(2999, 12, 31)),
        PelvicCancerTreatment(on=date(2999, 12, 31)),
    ],
)
def test_a_date_at_either_end_of_the_years_that_are_read_is_no_exception(event):
    assert follow(PROTOCOL, Person(events=(event,)), [], day(0)).clearance.may == "train"
