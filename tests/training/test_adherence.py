"""Habits that hold: a measure that forgives, marks of time, an easy way back (docs/rules/habits.md)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knipa.training.adherence import (
    Consistency,
    comes_back,
    consistency,
    mark,
    planned,
    squeezes_in_life,
    this_week,
    week_of,
)
from knipa.training.exercise import Movement
from knipa.training.person import Absence, Pause, PelvicCancerTreatment, Person, Sign, Situation, Unable
from knipa.training.progression import stand
from training.builders import (
    PROTOCOL,
    birth,
    check,
    day,
    follow_on,
    functional_story,
    knowing,
    moment,
    say,
    session,
    with_trouble,
)


def lived(person, trained, *more):
    """A log with a painless round on each of these days."""
    return [*(session(day(each), follow_on(person).doses) for each in sorted(trained)), *more]


def how_regular(trained, on, person=None, *more):
    who = person or knowing()
    return consistency(follow_on(who, lived(who, trained, *more), day(on)), who)


# --- done beside asked


def test_it_counts_the_days_of_four_weeks():
    trained = set(range(40)) - {15, 20, 21, 30}
    assert how_regular(trained, 40) == Consistency(24, 28)


def test_a_missed_day_weighs_one_day_and_nothing_begins_anew():
    assert how_regular(set(range(40)), 40) == Consistency(28, 28)
    assert how_regular(set(range(40)) - {39}, 40) == Consistency(27, 28)


def test_today_counts_once_it_is_done_and_never_against():
    assert how_regular(set(range(41)), 40) == Consistency(28, 28)
    assert how_regular(set(range(40)), 40) == Consistency(28, 28)


def test_two_rounds_on_one_day_are_one_day_of_training():
    who = knowing()
    again = [session(day(each), follow_on(who).doses, hour=20) for each in range(10)]
    assert how_regular(set(range(10)), 10, who, *again) == Consistency(10, 10)


def test_in_the_first_week_nothing_is_told():
    assert how_regular(set(range(6)), 6) is None
    assert how_regular(set(range(7)), 7) == Consistency(7, 7)


def test_days_before_the_first_session_are_not_asked_for():
    assert how_regular(set(range(10, 20)), 20) == Consistency(10, 10)


def test_days_of_a_pause_are_not_asked_for():
    person = knowing(pauses=(Pause(from_=day(12), to=day(21), why=Absence.ILL),))
    assert how_regular(set(range(12)) | {22, 23, 24, 25}, 26, person) == Consistency(16, 16)


def test_days_on_which_one_waited_are_not_asked_for():
    fever = check(day(10), Sign.FEVER, hour=5), check(day(15), hour=5)
    assert how_regular(set(range(10)) | set(range(15, 20)), 20, None, *fever) == Consistency(15, 15)


def test_days_locked_by_a_date_are_not_asked_for_either():
    # given a treatment on the tenth day, and a word from care that training may begin on the twentieth
    person = knowing(events=(PelvicCancerTreatment(on=day(10), cleared_from=day(20)),))
    assert how_regular(set(range(10)) | set(range(20, 25)), 25, person) == Consistency(15, 15)


def test_where_nothing_was_done_nothing_is_told():
    assert how_regular({0, 1, 2}, 60) is None


def test_fewer_days_a_week_are_all_that_is_asked_for_and_more_count_no_more():
    told = say(day(0), satisfied=True)
    assert how_regular({0, 7, 14, 21, 27}, 29, None, told) == Consistency(4, 4)
    assert how_regular(set(range(0, 29, 2)), 29, None, told) == Consistency(4, 4)


def test_fewer_days_hold_from_the_day_after_they_were_chosen():
    # given two weeks of every day, then satisfied, then once a week
    told = say(day(14), satisfied=True)
    assert how_regular(set(range(15)) | {21}, 28, None, told) == Consistency(16, 16)


def test_below_half_only_what_was_done_is_said():
    assert Consistency(14, 28).words == "regular"
    assert Consistency(13, 28).words == "counted"


days_of_training = st.sets(st.integers(0, 69), min_size=1)


@given(days_of_training, st.integers(0, 69), st.integers(7, 70))
def test_a_day_more_never_lowers_it_and_never_passes_what_was_asked(trained, more, on):
    before, after = (
        how_regular({day for day in days if day < on}, on) for days in (trained, trained | {more})
    )
    if before and min(trained) <= more:
        assert after is not None
        assert before.done / before.asked <= after.done / after.asked <= 1
        assert before.done >= 1


@given(days_of_training, st.integers(0, 60), st.integers(1, 9), st.integers(7, 70))
def test_a_pause_never_lowers_it(trained, begins, lasts, on):
    pause = Pause(from_=day(begins), to=day(begins + lasts), why=Absence.TRAVEL)
    kept = {each for each in trained if each < on}
    if before := how_regular(kept, on):
        after = how_regular(kept, on, knowing(pauses=(pause,)))
        if after:  # a pause over all of it leaves nothing to ask for
            assert after.done / after.asked >= before.done / before.asked


@given(days_of_training, st.integers(0, 40))
def test_a_missed_day_costs_at_most_its_own_share(trained, missed):
    full = set(range(41))
    with_gap = how_regular(full - {missed}, 41)
    assert with_gap is not None
    assert with_gap.done >= with_gap.asked - 1


# --- marks of time (R29)


@pytest.mark.parametrize(
    ("days_since", "told"),
    [
        (58, None),
        (59, "notice"),
        (72, "notice"),
        (73, None),
        (180, None),
        (181, "full"),
        (194, "full"),
        (195, None),
    ],
)
def test_two_months_and_half_a_year_are_told_of_for_two_weeks(days_since, told):
    log = lived(knowing(), {0})  # on 1 January: two months later is 1 March, half a year 1 July
    assert mark(follow_on(knowing(), log, day(days_since))) == told


def test_before_the_first_session_there_is_no_mark():
    assert mark(follow_on(knowing())) is None


@pytest.mark.parametrize("sign", [Sign.FEVER, Sign.PELVIC_PAIN, Sign.BLOOD_IN_URINE])
def test_no_mark_is_told_of_where_one_may_not_train(sign):
    log = lived(knowing(), {0}, check(day(60), sign))
    assert mark(follow_on(knowing(), log, day(60))) is None


# --- coming back


def back(trained, on, person=None, *more):
    who = person or knowing()
    return comes_back(follow_on(who, lived(who, trained, *more), day(on)), who)


def test_after_a_week_without_a_session_coming_back_is_easy():
    assert not back({0, 1}, 7)
    assert back({0, 1}, 8)


def test_a_session_today_ends_it():
    assert not back({0, 20}, 20)


def test_someone_new_does_not_come_back():
    assert not back(set(), 30)


def test_days_of_a_pause_are_no_gap():
    person = knowing(pauses=(Pause(from_=day(2), to=day(12), why=Absence.ILL),))
    assert not back({0, 1}, 15, person)
    assert back({0, 1}, 19, person)


def test_days_of_waiting_are_no_gap():
    fever = check(day(2), Sign.FEVER), check(day(12))
    assert not back({0, 1}, 15, None, *fever)
    assert back({0, 1}, 18, None, *fever)


def test_who_waits_is_not_welcomed_back():
    assert not back({0, 1}, 12, None, check(day(2), Sign.FEVER))


def test_once_a_week_is_no_gap_where_that_is_enough():
    told = say(day(0), satisfied=True)
    assert not back({0, 1}, 14, None, told)
    assert back({0, 1}, 15, None, told)


# --- the squeeze in life (R24, R28)


def offered(person, log=(), on=0):
    return [str(each) for each in squeezes_in_life(follow_on(person, log, day(on)), person)]


def test_before_the_squeeze_is_found_none_is_offered():
    assert offered(Person()) == []


def test_rising_lifting_and_coughing_are_in_any_day():
    assert offered(knowing()) == ["rise", "lift", "cough"]


@pytest.mark.parametrize(
    ("noticed", "also"),
    [(Situation.JUMP, "jump"), (Situation.RUN, "jump"), (Situation.WALK, "walk"), (Situation.URGE, "walk")],
)
def test_where_trouble_is_noticed_that_movement_is_offered_too(noticed, also):
    assert {*offered(knowing(trouble_when=(noticed,)))} == {"rise", "lift", "cough", also}


def test_what_the_body_does_not_do_is_not_offered():
    person = knowing(cannot=(Unable.LIFT, Unable.JUMP), trouble_when=(Situation.JUMP,))
    assert offered(person) == ["rise", "cough"]


def test_with_a_sore_wound_nothing_is_lifted():
    assert "lift" not in offered(knowing(events=(birth(10),), signs=(Sign.WOUND_SORE,)))


@pytest.mark.parametrize("sign", [Sign.PELVIC_PAIN, Sign.FEVER, Sign.BLOOD_IN_STOOL])
def test_where_nothing_may_be_squeezed_nothing_is_offered(sign):
    assert offered(knowing(signs=(sign,))) == []


def test_a_movement_that_is_left_be_is_not_offered():
    story = functional_story(Situation.JUMP)
    assert "jump" in [str(each) for each in squeezes_in_life(story.plan(), story.person)]
    plan = story.train(each=with_trouble(Movement.JUMP))
    assert "jump" not in [str(each) for each in squeezes_in_life(plan, story.person)]


def test_the_weeks_squeezes_are_counted_from_monday():
    # given squeezes on three days of one week, and on the Sunday before (day 3)
    log = [moment(day(number), hour=hour) for number in (3, 4, 6, 9) for hour in (8, 12)]
    course = stand(PROTOCOL, knowing(), log, day(20))
    assert this_week(course.moments, day(10)) == 6
    assert this_week(course.moments, day(3)) == 2
    assert this_week(course.moments, day(11)) == 0


def test_a_squeeze_in_life_is_no_day_of_training():
    who = knowing()
    log = lived(who, set(range(10)), *(moment(day(number)) for number in range(10, 14)))
    assert consistency(follow_on(who, log, day(14)), who) == Consistency(10, 14)


# --- the days that are planned


def names(days):
    return [each.strftime("%a") for each in sorted(days)]


def test_every_day_is_planned_where_every_day_is_asked_for():
    on = day(4)  # a Monday, after a first session
    assert names(planned(follow_on(knowing(), lived(knowing(), {0}), on))) == [
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
    ]


def test_days_before_the_first_session_are_not_planned():
    assert names(planned(follow_on(knowing(), (), day(6)))) == ["Wed", "Thu", "Fri", "Sat", "Sun"]


def test_wishes_name_the_days():
    plan = follow_on(knowing(), lived(knowing(), {0}), day(6))
    assert names(planned(plan, wished={0, 2, 4})) == ["Mon", "Wed", "Fri"]


def test_where_fewer_days_are_enough_they_lie_ahead_and_spread():
    sure = [session(day(each), follow_on(knowing()).doses) for each in (0, 1, 2)]
    plan = follow_on(knowing(), [*sure, say(day(2), stronger=True)], day(4))
    assert names(planned(plan)) == ["Mon", "Wed", "Fri"]


def test_what_is_trained_already_is_not_planned_once_more():
    told = say(day(0), satisfied=True)
    trained = [*lived(knowing(), {0, 4}), told]
    assert planned(follow_on(knowing(), trained, day(5))) == frozenset()


def test_while_one_waits_nothing_is_planned():
    assert planned(follow_on(knowing(signs=(Sign.FEVER,)))) == frozenset()


@given(st.sets(st.integers(0, 40)), st.integers(0, 41), st.booleans(), st.sets(st.integers(0, 6)))
def test_planned_days_lie_in_this_week(trained, on, keeps, wished):
    who = knowing(satisfied=keeps)
    plan = follow_on(who, lived(who, {each for each in trained if each < on}), day(on))
    days = planned(plan, wished)
    assert days <= {*week_of(day(on))}
    if not wished and plan.rhythm.days_per_week.min < 7:
        assert all(each >= day(on) for each in days)
        assert len(days) <= plan.rhythm.days_per_week.min
