"""When a nudge helps and when silence does: the plan of the day decides (docs/rules/reminding.md)."""

from dataclasses import replace
from datetime import time

import pytest

from knipa.training.person import Absence, Pause, Sign
from knipa.training.reminding import About, Also, Silence, Weekday, Wish, Wishes, silence
from training.builders import check, day, follow_on, knowing, session, surgery

AT = time(7, 30)
DAILY = Wishes(timezone="Europe/Stockholm", wishes=(Wish(at=AT, days=tuple(Weekday)),))
ON_WORKDAYS = replace(DAILY, wishes=(Wish(at=AT, days=tuple(Weekday)[:5]),))


def lived(person, trained, *more):
    return [*(session(day(each), follow_on(person).doses) for each in sorted(trained)), *more]


def why(on, trained=(), *more, person=None, wishes=DAILY, nth=0, about=About.ROUND):
    """Why there is no nudge on day `on` for someone who has trained on the days `trained`."""
    who = person or knowing()
    return silence(follow_on(who, lived(who, trained, *more), day(on)), who, wishes, nth, about)


def heard(days, trained, *more, **told):
    """On which of these days there is a nudge."""
    return [on for on in days if why(on, trained, *more, **told) is None]


def test_it_helps_until_the_round_is_done():
    assert why(3, range(3)) is None
    assert why(3, range(4)) is Silence.DONE
    assert why(3, range(4), nth=1) is None
    assert why(3, range(3), nth=3) is Silence.ENOUGH


@pytest.mark.parametrize("about", About)
def test_care_and_a_pause_silence_everything(about):
    bleeding = check(day(20), Sign.BLOOD_IN_URINE, hour=5)
    away = replace(knowing(), pauses=(Pause(from_=day(19), to=day(21), why=Absence.TRAVEL),))
    assert why(20, range(20), bleeding, about=about) is Silence.CARE
    assert why(20, range(19), person=away, about=about) is Silence.PAUSED


def test_what_hides_behind_a_silence_that_does_not_hold_is_seen():
    hurt = check(day(20), Sign.PELVIC_PAIN, hour=5)
    away = replace(knowing(), pauses=(Pause(from_=day(19), to=day(21), why=Absence.ILL),))
    assert why(20, range(19), hurt, person=away) is Silence.PAIN
    assert why(20, range(19), hurt, person=away, about=About.WEEK) is Silence.PAUSED


def test_letting_go_is_reminded_of_where_that_is_wished():
    hurt = check(day(20), Sign.PELVIC_PAIN, hour=5)
    assert why(20, range(20), hurt) is Silence.PAIN
    assert why(20, range(20), hurt, wishes=replace(DAILY, also=(Also.LETTING_GO,))) is None


# --- weeks without a session


def test_after_three_weeks_one_nudge_a_week_is_plenty():
    assert heard(range(5, 80), range(5))[:21] == [*range(5, 26)]
    weeks = heard(range(26, 80), range(5))
    assert {day(on).weekday() for on in weeks} == {0}
    assert len(weeks) in (7, 8)


def test_it_comes_on_a_day_that_is_wished_whichever_day_was_the_last_trained():
    for last in range(7):
        weeks = heard(range(last + 22, last + 22 + 28), range(last + 1), wishes=ON_WORKDAYS)
        assert len(weeks) == 4
        assert {day(on).weekday() for on in weeks} == {0}


def test_then_neither_the_second_nudge_nor_the_later_rounds_come():
    monday = next(on for on in range(30, 37) if day(on).weekday() == 0)
    assert why(monday, range(5)) is None
    assert why(monday, range(5), nth=1) is Silence.LAPSED
    assert why(monday, range(5), about=About.AGAIN) is Silence.LAPSED
    assert why(monday + 1, range(5), about=About.LATER) is None
    assert why(monday + 1, range(5), about=About.WEEK) is None


def test_a_pause_is_no_such_time():
    away = replace(knowing(), pauses=(Pause(from_=day(6), to=day(40), why=Absence.TRAVEL),))
    assert heard(range(41, 62), range(5), person=away) == [*range(41, 62)]
    assert len(heard(range(62, 90), range(5), person=away)) == 4


def test_nor_is_a_time_in_which_one_waited():
    who = replace(knowing(), events=(surgery(-5, cleared_in=35),))
    trained = [on for on in range(5) if why(on, person=who) is not Silence.WAITING]
    cleared = next(on for on in range(30, 80) if follow_on(who, lived(who, trained), day(on)).rhythm)
    after = heard(range(cleared, cleared + 14), trained, person=who, wishes=replace(DAILY, also=tuple(Also)))
    assert after == [*range(cleared, cleared + 14)]


# --- what was put off


def test_what_was_put_off_comes_unless_it_is_done():
    assert why(3, range(3), about=About.LATER) is None
    assert why(3, range(4), about=About.LATER) is Silence.DONE
    assert why(3, range(3), nth=7, about=About.LATER) is None
