"""RULES.md, "Screening": what may stand in the way of training, most careful first."""

from datetime import timedelta

import pytest

from knipa.training.exercise import Effort, Exercise, Position
from knipa.training.person import PelvicCancerTreatment, Person, Pregnancy, SeenFor, Sign
from knipa.training.session_log import Ended
from training.builders import (
    Story,
    birth,
    check,
    day,
    dose,
    exercises,
    follow_on,
    hindrances,
    knowing,
    measured,
    say,
    session,
    surgery,
    whys,
)

AT_ONCE = (Sign.SADDLE_NUMBNESS, Sign.NEW_LEG_WEAKNESS, Sign.CANNOT_PASS_URINE)
SOON = (
    Sign.BLOOD_IN_URINE,
    Sign.BLOOD_IN_STOOL,
    Sign.CANNOT_EMPTY,
    Sign.UNEXPECTED_BLEEDING,
    Sign.BULGE_OUTSIDE,
)


def may(plan):
    urgency = plan.clearance.urgency
    return f"{plan.clearance.may} {urgency}" if urgency else str(plan.clearance.may)


def pregnancy(due_in, ended_in=None):
    return Pregnancy(due=day(due_in), ended=None if ended_in is None else day(ended_in))


# --- the order of the rules


def test_nothing_hinders_a_person_of_whom_nothing_is_known():
    clearance = follow_on(Person()).clearance
    assert (clearance.may, clearance.urgency, clearance.until) == ("train", None, None)
    assert [each.reason for each in clearance.because] == ["nothing_hinders"]


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        *[(sign, "seek_care now") for sign in AT_ONCE],
        *[(sign, "seek_care soon") for sign in SOON],
        *[
            (sign, "wait")
            for sign in (Sign.CATHETER, Sign.TOLD_TO_WAIT, Sign.FEVER, Sign.FEVER_OR_WOUND_TROUBLE)
        ],
        (Sign.PELVIC_PAIN, "relax"),
        (Sign.PAIN_ON_SQUEEZE, "relax"),
        (Sign.WOUND_SORE, "gentle"),
        (Sign.PAIN_AT_SEX, "train"),
    ],
)
@pytest.mark.parametrize(
    "told", ["by the person", "by a dated answer", "in today's check", "in yesterday's check"]
)
def test_each_sign_has_its_own_care_however_it_was_told(sign, expected, told):
    person, log = Person(), []
    match told:
        case "by the person":
            person = Person(signs=(sign,))
        case "by a dated answer":
            person = Person(signs=(sign,), signs_on=day(0))
        case "in today's check":
            log = [check(day(0), sign)]
        case _:
            log = [check(day(-1), sign)]
    assert may(follow_on(person, log)) == expected


def test_all_that_applies_is_named_most_careful_first():
    # given every kind of hindrance, told in the wrong order
    person = Person(
        signs=(Sign.WOUND_SORE, Sign.PELVIC_PAIN, Sign.FEVER, Sign.BLOOD_IN_STOOL, Sign.SADDLE_NUMBNESS),
        events=(surgery(10, gentle_in=5),),
    )
    plan = follow_on(person)
    assert may(plan) == "seek_care now"
    assert hindrances(plan) == [
        "saddle_numbness",
        "blood_in_stool",
        "fever",
        "before_gentle_from",
        "pelvic_pain",
        "gentle_without_clearance",
        "wound_sore",
    ]


@pytest.mark.parametrize("signs", [(Sign.FEVER,), (Sign.BLOOD_IN_URINE,)])
def test_who_waits_or_seeks_care_gets_no_dose_no_stage_no_position_and_no_rhythm(signs):
    plan = follow_on(Person(signs=signs))
    assert list(plan.doses) == []
    assert (plan.stage, plan.position, plan.rhythm) == (None, None, None)
    assert plan.today.left == 0
    assert plan.because


# --- rules 1 to 3


@pytest.mark.parametrize("event", [birth, surgery])
@pytest.mark.parametrize(
    ("days_ago", "expected"), [(0, "seek_care today"), (84, "seek_care today"), (85, "wait")]
)
def test_fever_or_wound_trouble_asks_for_care_today_for_84_days_after(event, days_ago, expected):
    person = Person(signs=(Sign.FEVER_OR_WOUND_TROUBLE,), events=(event(days_ago),))
    assert may(follow_on(person)) == expected


def test_a_planned_operation_does_not_make_fever_a_wound_infection():
    person = Person(signs=(Sign.FEVER_OR_WOUND_TROUBLE,), events=(surgery(-3),))
    assert may(follow_on(person)) == "wait"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([pregnancy(100)], "seek_care today"),
        ([pregnancy(0)], "seek_care today"),
        ([pregnancy(-21)], "seek_care today"),
        ([pregnancy(-22)], "seek_care soon"),
        ([pregnancy(100, ended_in=0)], "seek_care soon"),
        ([pregnancy(100, ended_in=1)], "seek_care today"),
        ([pregnancy(-5), birth(7)], "seek_care soon"),
        ([pregnancy(5), birth(-3)], "seek_care today"),
    ],
)
def test_bleeding_in_pregnancy_asks_for_care_today_while_the_pregnancy_goes_on(events, expected):
    person = Person(signs=(Sign.UNEXPECTED_BLEEDING,), events=tuple(events))
    assert may(follow_on(person)) == expected


@pytest.mark.parametrize("sign", SOON)
@pytest.mark.parametrize(("seen_in", "expected"), [(-1, "train"), (0, "train"), (1, "seek_care soon")])
def test_a_sign_that_a_professional_has_seen_no_longer_hinders_from_that_day(sign, seen_in, expected):
    person = Person(signs=(sign,), seen_for=(SeenFor(sign=sign, on=day(seen_in)),))
    assert may(follow_on(person)) == expected


def test_being_seen_for_one_sign_does_not_lift_another():
    person = Person(signs=(Sign.BLOOD_IN_URINE,), seen_for=(SeenFor(sign=Sign.BLOOD_IN_STOOL, on=day(-1)),))
    assert may(follow_on(person)) == "seek_care soon"


@pytest.mark.parametrize(
    ("sign", "events", "expected"),
    [
        *[(sign, (), "seek_care now") for sign in AT_ONCE],
        (Sign.FEVER_OR_WOUND_TROUBLE, (birth(20),), "seek_care today"),
        (Sign.UNEXPECTED_BLEEDING, (pregnancy(60),), "seek_care today"),
    ],
)
def test_being_seen_never_lifts_what_must_be_seen_now_or_today(sign, events, expected):
    person = Person(signs=(sign,), events=events, seen_for=(SeenFor(sign=sign, on=day(-1)),))
    assert may(follow_on(person)) == expected


# --- rules 4 and 6: dates


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        # surgery
        (surgery(0), "wait"),
        (surgery(84), "wait"),
        (surgery(85), "train"),
        (surgery(10, gentle_in=1), "wait"),
        (surgery(10, gentle_in=0), "gentle"),
        (surgery(83, gentle_in=-50), "gentle"),
        (surgery(84, gentle_in=-50), "train"),
        (surgery(10, cleared_in=1), "wait"),
        (surgery(200, cleared_in=1), "wait"),
        (surgery(10, gentle_in=-1, cleared_in=1), "gentle"),
        (surgery(84, gentle_in=-1, cleared_in=0), "gentle"),
        (surgery(85, gentle_in=-1, cleared_in=0), "train"),
        (surgery(200, gentle_in=1), "wait"),
        (surgery(-1, gentle_in=20, cleared_in=60), "train"),
        # birth
        (birth(0), "gentle"),
        (birth(41), "gentle"),
        (birth(42), "train"),
        (birth(5, gentle_in=1), "wait"),
        (birth(5, gentle_in=0), "gentle"),
        (birth(41, gentle_in=-30), "gentle"),
        (birth(42, gentle_in=-30), "train"),
        (birth(60, cleared_in=1), "gentle"),
        (birth(84, cleared_in=0), "gentle"),
        (birth(85, cleared_in=0), "train"),
        (birth(-1, gentle_in=1), "train"),
        # cancer treatment in the pelvis
        (PelvicCancerTreatment(on=day(0)), "wait"),
        (PelvicCancerTreatment(on=day(-84)), "wait"),
        (PelvicCancerTreatment(on=day(-85)), "train"),
        (PelvicCancerTreatment(on=day(-200), cleared_from=day(1)), "wait"),
        (PelvicCancerTreatment(on=day(-20), cleared_from=day(0)), "train"),
        (PelvicCancerTreatment(on=day(1)), "train"),
    ],
)
def test_the_dates_of_an_event_decide_when_one_begins(event, expected):
    assert may(follow_on(Person(events=(event,)))) == expected


@pytest.mark.parametrize(
    "event",
    [
        surgery(10),
        surgery(10, gentle_in=7),
        surgery(10, cleared_in=7),
        surgery(10, gentle_in=-2),
        surgery(10, gentle_in=-2, cleared_in=9),
        birth(10),
        birth(10, gentle_in=3),
        birth(10, gentle_in=-3),
        birth(10, cleared_in=30),
        birth(20, cleared_in=-1),
        PelvicCancerTreatment(on=day(-3)),
        PelvicCancerTreatment(on=day(-3), cleared_from=day(4)),
    ],
)
def test_until_is_the_first_day_on_which_the_date_no_longer_binds(event):
    # given a hindrance that a date alone decides
    person = Person(events=(event,))
    first = follow_on(person).clearance
    assert first.until is not None
    # then it is named on the last day, and no longer on that day
    reason = first.because[0].reason
    assert reason in hindrances(follow_on(person, on=first.until - timedelta(1)))
    assert reason not in hindrances(follow_on(person, on=first.until))


def test_until_is_unknown_when_a_sign_hinders_as_much_as_a_date():
    person = Person(signs=(Sign.FEVER,), events=(surgery(10, gentle_in=5),))
    assert follow_on(person).clearance.until is None


def test_of_two_operations_the_later_date_binds():
    person = Person(events=(surgery(10, gentle_in=5), surgery(2, gentle_in=9)))
    assert follow_on(person).clearance.until == day(9)


# --- rules 5 to 7: pain, soft squeezes, pain at sex


@pytest.mark.parametrize(
    "told", [{"pain": True}, {"ended": Ended.PAIN}, {"ended": Ended.PAIN, "told": False}]
)
@pytest.mark.parametrize("when", [0, -1])
def test_a_session_that_hurt_leads_to_letting_go(told, when):
    # given a round yesterday or today that hurt, however that was told
    story = Story(knowing())
    log = [session(day(when), story.plan(day(-2)).doses, **told)]
    plan = follow_on(knowing(), log)
    # then only letting go is left, without any squeeze
    assert may(plan) == "relax"
    assert hindrances(plan) == ["session_hurt"]
    assert exercises(plan) == ["breathing", "relaxation"]


def test_letting_go_is_breathing_and_relaxation_up_to_three_times_a_day():
    plan = follow_on(Person(signs=(Sign.PELVIC_PAIN,)))
    assert [(each.reps, each.hold_s, each.rest_s, each.effort) for each in plan.doses] == [
        (5, 4, 6, Effort.NONE),
        (5, 5, 10, Effort.NONE),
    ]
    assert plan.stage == "relax"
    assert (plan.rhythm.per_day.min, plan.rhythm.per_day.max) == (1, 3)


def test_soft_squeezes_are_light_short_and_without_endurance():
    plan = follow_on(Person(events=(birth(3),)))
    soft = dose(plan, Exercise.CIRCULATION)
    assert (soft.effort, soft.hold_s, soft.rest_s) == (Effort.LIGHT, 2, 4)
    assert 5 <= soft.reps <= 10
    assert set(exercises(plan)) <= {"circulation", "breathing"}
    assert (plan.rhythm.per_day.min, plan.rhythm.per_day.max) == (1, 3)


def test_three_painless_gentle_dates_lead_from_clearance_to_training():
    # given a birth with clearance long reached, six weeks ago
    story = Story(Person(events=(birth(45, cleared_in=-5),)))
    # when soft squeezes are done on two dates, three times on the second
    story.train()
    story.train(each=lambda on, plan: [session(on, plan.doses, hour=hour) for hour in (7, 12, 18)])
    assert story.plan().stage == "gentle"
    # then the third date opens for training
    assert story.train().stage == "find"


def test_soft_squeezes_before_the_event_do_not_count_after_it():
    # given three gentle dates after a birth a year ago, and an operation now
    soft = follow_on(Person(events=(birth(0),))).doses
    log = [session(day(-360 + number), soft) for number in range(3)]
    person = Person(events=(birth(365), surgery(20, gentle_in=-10, cleared_in=-1)))
    assert may(follow_on(person, log)) == "gentle"


def test_gentle_rounds_never_count_towards_build():
    story = Story(Person(events=(birth(0, cleared_in=30),)))
    assert story.train(30).stage == "find"
    assert story.train(2).stage == "find"
    assert story.train().stage == "build"


def test_after_soft_squeezes_the_technique_is_found_anew_when_something_was_logged():
    story = Story(knowing(events=(birth(0),)))
    assert story.train(42).stage == "find"


def test_without_any_log_what_was_found_stands_after_the_gentle_time():
    story = Story(knowing(events=(birth(0),)))
    assert story.plan(day(41)).stage == "gentle"
    assert story.plan(day(42)).stage == "build"


def test_training_goes_on_until_the_day_of_a_planned_operation_and_starts_anew_after_it():
    # given someone at the targets, and an operation in ten days with dates
    story = Story(knowing(capacity=measured(), events=(surgery(-10, gentle_in=12, cleared_in=20),)))
    story.train(9)
    assert (story.plan().stage, story.plan().countdown.to, story.plan().countdown.days) == (
        "build",
        "surgery",
        1,
    )
    assert (may(story.plan(day(10))), story.plan(day(10)).countdown) == ("wait", None)
    assert may(story.plan(day(12))) == "gentle"
    # when eight days of soft squeezes have passed, and clearance comes
    story.skip(3)
    story.train(8)
    # then finding begins again
    assert (may(story.plan()), story.plan().stage) == ("train", "find")
    assert "find_anew" in whys(story.plan())


def test_a_sore_wound_alone_means_soft_squeezes_on_the_side():
    plan = follow_on(knowing(signs=(Sign.WOUND_SORE,), position=Position.SITTING))
    assert (may(plan), plan.position) == ("gentle", Position.SIDE)
    assert "hand_on_belly" not in [each.because.reason for each in plan.advice]
    assert Exercise.FUNCTIONAL not in [each.exercise for each in plan.doses]


def test_pain_at_sex_lets_go_first_and_keeps_from_maximum_until_three_rounds_let_go():
    # given pain at sex, and a person who knows the squeeze
    story = Story(knowing(signs=(Sign.PAIN_AT_SEX,)))
    for let_go in (True, False, True):
        assert exercises(story.plan())[0] == "relaxation"
        assert Effort.MAX not in [each.effort for each in story.plan().doses]
        story.round(let_go=let_go)
    assert Effort.MAX not in [each.effort for each in story.plan().doses]
    # when the third round lets go fully
    plan = story.round()
    # then full force is open, letting go still first
    assert dose(plan, Exercise.STRENGTH).effort is Effort.MAX
    assert exercises(plan)[0] == "relaxation"


def test_pain_at_sex_lets_go_first_while_finding_too():
    assert exercises(follow_on(Person(signs=(Sign.PAIN_AT_SEX,)))) == ["relaxation", "find"]


# --- the latest word


def test_a_same_day_check_without_signs_lifts_other_signs_at_once():
    log = [check(day(-1), Sign.FEVER, Sign.BLOOD_IN_URINE)]
    assert may(follow_on(Person(), log)) == "seek_care soon"
    assert may(follow_on(Person(), [*log, check(day(0))])) == "train"


def test_a_check_overrules_the_persons_undated_signs():
    assert may(follow_on(Person(signs=(Sign.FEVER,)), [check(day(-30))])) == "train"


def test_a_dated_answer_overrules_an_older_check_and_yields_to_a_newer():
    person = Person(signs=(Sign.FEVER,), signs_on=day(-5))
    assert may(follow_on(person, [check(day(-6))])) == "wait"
    assert may(follow_on(person, [check(day(-4))])) == "train"


def test_a_check_that_did_not_ask_about_signs_lifts_nothing():
    story = Story(Person(signs=(Sign.FEVER,)))
    assert may(follow_on(story.person, [say(day(-1), stronger=True)])) == "wait"


def test_of_two_checks_the_later_moment_counts():
    log = [check(day(-1), Sign.FEVER, hour=20), check(day(-1), hour=8)]
    assert may(follow_on(Person(), log)) == "wait"


def test_lines_after_the_day_are_ignored():
    assert may(follow_on(Person(), [check(day(1), Sign.FEVER)])) == "train"
