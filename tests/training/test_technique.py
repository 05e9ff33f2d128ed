"""The question whether the squeeze feels right: at weeks 2, 4 and 8, once each, and never a reason to train harder."""

import pytest

from knipa.training.person import Absence, Pause, Person, Sign
from knipa.training.session_log import Contact, Ended
from training.builders import Story, advice, birth, check, day, follow_on, knowing, levels, say, session

FIRST = session(day(0), follow_on(knowing()).doses)


def asked(number, *lines, person=None):
    """The week that is asked about on day(number), where the first session was on day(0)."""
    return follow_on(person or knowing(), [FIRST, *lines], day(number)).check_in


WEEKS = {0: None, 13: None, 14: 2, 27: 2, 28: 4, 41: 4, 42: None, 55: None, 56: 8, 69: 8, 70: None, 400: None}


@pytest.mark.parametrize(("number", "week"), WEEKS.items())
def test_it_is_asked_two_four_and_eight_weeks_after_the_first_session_and_then_let_be(number, week):
    assert asked(number) == week


def test_before_the_first_session_nothing_is_asked():
    assert follow_on(knowing(), [say(day(0), stronger=True)], day(14)).check_in is None


@pytest.mark.parametrize("contact", Contact)
def test_each_mark_is_asked_once_whatever_the_answer(contact):
    answer = say(day(14), contact=contact)
    assert [asked(number, answer) for number in (13, 14, 15, 27, 28)] == [None, None, None, None, 4]


def test_a_mark_answered_late_is_not_followed_by_the_next_within_a_week():
    late = say(day(26), contact=Contact.CLEAR)
    assert [asked(number, late) for number in (28, 32, 33)] == [None, None, 4]


def test_a_mark_that_was_missed_is_not_asked_beside_the_next():
    answer = say(day(28), contact=Contact.CLEAR)  # nothing was said in week 2
    assert [asked(number, answer) for number in (29, 35, 41)] == [None, None, None]


def test_an_answer_before_a_mark_does_not_answer_it():
    early = say(day(5), contact=Contact.CLEAR)
    assert asked(14, early) == 2


def test_how_a_session_felt_is_no_answer():
    assert asked(14, session(day(13), follow_on(knowing()).doses, contact=Contact.NONE)) == 2
    assert asked(14, session(day(14), follow_on(knowing()).doses)) == 2


def test_another_word_is_no_answer():
    assert asked(14, say(day(14), stronger=True), check(day(14))) == 2


@pytest.mark.parametrize("sign", [Sign.PELVIC_PAIN, Sign.FEVER, Sign.BLOOD_IN_URINE])
def test_nothing_is_asked_where_one_may_not_squeeze(sign):
    assert asked(14, check(day(14), sign)) is None


def test_nothing_is_asked_after_a_session_that_hurt():
    assert asked(14, session(day(14), (), ended=Ended.PAIN)) is None


def test_nothing_is_asked_while_the_squeezes_are_soft():
    soft = birth(20, gentle_in=-10, cleared_in=60)
    assert asked(14, person=knowing(events=(soft,))) is None


def test_nothing_is_asked_in_a_pause_and_it_is_asked_after_it():
    away = knowing(pauses=(Pause(from_=day(12), to=day(20), why=Absence.TRAVEL),))
    assert [asked(number, person=away) for number in (14, 20, 21)] == [None, None, 2]


@pytest.mark.parametrize("contact", Contact)
def test_no_answer_moves_the_dose(contact):
    story = Story(knowing())
    story.train(14)
    other = Story(story.person)
    other.log, other.number = [*story.log, say(story.today, contact=contact, hour=5)], story.number
    for _ in range(10):
        mine, theirs = story.train(), other.train()
        assert levels(mine) == levels(theirs)
        assert (mine.stage, mine.position, mine.rhythm) == (theirs.stage, theirs.position, theirs.rhythm)


def test_nothing_felt_for_two_weeks_advises_help_and_found_takes_it_back():
    first_none = say(day(14), contact=Contact.NONE)
    assert "care_cannot_find" not in advice(follow_on(Person(), [FIRST, first_none], day(27)))
    assert "care_cannot_find" in advice(follow_on(Person(), [FIRST, first_none], day(28)))
    found = say(day(20), contact=Contact.CLEAR)
    assert "care_cannot_find" not in advice(follow_on(Person(), [FIRST, first_none, found], day(28)))


def test_found_on_the_same_day_takes_it_back():
    none, found = say(day(14), hour=6, contact=Contact.NONE), say(day(14), hour=7, contact=Contact.CLEAR)
    assert "care_cannot_find" not in advice(follow_on(Person(), [FIRST, none, found], day(28)))


def test_the_answer_holds_whatever_order_the_lines_come_in():
    lines = [FIRST, say(day(14), contact=Contact.FAINT)]
    assert follow_on(knowing(), lines, day(15)) == follow_on(knowing(), lines[::-1], day(15))
