"""RULES.md, "find" (R9-R17): the squeeze is found, in the position where it is felt."""

import pytest

from knipa.training.exercise import Effort, Exercise, Position
from knipa.training.person import Motive, Person, Sign, Unable
from knipa.training.session_log import Contact, Ease
from training.builders import Story, advice, exercises, follow_on, knowing, rhythm, say, session, whys


def test_a_new_person_finds_the_squeeze_moderately_ten_times_three_times_a_day():
    plan = follow_on(Person())
    (find,) = plan.doses
    assert plan.stage == "find"
    assert (find.exercise, find.effort, find.hold_s, find.reps, find.rest_s) == (
        "find",
        Effort.MODERATE,
        3,
        10,
        3,
    )
    assert rhythm(plan) == (3, 3, 7, 7)


def test_a_person_who_knows_the_squeeze_begins_by_building():
    assert follow_on(knowing()).stage == "build"


def test_an_easy_clear_run_that_reaches_three_dates_leads_to_building():
    story = Story()
    assert [story.train().stage for _ in range(3)] == ["find", "find", "build"]


def test_three_good_rounds_on_one_date_are_one_date():
    story = Story()
    story.train(each=lambda on, plan: [session(on, plan.doses, hour=hour) for hour in (7, 12, 18)])
    story.train()
    assert story.plan().stage == "find"


@pytest.mark.parametrize(
    "feeling",
    [
        {"ease": Ease.RIGHT},
        {"ease": Ease.HARD},
        {"contact": Contact.FAINT},
        {"contact": Contact.NONE},
        {"let_go": False},
    ],
)
def test_a_round_that_is_not_easy_clear_and_let_go_breaks_the_run(feeling):
    story = Story()
    story.train(2)
    story.round(**feeling)
    assert story.train(2).stage == "find"
    assert story.train().stage == "build"


def test_a_poor_round_later_on_the_third_date_breaks_the_run():
    story = Story()
    story.train(2)
    story.log.append(session(story.today, story.plan().doses, hour=7))
    story.log.append(session(story.today, story.plan().doses, hour=20, contact=Contact.FAINT))
    assert story.skip(1).stage == "find"


def test_a_round_without_a_word_neither_counts_nor_breaks():
    story = Story()
    story.train(2)
    assert story.round(told=False).stage == "find"
    assert story.train().stage == "build"


def test_the_run_may_have_days_between_its_dates():
    story = Story()
    for _ in range(3):
        story.train()
        story.skip(4)
    assert story.plan().stage == "build"


def test_pain_breaks_the_run():
    # given two good dates, pain, and two dates answered pain-free
    story = Story()
    story.train(2)
    story.round(pain=True)
    story.answer()
    story.answer()
    # then three more dates are asked for
    assert story.train(2).stage == "find"
    assert story.train().stage == "build"


def test_other_exercises_do_not_show_that_the_squeeze_is_found():
    # given someone who does the building round from day one
    building = follow_on(knowing()).doses
    story = Story()
    assert story.train(5, each=lambda on, plan: session(on, building)).stage == "find"


# --- positions


def test_the_first_position_that_is_clear_is_kept():
    # given three positions tried, the second clear, and the third too
    story = Story()
    assert story.plan().position is Position.SUPINE
    assert story.round(contact=Contact.FAINT).position is Position.SIDE
    assert story.round(contact=Contact.CLEAR, ease=Ease.RIGHT).position is Position.SIDE
    # then it is kept, even on a fainter day
    assert story.round(contact=Contact.FAINT).position is Position.SIDE
    assert "position_kept" in whys(story.plan())


def test_without_clear_contact_each_position_is_tried_and_then_the_best_is_taken():
    story = Story()
    tried = []
    for contact in (Contact.NONE, Contact.NONE, Contact.FAINT, Contact.NONE):
        tried.append(story.plan().position)
        story.round(contact=contact)
    assert tried == [Position.SUPINE, Position.SIDE, Position.SITTING, Position.ALL_FOURS]
    assert story.plan().position is Position.SITTING


def test_the_wished_position_is_tried_first():
    story = Story(Person(position=Position.SITTING))
    assert story.plan().position is Position.SITTING
    assert story.round(contact=Contact.FAINT).position is Position.SUPINE


def test_a_position_that_the_body_does_not_take_is_never_tried():
    story = Story(Person(cannot=(Unable.SUPINE, Unable.ALL_FOURS), position=Position.SUPINE))
    tried = set()
    for _ in range(5):
        tried.add(story.plan().position)
        story.round(contact=Contact.NONE)
    assert tried == {Position.SIDE, Position.SITTING}


def test_heaviness_as_a_reason_begins_lying():
    story = Story(Person(reasons=(Motive.HEAVINESS,)))
    tried = [story.plan().position, story.round(contact=Contact.FAINT).position]
    tried.append(story.round(contact=Contact.FAINT).position)
    assert Position.SITTING not in tried


# --- nothing felt


def test_nothing_felt_for_fourteen_days_asks_for_help_and_never_raises_the_dose():
    story = Story()
    plans = []
    for _ in range(15):
        story.round(contact=Contact.NONE)
        plans.append(story.plan())
    assert ["care_cannot_find" in advice(plan) for plan in plans] == [False] * 13 + [True] * 2
    assert {(each.effort, each.reps, each.hold_s) for plan in plans for each in plan.doses} == {
        ("moderate", 10, 3)
    }


@pytest.mark.parametrize("contact", [Contact.FAINT, Contact.CLEAR])
@pytest.mark.parametrize("told", ["in a round", "in a check"])
def test_any_other_answer_starts_the_fourteen_days_anew(contact, told):
    # given nothing felt for twelve days, then something
    story = Story()
    for _ in range(12):
        story.round(contact=Contact.NONE)
    if told == "in a round":
        story.round(contact=contact)
    else:
        story.log.append(say(story.today, contact=contact))
        story.skip(1)
    # then nothing again for a week is not yet two
    for _ in range(7):
        story.round(contact=Contact.NONE)
    assert "care_cannot_find" not in advice(story.plan())


def test_the_last_answer_of_a_day_counts_whether_it_was_a_check_or_a_round():
    # given a check in the morning that felt it, and a round in the evening that did not
    story = Story()
    story.log.append(say(story.today, contact=Contact.CLEAR, hour=6))
    story.log.append(session(story.today, story.plan().doses, hour=20, contact=Contact.NONE))
    # then fourteen days on there has been no other answer since that first "none"
    assert "care_cannot_find" in advice(story.skip(14))


def test_breathing_and_relaxation_say_nothing_about_contact():
    story = Story()
    story.round(contact=Contact.NONE)
    letting_go = follow_on(Person(signs=(Sign.PELVIC_PAIN,))).doses
    story.log.append(session(story.today, letting_go, contact=Contact.CLEAR))
    assert "care_cannot_find" in advice(story.skip(14))


def test_finding_has_no_strength_no_speed_and_no_endurance():
    story = Story()
    assert exercises(story.train(2)) == [Exercise.FIND]
