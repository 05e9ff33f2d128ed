"""Two minutes: a round that fits them, from any day's doses, and what it counts as."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knipa.training.cue_sheet import compile_cues
from knipa.training.exercise import Dose, Effort, Exercise, Movement
from knipa.training.person import Sign, Situation
from knipa.training.progression import follow
from knipa.training.session_log import Contact, Ease, Round
from knipa.training.short_round import SHORT_MS, lasts_ms, short_round
from training.builders import (
    Story,
    as_planned,
    birth,
    check,
    day,
    exercises,
    functional_story,
    knowing,
    levels,
    measured,
    moves,
    rhythm,
    session,
)
from training.test_properties import logs, people, protocols, slowly

EVERYWHERE = (Situation.WALK, Situation.LIFT, Situation.RUN)


def short(on, plan, **feeling):
    """The short round of this plan, done as it says."""
    doses = short_round(plan.doses)
    return replace(session(on, doses, position=plan.position, **feeling), round=Round.SHORT)


def strong():
    """A person at every target but the last repetition: three good days lead to a step."""
    return Story(knowing(capacity=measured(reps=9)))


def kept(doses):
    """What of a round stays as it was."""
    return [(each.exercise, each.movement, each.effort) for each in doses]


def test_it_works():
    plan = Story(knowing(capacity=measured())).plan()
    doses = short_round(plan.doses)
    assert kept(doses) == kept(plan.doses)
    assert [(each.reps, each.hold_s, each.rest_s) for each in doses] == [(4, 6, 6), (6, 2, 2), (1, 15, 15)]
    assert lasts_ms(doses) == 117_000


def test_with_three_movements_there_is_still_one_of_everything():
    plan = functional_story(*EVERYWHERE).plan()
    doses = short_round(plan.doses)
    assert moves(plan) == ["walk", "lift", "jump"]
    assert kept(doses) == kept(plan.doses)
    assert all(each.reps for each in doses)
    assert doses[-1].exercise is Exercise.ENDURANCE


STAGES = {
    "find": Story(),
    "gentle": Story(knowing(events=(birth(2),))),
    "relax": Story(knowing(signs=(Sign.PELVIC_PAIN,))),
    "build": Story(knowing()),
    "standing": Story(knowing(capacity=measured(hold_s=5))),
    "functional": Story(knowing(capacity=measured(), trouble_when=EVERYWHERE)),
    "maintain": Story(knowing(capacity=measured(), satisfied=True)),
}


@pytest.mark.parametrize("stage", STAGES)
def test_no_stage_loses_an_exercise(stage):
    plan = STAGES[stage].until(stage)
    doses = short_round(plan.doses)
    assert 0 < lasts_ms(doses) <= SHORT_MS
    assert kept(doses) == kept(plan.doses)
    assert not [each for each in doses if each.open or each.to_fatigue]


def test_what_already_fits_loses_no_repetition():
    doses = Story().plan().doses
    assert [*short_round(doses)] == [*doses]


def test_the_movements_give_way_first_and_the_last_of_them_before_the_others():
    slow = [
        Dose(exercise=Exercise.STRENGTH, effort=Effort.MAX, reps=9, hold_s=10, rest_s=20),
        *(
            Dose(
                exercise=Exercise.FUNCTIONAL,
                movement=movement,
                effort=Effort.NEAR,
                reps=3,
                hold_s=6,
                rest_s=30,
            )
            for movement in (Movement.RISE, Movement.WALK)
        ),
        Dose(exercise=Exercise.ENDURANCE, effort=Effort.MODERATE, reps=1, hold_s=60, rest_s=60, open=True),
    ]
    doses = short_round(slow)
    assert [each.movement for each in doses] == [None, Movement.RISE, None]
    assert doses[-1].hold_s == 15


def test_letting_go_stays_first_where_sex_hurts():
    plan = Story(knowing(signs=(Sign.PAIN_AT_SEX,), capacity=measured())).plan()
    assert [each.exercise for each in short_round(plan.doses)] == exercises(plan)
    assert exercises(plan)[0] == "relaxation"


def test_where_nothing_fits_there_is_none():
    endless = Dose(exercise=Exercise.STRENGTH, effort=Effort.MAX, reps=3, hold_s=10, rest_s=110)
    assert short_round([endless]) == ()
    assert short_round([]) == ()


doses_of_any_protocol = st.lists(
    st.builds(
        lambda exercise, reps, hold_s, more_s, is_open: Dose(
            exercise=exercise,
            movement=Movement.WALK if exercise is Exercise.FUNCTIONAL else None,
            effort=Effort.NONE if exercise.lets_go else Effort.MODERATE,
            reps=reps,
            hold_s=max(hold_s, 3),
            rest_s=max(hold_s, 3) + more_s,
            open=is_open and exercise is Exercise.ENDURANCE,
        ),
        st.sampled_from(Exercise),
        st.integers(1, 20),
        st.integers(1, 60),
        st.integers(0, 60),
        st.booleans(),
    ),
    max_size=7,
)


def check_short(doses):
    """What every short round keeps to."""
    two_minutes = short_round(doses)
    assert lasts_ms(two_minutes) <= SHORT_MS
    left = iter(doses)
    for each in two_minutes:
        whole = next(dose for dose in left if kept([dose]) == kept([each]) and dose.reps >= each.reps)
        assert each.reps >= 1
        assert each.rest_s >= each.hold_s
        assert not each.open
        if whole.open:
            assert each.hold_s == min(whole.hold_s, each.hold_s) <= 15
        else:
            assert (each.hold_s, each.rest_s, each.on_top) == (whole.hold_s, whole.rest_s, whole.on_top)
    if lasts_ms([replace(dose, open=False) for dose in doses]) <= SHORT_MS:
        assert [each.reps for each in two_minutes] == [dose.reps for dose in doses]
    return two_minutes


@slowly
@given(doses_of_any_protocol)
def test_any_doses_fit_two_minutes_with_their_holds_and_rests(doses):
    check_short(doses)


@slowly
@given(people, logs, protocols, st.integers(-30, 400).map(day))
def test_any_day_of_anyone_fits_two_minutes(person, log, protocol, on):
    doses = follow(protocol, person, log, on).doses
    two_minutes = check_short(doses)
    assert bool(two_minutes) is bool(doses)
    assert sum(each.squeezes for each in two_minutes) <= sum(each.squeezes for each in doses)
    assert compile_cues(two_minutes)[-1].at_ms <= 120_000


# --- what it counts as


def test_it_is_one_of_the_day_s_rounds_and_the_day_is_a_day_of_training():
    story = strong()
    story.log.append(short(story.today, story.plan()))
    plan = story.plan()
    assert (plan.today.done, plan.today.left) == (1, 2)
    assert story.plan(day(1)).progress.trained == (day(0),)
    assert story.plan(day(1)).progress.first_session == day(0)


def test_it_counts_in_the_rhythm_of_the_week():
    story = Story(knowing(capacity=measured(), satisfied=True))
    story.train(3, short)
    assert rhythm(story.plan()) == (1, 1, 1, 3)
    assert story.plan().today.rest_day


def test_it_leaves_no_gap():
    story = strong()
    before = levels(story.train(2))
    for _ in range(4):
        story.skip(12)
        story.train(1, short)
    assert levels(story.plan()) == before


def test_short_rounds_alone_lead_to_no_step():
    story = strong()
    before = levels(story.plan())
    assert levels(story.train(12, short)) == before


def test_it_does_not_break_three_days_in_a_row():
    story = strong()
    story.train(2)
    before = levels(story.train(3, short))
    after = levels(story.train(1))
    assert (before[0], after[0]) == ((6, 9), (6, 10))


def test_less_than_the_dose_in_a_whole_round_still_starts_the_three_days_anew():
    story = strong()
    story.train(2)
    story.train(1, lambda on, plan: replace(short(on, plan), round=None))
    assert levels(story.train(2))[0] == (6, 9)
    assert levels(story.train(1))[0] == (6, 10)


def test_beside_a_whole_round_on_the_same_day_it_takes_nothing_away():
    story = strong()
    story.train(3, lambda on, plan: [as_planned(on, plan), short(on, plan)])
    assert levels(story.plan())[0] == (6, 10)


def test_how_it_felt_is_heard_as_after_any_round():
    story = Story(knowing(capacity=measured(hold_s=5)))
    assert story.train(14, short).stage == "standing"
    faint = Story(knowing(capacity=measured(hold_s=5)))
    faint.train(13)
    faint.train(1, lambda on, plan: short(on, plan, contact=Contact.FAINT))
    assert faint.train(1).stage == "build"


def test_being_sure_of_the_squeeze_takes_its_answers_too():
    story = Story(knowing(capacity=measured(), stronger=True))
    assert rhythm(story.train(3, short)) == (1, 1, 3, 4)
    assert rhythm(story.train(1, lambda on, plan: short(on, plan, ease=Ease.HARD))) == (1, 3, 7, 7)


def test_an_untired_short_round_makes_no_step_in_fewer_days_either():
    story = Story(knowing(capacity=measured(reps=9), stronger=True))
    story.train(3, short)
    before = levels(story.plan())
    assert levels(story.train(9, lambda on, plan: short(on, plan, tired=False))) == before


def test_in_finding_the_technique_is_asked_and_so_it_counts_fully():
    story = Story()
    assert story.train(3, short).stage == "build"


def test_pain_in_it_is_pain():
    story = strong()
    story.train(1, lambda on, plan: short(on, plan, pain=True))
    assert story.plan().stage == "relax"


def test_a_painless_short_round_of_letting_go_is_a_pain_free_date():
    story = Story(knowing())
    story.log.append(check(day(0), Sign.PELVIC_PAIN))
    story.number = 1
    assert story.train(2, short).stage == "build"


def test_after_the_longest_gap_it_may_be_the_round_of_finding():
    story = strong()
    story.train(3)
    assert story.skip(60).stage == "find"
    assert story.train(1, short).stage == "build"
