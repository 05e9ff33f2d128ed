"""RULES.md, "standing", "functional" and "maintain" (R11, R27, R28, R30, R35)."""

import pytest

from knipa.training.exercise import Effort, Exercise, Movement, Position
from knipa.training.person import Birth, BirthMode, Operation, Person, Pregnancy, Situation, Surgery, Unable
from knipa.training.session_log import Contact, Ease
from training.builders import (
    Story,
    day,
    did,
    doses_of,
    exercises,
    follow_on,
    functional_story,
    knowing,
    levels,
    measured,
    moves,
    rhythm,
    say,
    session,
    whys,
    with_trouble,
)

# --- standing


def test_fourteen_dates_of_clear_rounds_in_build_lead_to_standing():
    story = Story(knowing())
    plan = story.train(13)
    assert (plan.stage, plan.position) == ("build", Position.SUPINE)
    plan = story.train()
    assert (plan.stage, plan.position) == ("standing", Position.STANDING)
    assert exercises(plan) == ["strength", "fast", "endurance"]


@pytest.mark.parametrize("poor", [{"contact": Contact.FAINT}, {"ease": Ease.HARD}])
def test_a_round_that_was_not_clear_or_was_hard_breaks_the_run_to_standing(poor):
    story = Story(knowing())
    story.train(13)
    story.round(**poor)
    assert story.train(13).stage == "build"
    assert story.train().stage == "standing"


def test_the_rounds_of_finding_do_not_count_towards_standing():
    story = Story()
    assert story.train(3 + 13).stage == "build"
    assert story.train().stage == "standing"


def test_who_cannot_stand_goes_on_in_the_position_that_is_clear():
    plan = Story(knowing(cannot=(Unable.STANDING,))).train(20)
    assert (plan.stage, plan.position) == ("build", Position.SUPINE)
    assert "not_standing" in whys(plan)


def test_heavier_means_lying_or_all_fours_next_and_standing_when_it_has_passed():
    story = Story(knowing(position=Position.SITTING))
    story.train(14)
    assert story.plan().position is Position.STANDING
    plan = story.round(heavier=True)
    assert plan.position in (Position.SUPINE, Position.SIDE, Position.ALL_FOURS)
    assert plan.stage == "build"
    assert story.round(heavier=False).position is Position.STANDING


def test_heavier_never_chooses_a_position_that_the_body_does_not_take():
    story = Story(knowing(cannot=(Unable.SUPINE,)))
    assert story.round(heavier=True).position is Position.SIDE


# --- functional


def test_functional_is_reached_from_standing_at_six_seconds_ten_times():
    # given a person one step below the strength that is asked for
    story = Story(knowing(capacity=measured(6, 9, 10, 60)))
    story.train(2, each=lambda on, plan: session(on, [did(each, reps=1) for each in plan.doses]))
    stages = [str(story.plan().stage)]
    stages += [str(story.train(each=short_strength).stage) for _ in range(18)]
    assert "functional" not in stages
    assert stages[-1] == "standing"
    # when strength reaches its target, standing
    story.until("functional", most=4)
    assert levels(story.plan())[0] == (6, 10)


def short_strength(on, plan):
    strength, *rest = plan.doses
    return session(on, [did(strength, reps=strength.reps - 1), *rest], position=plan.position)


def test_strength_reached_lying_is_not_yet_functional():
    story = Story(knowing(capacity=measured()))
    assert story.train(13).stage == "build"
    assert story.train().stage == "standing"


def test_the_functional_round_has_the_movements_before_endurance():
    plan = functional_story().plan()
    assert exercises(plan) == ["strength", "fast", *["functional"] * 3, "endurance"]
    assert moves(plan) == ["rise", "walk", "lift"]
    assert {
        (each.reps, each.hold_s, each.rest_s, each.effort)
        for each in doses_of(Exercise.FUNCTIONAL, plan.doses)
    } == {(3, 5, 5, Effort.NEAR)}


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        ((Situation.COUGH_SNEEZE_LAUGH,), {"cough"}),
        ((Situation.RISE,), {"rise"}),
        ((Situation.WALK,), {"walk"}),
        ((Situation.LIFT,), {"lift"}),
        ((Situation.RUN,), {"jump"}),
        ((Situation.JUMP,), {"jump"}),
        ((Situation.RUN, Situation.JUMP), {"jump"}),
        ((Situation.HARD_TRAINING,), {"lift"}),
        ((Situation.URGE,), {"walk"}),
        ((Situation.SEX, Situation.ALL_DAY), {"rise", "walk", "lift"}),
        ((Situation.SEX, Situation.URGE), {"walk"}),
    ],
)
def test_the_movements_come_from_where_trouble_is_noticed(trouble, expected):
    assert {*moves(functional_story(*trouble).plan())} == expected


def test_there_are_at_most_three_movements_and_none_twice():
    chosen = moves(functional_story(*Situation).plan())
    assert len(chosen) == len({*chosen}) == 3


@pytest.mark.parametrize(
    ("trouble", "cannot", "expected"),
    [
        ((Situation.JUMP,), (Unable.JUMP,), ["lift"]),
        ((Situation.JUMP,), (Unable.JUMP, Unable.LIFT), ["walk"]),
        ((Situation.LIFT,), (Unable.LIFT,), ["walk"]),
        ((), (Unable.LIFT,), ["rise", "walk"]),
    ],
)
def test_a_movement_that_the_body_does_not_do_is_never_asked_for(trouble, cannot, expected):
    assert moves(functional_story(*trouble, cannot=cannot).plan()) == expected


@pytest.mark.parametrize(
    ("situation", "movement", "easier"),
    [
        (Situation.JUMP, Movement.JUMP, Movement.LIFT),
        (Situation.LIFT, Movement.LIFT, Movement.WALK),
        (Situation.WALK, Movement.WALK, Movement.RISE),
        (Situation.COUGH_SNEEZE_LAUGH, Movement.COUGH, Movement.RISE),
    ],
)
def test_a_movement_with_trouble_gives_way_to_the_next_easier_for_28_days(situation, movement, easier):
    story = functional_story(situation)
    told = story.today
    plan = story.train(each=with_trouble(movement))
    assert moves(plan) == [easier]
    assert "movement_later" in whys(plan)
    plan = story.train(26)
    assert ((story.today - told).days, moves(plan)) == (27, [easier])
    plan = story.train()
    assert ((story.today - told).days, moves(plan)) == (28, [movement])


def test_when_the_easier_movement_has_trouble_too_it_gives_way_again():
    story = functional_story(Situation.JUMP)
    story.train(each=with_trouble(Movement.JUMP))
    assert moves(story.train(each=with_trouble(Movement.LIFT))) == ["walk"]


def test_heaviness_leaves_the_movements_out_with_the_standing():
    story = functional_story()
    plan = story.round(heavier=True)
    assert moves(plan) == []
    assert moves(story.round()) == ["rise", "walk", "lift"]


# --- maintain


def test_satisfied_keeps_the_dose_once_a_day_one_to_three_days_a_week():
    story = Story(knowing(capacity=measured(4, 7, 8, 25)))
    story.train(2)
    story.log.append(say(story.today, satisfied=True))
    plan = story.train()
    kept = levels(plan)
    assert (plan.stage, rhythm(plan)) == ("maintain", (1, 1, 1, 3))
    assert levels(story.train(12)) == kept


def test_three_days_in_a_week_are_enough_in_maintain():
    story = Story(knowing(satisfied=True))
    assert story.train(2).today.rest_day is False
    assert story.train().today.rest_day is True
    assert story.plan(day(6)).today.rest_day is True
    assert story.plan(day(7)).today.rest_day is False


def test_satisfied_while_finding_does_not_keep_anything_yet():
    assert follow_on(Person(satisfied=True)).stage == "find"


def test_no_longer_satisfied_leads_back_to_the_stage_earned():
    story = functional_story()
    story.log.append(say(story.today, satisfied=True))
    assert story.skip(1).stage == "maintain"
    story.log.append(say(story.today, satisfied=False))
    plan = story.skip(1)
    assert plan.stage == "functional"
    assert rhythm(plan) == (1, 3, 7, 7)


def test_maintain_keeps_the_movements_that_were_earned():
    story = functional_story(Situation.LIFT)
    story.log.append(say(story.today, satisfied=True))
    assert moves(story.skip(1)) == ["lift"]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (Pregnancy(due=day(100)), "build"),
        (Pregnancy(due=day(100), ended=day(0)), "maintain"),
        (Pregnancy(due=day(400)), "maintain"),
        (Pregnancy(due=day(-22)), "maintain"),
        (Surgery(operation=Operation.HYSTERECTOMY, on=day(-500)), "maintain"),
        (Surgery(operation=Operation.HYSTERECTOMY, on=day(30)), "maintain"),
    ],
)
def test_a_current_pregnancy_leads_back_to_the_stage_earned(event, expected):
    plan = follow_on(knowing(satisfied=True, events=(event,)), [say(day(-3), satisfied=True)])
    assert plan.stage == expected


def test_an_operation_after_the_answer_leads_back_until_one_is_satisfied_again():
    # given "satisfied" before an operation whose locks have passed
    operation = Surgery(operation=Operation.PROLAPSE, on=day(-100))
    person = knowing(events=(operation,))
    assert follow_on(person, [say(day(-101), satisfied=True)]).stage == "build"
    assert follow_on(person, [say(day(-99), satisfied=True)]).stage == "maintain"


@pytest.mark.parametrize(("first_line", "expected"), [(-101, "build"), (-99, "maintain")])
def test_an_undated_answer_was_given_before_the_first_line(first_line, expected):
    operation = Surgery(operation=Operation.PROLAPSE, on=day(-100))
    person = knowing(satisfied=True, events=(operation,))
    assert follow_on(person, [say(day(first_line), stronger=True)]).stage == expected


def test_a_birth_leads_through_soft_squeezes_back_to_finding_not_to_what_was_kept():
    story = Story(knowing(satisfied=True, events=(Birth(on=day(2), mode=BirthMode.VAGINAL),)))
    assert story.train(2).stage == "gentle"
    assert story.train(42).stage == "find"
    assert story.train(3).stage == "build"
