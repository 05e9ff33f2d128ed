"""What has been earned is offered: fewer days (R22), keeping on (R30), and what leaked once more (R35)."""

import pytest

from knipa.training.exercise import Movement
from knipa.training.person import Absence, Pause, Pregnancy, Sign, Situation, Unable
from knipa.training.plan import Offer
from knipa.training.session_log import Contact
from training.builders import (
    Story,
    advice,
    check,
    day,
    functional_story,
    knowing,
    measured,
    moves,
    say,
    whys,
    with_trouble,
)


def strong_story(**answers):
    """Three sure rounds at every target."""
    story = Story(knowing(capacity=measured(), **answers))
    story.train(3)
    return story


# --- fewer days a week


def test_sure_and_strong_is_offered_fewer_days():
    story = Story(knowing(capacity=measured()))
    assert story.train(2).offer is None
    assert story.train().offer is Offer.STEP_DOWN


def test_below_the_strength_that_is_aimed_for_nothing_is_offered():
    assert Story(knowing(capacity=measured(6, 8))).train(3).offer is None


def test_a_round_that_was_not_clear_takes_the_offer_back():
    story = strong_story()
    assert story.round(contact=Contact.FAINT).offer is None


def test_who_has_said_stronger_is_not_asked():
    assert strong_story(stronger=True).plan().offer is not Offer.STEP_DOWN


def test_an_answer_is_heard_the_same_day():
    story = strong_story()
    story.log.append(say(story.today, stronger=True))
    assert story.plan().offer is None


def test_choosing_it_is_what_makes_it():
    story = strong_story()
    assert story.plan().rhythm.days_per_week.min == 7
    story.log.append(say(story.today, stronger=True))
    assert story.train().rhythm.days_per_week.min == 3


def test_not_yet_rests_for_four_weeks():
    story = strong_story()
    story.log.append(say(story.today, stronger=False))
    assert [story.train().offer for _ in range(27)] == [None] * 27
    assert story.train().offer is Offer.STEP_DOWN


# --- keeping what is reached


def test_every_target_and_fewer_days_lead_to_keeping_four_weeks_after_the_word():
    story = strong_story()
    story.log.append(say(story.today, stronger=True))
    assert story.train(27).offer is None
    assert story.train().offer is Offer.MAINTAIN


def test_four_weeks_at_every_target_are_enough_where_fewer_days_are_not_wished():
    # given someone at every target since the day before the first, whose technique wavers
    story = Story(knowing(capacity=measured()))
    story.train(26)
    assert story.round(contact=Contact.FAINT).offer is Offer.MAINTAIN
    early = Story(knowing(capacity=measured()))
    early.train(25)
    assert early.round(contact=Contact.FAINT).offer is None


@pytest.mark.parametrize("word", [{"enough": False}, {"worse": True}])
def test_who_finds_it_not_enough_is_not_asked_whether_they_are_satisfied(word):
    story = Story(knowing(capacity=measured(), stronger=True))
    assert story.train(3).offer is Offer.MAINTAIN
    story.log.append(say(story.today, **word))
    assert story.train().offer is None


def test_who_keeps_is_offered_nothing_more():
    assert strong_story(satisfied=True, stronger=True).plan().offer is None


def test_in_a_pregnancy_keeping_is_not_offered():
    person = {"stronger": True, "events": (Pregnancy(due=day(100)),)}
    assert strong_story(**person).plan().offer is None


def test_who_comes_back_trains_first():
    story = strong_story()
    assert story.skip(5).offer is Offer.STEP_DOWN
    assert story.skip(1).offer is None
    assert story.train().offer is Offer.STEP_DOWN


def test_after_a_gap_the_old_dose_comes_first():
    story = strong_story(stronger=True)
    assert story.plan().offer is Offer.MAINTAIN
    assert story.skip(40).offer is None


@pytest.mark.parametrize("sign", [Sign.PELVIC_PAIN, Sign.FEVER])
def test_nothing_is_offered_where_one_may_not_train(sign):
    story = strong_story()
    story.log.append(check(story.today, sign))
    assert story.plan().offer is None


def test_nothing_is_offered_in_a_pause():
    pause = Pause(from_=day(3), to=day(9), why=Absence.ILL)
    assert strong_story(pauses=(pause,)).plan().offer is None


# --- what was given up because it leaked


def test_what_leaked_is_left_be_until_building_has_reached_its_goals():
    # given someone who leaks when running, one step below the last target
    story = Story(knowing(trouble_when=(Situation.RUN,), capacity=measured(endurance_s=55)))
    assert "leave_leaking_exercise" in advice(story.train(2))
    # when the last step is taken
    plan = story.train()
    # then it may be taken up again, and that is news once
    assert "take_up_again" in advice(plan)
    assert "leave_leaking_exercise" not in advice(plan)
    assert "take_up_again" in whys(plan)
    assert "take_up_again" not in whys(story.train())
    assert [each.because.reason for each in story.plan().progress.changes].count("take_up_again") == 1


def test_a_self_test_alone_is_no_goal_reached_by_building():
    story = Story(knowing(trouble_when=(Situation.JUMP,), capacity=measured()))
    assert "leave_leaking_exercise" in advice(story.train(5))
    story.until("functional")
    assert "take_up_again" in advice(story.plan())


def test_who_cannot_stand_takes_it_up_again_too():
    story = Story(
        knowing(trouble_when=(Situation.RUN,), cannot=(Unable.STANDING,), capacity=measured(endurance_s=55))
    )
    assert "take_up_again" in advice(story.train(3))


def test_hard_training_keeps_its_own_advice():
    story = Story(knowing(trouble_when=(Situation.HARD_TRAINING,), capacity=measured(endurance_s=55)))
    assert {"take_up_again", "hard_training"} <= {*advice(story.train(3))}


def test_who_names_no_exercise_hears_nothing_of_it():
    assert "take_up_again" not in whys(Story(knowing(capacity=measured(endurance_s=55))).train(3))


def test_a_movement_that_leaked_is_told_of_when_it_is_offered_again():
    story = functional_story(Situation.JUMP)
    plan = story.train(each=with_trouble(Movement.JUMP))
    assert "leave_leaking_exercise" in advice(plan)  # it leaks now, whatever has been reached
    assert "movement_again" not in whys(story.train(26))
    plan = story.train()
    assert moves(plan) == ["jump"]
    assert "movement_again" in whys(plan)
    assert "movement_again" not in whys(story.train())  # it has been done, and went well


def test_a_movement_that_leaks_again_rests_again():
    story = functional_story(Situation.JUMP)
    story.train(each=with_trouble(Movement.JUMP))
    story.train(27)
    plan = story.train(each=with_trouble(Movement.JUMP))
    assert moves(plan) == ["lift"]
    assert "movement_later" in whys(plan)
