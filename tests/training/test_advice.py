"""RULES.md, "Beside the training": the squeeze in life, care, and what else helps; never a dose."""

from datetime import date

import pytest

from knipa.training.person import (
    Anatomy,
    Avoided,
    Birth,
    BirthMode,
    Motive,
    Operation,
    Person,
    Pregnancy,
    Sign,
    Situation,
    Surgery,
    Tear,
)
from training.builders import (
    Story,
    advice,
    birth,
    day,
    follow_on,
    functional_story,
    knowing,
    moment,
    say,
    session,
)


def urgencies(plan):
    return {str(each.because.reason): each.urgency for each in plan.advice}


# --- the squeeze in life: R4, R20, R24, R26


def test_the_squeeze_before_a_strain_is_advice_for_everyone_who_has_found_it():
    story = Story()
    assert "knack" not in advice(story.plan())
    assert "knack" not in advice(story.train(2))
    assert "knack" in advice(story.train())
    assert "knack" in advice(follow_on(knowing()))


def test_the_squeeze_in_life_is_never_a_dose_and_a_moment_is_never_a_round():
    plan = follow_on(knowing(trouble_when=(Situation.COUGH_SNEEZE_LAUGH,)), [moment(day(0)), moment(day(-1))])
    assert "functional" not in [each.exercise for each in plan.doses]
    assert plan.today.done == 0
    assert plan.expect is None


def test_a_long_cough_puts_the_squeeze_first():
    plan = follow_on(
        knowing(reasons=(Motive.CHRONIC_COUGH,), trouble_when=(Situation.URGE,), wants_help=True)
    )
    assert {"knack", "knack_for_cough"} == {*advice(plan)[:2]}
    assert "knack_for_cough" not in advice(follow_on(knowing()))


def test_urge_has_its_own_advice():
    assert "urge" in advice(follow_on(knowing(trouble_when=(Situation.URGE,))))
    assert "urge" not in advice(follow_on(knowing(trouble_when=(Situation.WALK,))))


@pytest.mark.parametrize("sign", [Sign.PELVIC_PAIN, Sign.FEVER, Sign.BLOOD_IN_URINE])
def test_no_squeeze_is_advised_where_none_may_be_done(sign):
    person = knowing(signs=(sign,), trouble_when=(Situation.URGE,), reasons=(Motive.CHRONIC_COUGH,))
    assert not {"knack", "knack_for_cough", "urge", "hand_on_belly"} & {*advice(follow_on(person))}


def test_never_on_the_toilet_is_told_from_the_first_day():
    assert "never_on_toilet" in advice(follow_on(Person()))


# --- care: R40, R42, R43


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"avoids": (Avoided.ACTIVITY,)}, "care_avoids"),
        ({"avoids": (Avoided.SEX,)}, "care_avoids"),
        ({"wants_help": True}, "care_wanted"),
    ],
)
def test_care_is_advised_soon_with_the_patients_rights_beside_it(answers, expected):
    plan = follow_on(Person(**answers))
    assert urgencies(plan)[expected] == "soon"
    assert "your_rights" in advice(plan)


def test_without_a_reason_for_care_no_rights_are_told():
    assert not [code for code in advice(follow_on(knowing())) if code.startswith("care")]
    assert "your_rights" not in advice(follow_on(knowing()))


def test_the_latest_word_on_help_counts():
    person = Person(wants_help=True)
    assert "care_wanted" not in advice(follow_on(person, [say(day(-1), wants_help=False)]))
    assert "care_wanted" in advice(follow_on(Person(), [say(day(-1), wants_help=True)]))


def test_worse_asks_for_care_at_any_time():
    assert urgencies(follow_on(Person(), [say(day(-1), worse=True)]))["care_worse"] == "soon"


@pytest.mark.parametrize(("days", "asks"), [(83, False), (84, True)])
def test_not_enough_asks_for_care_after_twelve_weeks_of_training(days, asks):
    log = [session(day(-days), follow_on(Person()).doses), say(day(-1), enough=False)]
    assert ("care_not_enough" in advice(follow_on(Person(), log))) is asks


def test_care_is_advised_under_a_lock_too():
    assert "care_avoids" in advice(follow_on(Person(signs=(Sign.FEVER,), avoids=(Avoided.COMPANY,))))


def after(days_ago, tear=None):
    return (Birth(on=day(-days_ago), mode=BirthMode.VAGINAL, tear=tear),)


@pytest.mark.parametrize(
    ("events", "reasons", "trouble", "asks"),
    [
        (after(100), (Motive.LEAK_STOOL,), (), True),
        (after(100), (), (Situation.ALL_DAY,), True),
        (after(100, Tear.THIRD_OR_FOURTH), (Motive.LEAK_URINE,), (), True),
        (after(100), (Motive.LEAK_URINE,), (), False),
        (after(366), (Motive.LEAK_STOOL,), (), False),
        ((), (Motive.LEAK_STOOL,), (), False),
    ],
)
def test_much_trouble_in_the_year_after_birth_asks_for_care(events, reasons, trouble, asks):
    plan = follow_on(Person(events=events, reasons=reasons, trouble_when=trouble))
    assert ("care_after_birth" in advice(plan)) is asks


# --- the rest of life: R33, R35-R37, R41


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"trouble_when": (Situation.RUN,)}, "leave_leaking_exercise"),
        ({"trouble_when": (Situation.JUMP,)}, "leave_leaking_exercise"),
        ({"trouble_when": (Situation.HARD_TRAINING,)}, "leave_leaking_exercise"),
        ({"trouble_when": (Situation.HARD_TRAINING,)}, "hard_training"),
        ({"reasons": (Motive.MENOPAUSE,)}, "menopause"),
        ({"reasons": (Motive.CHRONIC_COUGH,)}, "good_for_the_floor"),
        ({"events": (Pregnancy(due=day(100)),)}, "no_stimulator"),
        ({"events": (birth(100),)}, "after_birth"),
    ],
)
def test_what_the_person_named_chooses_advice(answers, expected):
    assert expected in advice(follow_on(Person(**answers)))
    assert expected not in advice(follow_on(Person()))


def test_running_alone_is_not_the_heaviest_training():
    assert "hard_training" not in advice(follow_on(Person(trouble_when=(Situation.RUN,))))


@pytest.mark.parametrize(
    ("pregnancy", "asks"),
    [
        (Pregnancy(due=day(1)), False),
        (Pregnancy(due=day(0)), False),
        (Pregnancy(due=day(-1)), True),
        (Pregnancy(due=day(100), ended=day(0)), True),
        (Pregnancy(due=day(100), ended=day(1)), False),
    ],
)
def test_a_pregnancy_that_ended_or_is_overdue_asks_neutrally_how_things_stand(pregnancy, asks):
    plan = follow_on(Person(events=(pregnancy,)))
    assert ("how_do_things_stand" in advice(plan)) is asks
    assert (plan.countdown is None) is asks


# --- countdown and expectation: R3, R29


def test_the_countdown_is_to_the_nearest_of_what_lies_ahead():
    operation = Surgery(operation=Operation.HYSTERECTOMY, on=day(30))
    countdown = follow_on(Person(events=(Pregnancy(due=day(40)), operation))).countdown
    assert (countdown.to, countdown.on, countdown.days) == ("surgery", day(30), 30)
    countdown = follow_on(Person(events=(Pregnancy(due=day(20)), operation))).countdown
    assert (countdown.to, countdown.days) == ("birth", 20)


def test_no_countdown_once_the_day_has_come_or_the_birth_has_been():
    assert follow_on(Person(events=(birth(0), Pregnancy(due=day(10))))).countdown is None
    assert follow_on(Person()).countdown is None


@pytest.mark.parametrize(
    ("first", "notice", "full"),
    [
        (date(2026, 1, 15), date(2026, 3, 15), date(2026, 7, 15)),
        (date(2025, 12, 31), date(2026, 2, 28), date(2026, 6, 30)),
        (date(2023, 12, 31), date(2024, 2, 29), date(2024, 6, 30)),
        (date(2025, 10, 31), date(2025, 12, 31), date(2026, 4, 30)),
    ],
)
def test_improvement_is_expected_two_and_six_calendar_months_from_the_first_session(first, notice, full):
    doses = follow_on(Person()).doses
    log = [session(first, doses), session(date(2026, 2, 1), doses)]
    expect = follow_on(Person(), log, date(2026, 2, 2)).expect
    assert (expect.notice_from, expect.full_by) == (notice, full)
    assert follow_on(Person(), log, first).expect is None


# --- what never steers


@pytest.mark.parametrize("anatomy", Anatomy)
def test_anatomy_never_steers_the_dose(anatomy):
    story = functional_story(Situation.LIFT, anatomy=anatomy)
    assert story.plan().doses == functional_story(Situation.LIFT).plan().doses


@pytest.mark.parametrize("tear", Tear)
def test_a_tear_never_steers_the_dose(tear):
    plan, without = (follow_on(Person(events=after(10, each))) for each in (tear, None))
    assert (plan.doses, plan.stage, plan.rhythm) == (without.doses, without.stage, without.rhythm)


def test_moments_never_steer_the_dose():
    story = Story(knowing())
    story.train(5)
    before = story.plan()
    story.log += [moment(day(number), hour=hour) for number in range(6) for hour in (8, 12, 16)]
    assert story.plan() == before
