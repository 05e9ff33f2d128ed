"""The twenty people of docs/rules/people.md: each gets what a physiotherapist would expect."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from knipa.contract import built_in
from knipa.demo import cast
from knipa.demo.life import WELL, Life
from knipa.training.exercise import Effort, Exercise, Movement, Position
from knipa.training.person import Absence, Birth, BirthMode, Pause, Person, Sign, Tear
from knipa.training.plan import Plan
from knipa.training.programme import Stage
from knipa.training.screening import May, Urgency
from knipa.training.session_log import Contact, Ease, Ended

DAY = date(2026, 3, 2)  # a Monday


def days(count: int) -> timedelta:
    return timedelta(count)


def life(member: str, on: date = DAY) -> Life:
    return Life(built_in("1177"), cast.CAST[member](on))


def exercises(plan: Plan) -> list[Exercise]:
    return [dose.exercise for dose in plan.doses]


def advice(plan: Plan) -> list[str]:
    return [str(each.because.reason) for each in plan.advice]


def why(plan: Plan) -> list[str]:
    return [str(each.reason) for each in plan.because]


def dose(plan: Plan, exercise: Exercise) -> tuple[int, int]:
    """Return repetitions and seconds."""
    return next((each.reps, each.hold_s) for each in plan.doses if each.exercise is exercise)


def test_anna_five_weeks_after_birth_squeezes_softly_until_six_weeks() -> None:
    anna = life("anna")
    now = anna.plan(DAY)
    assert now.clearance.may is May.GENTLE
    assert now.clearance.until == DAY + days(7)
    assert all(each.effort in (Effort.LIGHT, Effort.NONE) for each in now.doses)
    assert "after_birth" in advice(now)

    anna.train_days(DAY, 7)
    then = anna.plan(DAY + days(7))
    assert then.clearance.may is May.TRAIN
    assert then.stage is Stage.FIND  # soft squeezes never count towards building


def test_bengt_trains_before_waits_with_the_catheter_then_begins_softly() -> None:
    bengt = life("bengt")
    before = bengt.plan(DAY)
    assert before.stage is Stage.BUILD
    assert before.countdown
    assert (before.countdown.to, before.countdown.days) == ("surgery", 21)
    bengt.train_days(DAY, 21)

    operated = DAY + days(21)
    bengt.say(operated + days(5), signs=[Sign.CATHETER])
    five_days = bengt.plan(operated + days(5))
    assert five_days.clearance.may is May.WAIT
    assert five_days.doses == []
    assert five_days.countdown is None

    bengt.say(operated + days(14), signs=[])
    soft = bengt.plan(operated + days(14))
    assert soft.clearance.may is May.GENTLE
    assert soft.clearance.until == operated + days(28)
    bengt.train_days(operated + days(14), 14)
    five_weeks = bengt.plan(operated + days(35))
    assert five_weeks.stage is Stage.FIND


def test_cecilia_four_days_after_caesarean_gets_soft_squeezes_on_her_side() -> None:
    plan = life("cecilia").plan(DAY)
    assert plan.clearance.may is May.GENTLE
    assert plan.position is Position.SIDE
    assert "hand_on_belly" not in advice(plan)
    assert dose(plan, Exercise.CIRCULATION)[1] == 2


def test_disa_with_a_severe_tear_who_leaks_stool_is_told_to_seek_care_beside_soft_squeezes() -> None:
    plan = life("disa").plan(DAY)
    assert plan.stage is Stage.GENTLE
    care = next(each for each in plan.advice if each.because.reason == "care_after_birth")
    assert care.urgency is Urgency.SOON
    assert "your_rights" in advice(plan)


def test_erika_with_pain_at_sex_alone_lets_go_first_and_nothing_is_at_maximum() -> None:
    erika = life("erika")
    plan = erika.plan(DAY)
    assert plan.clearance.may is May.TRAIN
    assert exercises(plan)[0] is Exercise.RELAXATION
    assert Effort.MAX not in [each.effort for each in plan.doses]
    assert "leave_leaking_exercise" in advice(plan)

    after = DAY + days(3)
    for step in range(3):
        erika.train(DAY + days(step))
    assert Effort.MAX in [each.effort for each in erika.plan(after).doses]


def test_fatima_in_week_30_trains_and_counts_down() -> None:
    plan = life("fatima").plan(DAY)
    assert plan.stage is Stage.FIND
    assert plan.countdown
    assert plan.countdown.to == "birth"
    assert "no_stimulator" in advice(plan)


def test_greta_whose_pregnancy_ended_meets_no_countdown_and_a_neutral_question() -> None:
    plan = life("greta").plan(DAY)
    assert plan.countdown is None
    assert "how_do_things_stand" in advice(plan)
    assert "no_stimulator" not in advice(plan)
    assert plan.clearance.may is May.TRAIN


def test_hillevi_with_heaviness_trains_lying_and_never_stands_after_a_heavy_round() -> None:
    hillevi = life("hillevi")
    assert hillevi.plan(DAY).position is Position.SUPINE
    end = hillevi.train_days(DAY, 20)
    assert hillevi.plan(end).position is Position.STANDING
    hillevi.train(end, replace(WELL, heavier=True))
    eased = hillevi.plan(end + days(1))
    assert eased.position in (Position.SUPINE, Position.SIDE, Position.ALL_FOURS)
    assert "heavier" in why(eased)


def test_ingvar_who_stays_at_home_is_pointed_to_care_while_he_trains() -> None:
    plan = life("ingvar").plan(DAY)
    assert plan.stage is Stage.FIND
    assert advice(plan).index("care_avoids") < advice(plan).index("your_rights")
    assert "good_for_the_floor" in advice(plan)


def test_jasmin_with_urge_learns_to_stand_still_and_squeeze() -> None:
    plan = life("jasmin").plan(DAY)
    assert {"urge", "menopause", "knack"} <= {*advice(plan)}
    assert exercises(plan)[-1] is Exercise.ENDURANCE


def test_karin_who_feels_nothing_at_week_four_is_advised_help_and_never_a_higher_dose() -> None:
    karin = life("karin")
    nothing = replace(WELL, contact=Contact.NONE, ease=Ease.HARD)
    first = karin.plan(DAY)
    end = karin.train_days(DAY, 28, nothing)
    plan = karin.plan(end)
    assert plan.stage is Stage.FIND
    assert "care_cannot_find" in advice(plan)
    assert plan.doses == first.doses
    assert len({line.position for line in karin.log if line.kind == "session"}) == 4


def test_lovisa_a_strong_athlete_starts_at_her_capacity_and_is_told_of_the_heaviest_exercise() -> None:
    plan = life("lovisa").plan(DAY)
    assert dose(plan, Exercise.STRENGTH) == (10, 6)  # capped at the target
    assert dose(plan, Exercise.ENDURANCE) == (1, 60)
    assert {"hard_training", "leave_leaking_exercise"} <= {*advice(plan)}


def test_maja_with_flu_waits_and_goes_on_one_dose_as_before_when_it_is_over() -> None:
    maja = life("maja")
    ill = maja.train_days(DAY, 40)
    before = maja.plan(ill)
    maja.say(ill, signs=[Sign.FEVER])
    assert maja.plan(ill).clearance.may is May.WAIT
    well = ill + days(6)
    maja.say(well, signs=[])
    assert maja.plan(well).doses == before.doses
    assert "knack" in advice(maja.plan(well))


def test_nils_with_copd_gets_the_squeeze_before_the_cough_first_of_all() -> None:
    plan = life("nils").plan(DAY)
    assert advice(plan)[:2] == ["knack", "knack_for_cough"]
    assert plan.stage is Stage.BUILD


def test_olga_who_cannot_kneel_is_never_put_on_all_fours_nor_asked_to_jump() -> None:
    olga = life("olga")
    day = DAY
    seen = set()
    for _ in range(60):
        plan = olga.train(day)
        seen |= {plan.position, *(each.movement for each in plan.doses)}
        day += days(1)
    assert olga.plan(day).stage is Stage.FUNCTIONAL
    assert Position.ALL_FOURS not in seen
    assert Movement.JUMP not in seen
    assert Movement.RISE in seen


def test_per_whose_blood_in_the_urine_is_examined_may_train() -> None:
    per = life("per")
    assert per.plan(DAY).clearance.may is May.TRAIN
    unseen = replace(per.person, seen_for=())
    assert replace(per, person=unseen).plan(DAY).clearance.urgency is Urgency.SOON


def test_rut_after_two_months_finds_the_squeeze_once_and_goes_on_with_half() -> None:
    rut = life("rut")
    end = rut.train_days(DAY, 31)
    before = rut.plan(end)
    back = end + days(60)
    first = rut.plan(back)
    assert (first.stage, exercises(first)) == (Stage.FIND, [Exercise.FIND])
    rut.train(back)
    after = rut.plan(back + days(1))
    assert after.stage is not Stage.FIND
    assert dose(after, Exercise.ENDURANCE)[1] == dose(before, Exercise.ENDURANCE)[1] // 2
    assert "daily_until_back" in why(after)
    assert after.rhythm
    assert after.rhythm.days_per_week.min == 7


def test_sara_pauses_while_ill_and_comes_back_one_step_lower_without_reproach() -> None:
    sara = life("sara")
    end = sara.train_days(DAY, 25)
    before = sara.plan(end)
    pause = Pause(from_=end, to=end + days(15), why=Absence.ILL)
    sara.person = replace(sara.person, pauses=(pause,))
    assert sara.plan(end + days(3)).today.rest_day
    back = sara.plan(end + days(16))
    assert not back.today.rest_day
    assert dose(back, Exercise.ENDURANCE)[1] == dose(before, Exercise.ENDURANCE)[1] - 5


def test_tove_finishes_and_keeps_her_dose_for_two_years() -> None:
    tove = life("tove")
    end = tove.train_days(DAY, 80)
    reached = tove.plan(end)
    assert reached.stage is Stage.FUNCTIONAL
    tove.say(end, satisfied=True)
    day = end + days(1)
    kept = tove.plan(day)
    assert kept.stage is Stage.MAINTAIN
    assert kept.doses == reached.doses
    assert kept.rhythm
    assert (kept.rhythm.per_day.max, kept.rhythm.days_per_week.min, kept.rhythm.days_per_week.max) == (
        1,
        1,
        3,
    )
    day = tove.train_days(day, 730, every=5)
    assert tove.plan(day).stage is Stage.MAINTAIN
    assert tove.plan(day).doses == reached.doses


def test_ulf_who_trains_although_he_is_to_wait_earns_no_step_and_pain_still_stops_him() -> None:
    ulf = life("ulf")
    assert ulf.plan(DAY).clearance.may is May.WAIT
    hard = life("maja").plan(DAY).doses
    for step in range(20):
        ulf.did(DAY + days(step), hard)
    assert ulf.plan(DAY + days(20)).clearance.may is May.WAIT
    free = DAY + days(64)
    later = ulf.plan(free)
    assert later.clearance.may is May.TRAIN
    assert dose(later, Exercise.STRENGTH) == (5, 3)
    ulf.did(free, hard, ended=Ended.PAIN, felt=None)
    assert ulf.plan(free).clearance.may is May.RELAX


def test_the_cast_is_twenty_and_each_has_a_story() -> None:
    assert len(cast.CAST) == 20
    assert all(member.__doc__ for member in cast.CAST.values())


@pytest.mark.parametrize("member", cast.CAST)
def test_everyone_can_live_a_month_by_the_plan(member: str) -> None:
    someone = life(member)
    for step in range(30):
        plan = someone.train(DAY + days(step))
        assert plan.because
    assert isinstance(someone.person, Person)


def test_a_birth_with_dates_goes_from_waiting_to_soft_to_finding() -> None:
    birth = Birth(
        on=DAY, mode=BirthMode.VAGINAL, tear=Tear.THIRD_OR_FOURTH,
        gentle_from=DAY + days(7), cleared_from=DAY + days(50),
    )  # fmt: skip
    mother = Life(built_in("1177"), Person(events=(birth,)))
    assert mother.plan(DAY + days(6)).clearance.may is May.WAIT
    assert mother.plan(DAY + days(7)).clearance.may is May.GENTLE
    mother.train_days(DAY + days(48), 2)
    assert mother.plan(DAY + days(50)).clearance.may is May.GENTLE  # two of three soft dates
    mother.train(DAY + days(50))
    assert mother.plan(DAY + days(51)).stage is Stage.FIND
