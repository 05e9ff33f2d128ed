"""RULES.md, "Gap", "Step down" and "Ways back": less after a pause, one step lower after pain."""

from dataclasses import replace

import pytest

from knipa.training.exercise import Effort, Exercise
from knipa.training.person import Absence, Pause, Person, Sign
from knipa.training.session_log import Contact, Done, Ended
from training.builders import (
    Story,
    advice,
    check,
    day,
    dose,
    exercises,
    follow_on,
    knowing,
    levels,
    measured,
    moment,
    rhythm,
    say,
    session,
    whys,
)

TARGETS = ((6, 10), 10, 60)
ONE_DOWN = ((6, 9), 9, 55)
TWO_THIRDS = ((4, 6), 6, 40)
HALF = ((3, 5), 5, 30)


def fit(**answers):
    """A person at every target who trained on day(0)."""
    story = Story(knowing(capacity=measured(), **answers))
    story.train()
    return story


# --- gap


@pytest.mark.parametrize(
    ("gap", "expected"),
    [(1, TARGETS), (14, TARGETS), (15, ONE_DOWN), (27, ONE_DOWN), (28, TWO_THIRDS), (55, TWO_THIRDS)],
)
def test_days_without_training_ease_the_dose(gap, expected):
    plan = fit().plan(day(gap))
    assert levels(plan) == expected
    assert ("eased_after_gap" in whys(plan)) is (expected is not TARGETS)


def test_after_eight_weeks_the_next_round_is_finding_alone_and_then_half():
    story = fit()
    story.skip(55)
    plan = story.plan()
    assert (plan.stage, exercises(plan)) == ("find", ["find"])
    assert "find_after_gap" in whys(plan)
    plan = story.train()
    assert levels(plan) == HALF
    assert plan.stage == "build"


@pytest.mark.parametrize(
    ("capacity", "gap", "expected"),
    [
        (measured(3, 5, 5, 5), 20, ((3, 5), 5, 5)),
        (measured(2, 3, 4, 4), 20, ((2, 3), 4, 4)),
        (measured(2, 3, 4, 4), 40, ((2, 3), 4, 4)),
        (measured(6, 5, 10, 60), 20, ((5, 5), 9, 55)),
        (measured(5, 8, 8, 22), 20, ((4, 8), 7, 17)),
        (measured(5, 8, 8, 22), 40, ((3, 5), 5, 14)),
        (measured(3, 5, 6, 7), 20, ((3, 5), 5, 5)),
    ],
)
def test_a_gap_never_goes_below_the_least_or_what_was_less(capacity, gap, expected):
    story = Story(knowing(capacity=capacity))
    story.train()
    assert levels(story.plan(day(gap))) == expected


def test_in_maintain_a_gap_is_more_than_three_weeks():
    story = fit(satisfied=True)
    assert story.plan().stage == "maintain"
    assert levels(story.plan(day(21))) == TARGETS
    assert levels(story.plan(day(22))) == ONE_DOWN


def test_a_gap_counts_from_the_last_session_of_any_kind():
    # given a letting-go session on day 10
    story = fit()
    story.log.append(session(day(10), [Done(exercise=Exercise.BREATHING, reps=5, hold_s=4)]))
    assert levels(story.plan(day(24))) == TARGETS
    assert levels(story.plan(day(25))) == ONE_DOWN


def test_checks_and_moments_are_no_training():
    story = fit()
    story.log += [check(day(10)), moment(day(12))]
    assert levels(story.plan(day(15))) == ONE_DOWN


def test_a_pause_rests_and_eases_likewise_without_reproach():
    story = fit(pauses=(Pause(from_=day(2), to=day(20), why=Absence.TRAVEL),))
    assert [story.plan(day(number)).today.rest_day for number in (1, 2, 20, 21)] == [False, True, True, False]
    assert "paused" in whys(story.plan(day(2)))
    assert levels(story.plan(day(21))) == ONE_DOWN


def test_after_a_gap_the_eased_dose_is_climbed_from_step_by_step():
    story = fit()
    story.skip(29)
    assert levels(story.train()) == TWO_THIRDS
    assert levels(story.train(2)) == ((5, 6), 7, 45)


def test_after_a_gap_one_trains_daily_until_the_old_dose_is_back():
    # given the calmer rhythm, and a short gap
    story = Story(knowing(capacity=measured(), stronger=True))
    story.train(3)
    assert rhythm(story.plan()) == (1, 1, 3, 4)
    plan = story.skip(20)
    # then it is daily, not to tiredness, until the old dose is reached
    for _ in range(3):
        assert rhythm(plan)[2:] == (7, 7)
        assert not dose(plan, Exercise.STRENGTH).to_fatigue
        assert "daily_until_back" in whys(plan)
        plan = story.train()
    assert levels(plan) == TARGETS
    assert rhythm(plan) == (1, 1, 3, 4)


def test_after_a_gap_in_maintain_one_trains_daily_until_the_old_dose_is_back():
    story = fit(satisfied=True)
    plan = story.skip(25)
    assert (plan.stage, rhythm(plan)) == ("maintain", (1, 1, 7, 7))
    plan = story.train(3)
    assert levels(plan) == TARGETS
    assert rhythm(plan) == (1, 1, 1, 3)


def test_in_maintain_the_way_back_after_a_gap_ends_at_the_kept_dose():
    # given a kept dose whose strength is back long before its endurance
    kept = ((4, 5), 8, 40)
    story = Story(knowing(capacity=measured(4, 5, 8, 40), satisfied=True))
    story.train()
    story.skip(30)
    # when training goes on until the daily rhythm is over
    for _ in range(60):
        plan = story.train()
        if rhythm(plan)[3] == 3:
            break
    # then nothing has climbed above what was kept
    assert levels(plan) == kept


def test_while_finding_a_gap_eases_nothing():
    story = Story()
    story.train()
    plan = story.skip(100)
    assert exercises(plan) == ["find"]
    assert "eased_after_gap" not in whys(plan)


def test_a_breathing_round_is_not_the_finding_round_after_eight_weeks():
    story = fit()
    story.skip(60)
    story.log.append(session(story.today, [Done(exercise=Exercise.BREATHING, reps=5, hold_s=4)]))
    assert exercises(story.skip(1)) == ["find"]


# --- pain, and the way back


def test_pain_starts_the_three_days_anew():
    story = Story(knowing(capacity=measured(4, 7, 8, 25)))
    story.train(2)
    story.round(pain=True)
    story.answer()
    story.answer()
    assert levels(story.plan()) == ((3, 7), 7, 20)
    assert levels(story.train(2)) == ((3, 7), 7, 20)
    assert levels(story.train()) == ((4, 7), 8, 25)


def in_pain(**answers):
    story = Story(knowing(capacity=measured(), **answers))
    story.train()
    story.round(pain=True)
    assert story.plan().stage == "relax"
    return story


def letting_go(story):
    story.log.append(session(story.today, story.plan().doses))
    story.number += 1


@pytest.mark.parametrize("ways", [("check", "check"), ("session", "session"), ("check", "session")])
def test_two_dates_answered_pain_free_lead_back_one_step_lower_and_at_most_moderate(ways):
    story = in_pain()
    for way in ways:
        assert story.plan().stage == "relax"
        if way == "check":
            story.answer()
        else:
            letting_go(story)
    plan = story.plan()
    assert levels(plan) == ONE_DOWN
    assert {each.effort for each in plan.doses} == {Effort.MODERATE}
    assert {"eased_after_pain", "softer_after_pain"} <= {*whys(plan)}


def test_two_answers_on_one_date_are_one_date():
    story = in_pain()
    story.log += [check(story.today, hour=6), check(story.today, hour=9)]
    letting_go(story)
    assert story.plan().stage == "relax"


def test_the_day_of_pain_itself_is_never_a_pain_free_date():
    story = Story(knowing())
    story.log += [check(day(0), Sign.PELVIC_PAIN, hour=6), check(day(0), hour=20)]
    assert story.plan(day(0)).stage == "relax"
    story.skip(1)
    assert story.answer().stage == "relax"
    assert story.answer().stage == "build"


def test_pain_is_not_lifted_at_once_by_a_same_day_check():
    story = Story(Person(signs=(Sign.PELVIC_PAIN,)))
    assert follow_on(story.person, [check(day(0))]).stage == "relax"
    assert follow_on(story.person, [check(day(-1)), check(day(0))]).stage == "find"


def test_a_check_with_other_signs_is_still_an_answer_without_pain():
    story = in_pain()
    story.answer(Sign.WOUND_SORE)
    story.answer(Sign.FEVER)
    assert story.answer().stage != "relax"


@pytest.mark.parametrize(
    "no_answer",
    [
        lambda on: [say(on, stronger=True)],
        lambda on: [moment(on)],
        lambda on: [],
        lambda on: [session(on, [Done(exercise=Exercise.BREATHING, reps=5, hold_s=4)], told=False)],
        lambda on: [session(on, [Done(exercise=Exercise.STRENGTH, reps=5, hold_s=3)])],
        lambda on: [session(on, [])],
    ],
)
def test_what_does_not_tell_of_pain_while_letting_go_is_no_pain_free_date(no_answer):
    story = in_pain()
    for _ in range(5):
        story.log += no_answer(story.today)
        story.skip(1)
    assert story.plan().stage == "relax"


def test_new_pain_while_letting_go_starts_the_two_dates_anew():
    story = in_pain()
    story.answer()
    story.answer(Sign.PAIN_ON_SQUEEZE)
    assert story.answer().stage == "relax"
    assert story.answer().stage == "build"


def test_each_exercise_stays_moderate_until_its_own_next_step_up():
    # given the way back after pain, and strength done short
    story = in_pain()
    story.answer()
    story.answer()

    def strength_short(on, plan):
        strength, *rest = plan.doses
        return session(on, [replace_reps(strength), *rest])

    plan = story.train(3, each=strength_short)
    assert dose(plan, Exercise.FAST).effort is Effort.MAX
    assert dose(plan, Exercise.STRENGTH).effort is Effort.MODERATE
    plan = story.train(3)
    assert dose(plan, Exercise.STRENGTH).effort is Effort.MAX


def replace_reps(strength):
    return replace(strength, reps=strength.reps - 1)


def test_at_the_least_dose_pain_lowers_the_effort_alone():
    story = Story(knowing(capacity=measured(2, 3, 4, 4)))
    story.round(ended=Ended.PAIN)
    story.answer()
    story.answer()
    assert levels(story.plan()) == ((2, 3), 4, 4)
    assert dose(story.plan(), Exercise.STRENGTH).effort is Effort.MODERATE


def test_in_maintain_pain_leads_back_to_the_dose_that_is_kept():
    story = in_pain(satisfied=True)
    story.answer()
    plan = story.answer()
    assert (plan.stage, levels(plan)) == ("maintain", ONE_DOWN)
    for _ in range(9):
        plan = story.train()
    assert levels(plan) == TARGETS


@pytest.mark.parametrize(("days_between", "asks"), [(14, True), (15, False)])
def test_pain_again_within_fourteen_days_asks_for_care(days_between, asks):
    story = in_pain()
    story.answer()
    story.answer()
    # given relief on day 3
    story.train(days_between - 1)
    assert story.today == day(3 + days_between)
    plan = story.answer(Sign.PELVIC_PAIN)
    assert plan.stage == "relax"
    assert ("care_pain_again" in advice(plan)) is asks


def test_fourteen_days_of_letting_go_ask_for_care():
    # given pain told on day 1
    story = in_pain()
    assert "care_long_pain" not in advice(story.plan(day(14)))
    assert "care_long_pain" in advice(story.plan(day(15)))


def test_training_logged_while_letting_go_never_steps():
    story = in_pain()
    building = follow_on(knowing(capacity=measured(3, 5, 5, 10))).doses
    story.train(6, each=lambda on, plan: session(on, building, contact=Contact.CLEAR))
    story.answer()
    story.answer()
    assert levels(story.plan()) == ONE_DOWN
