"""Drills: what they ask of a body, and who is offered them."""

from dataclasses import replace

import pytest

from knipa.contract.drills import drill
from knipa.training.cue_sheet import Action, compile_cues
from knipa.training.drill import Drill, DrillName, may_drill
from knipa.training.exercise import Effort
from knipa.training.person import Person, Sign, Situation, Unable
from knipa.training.protocol import ProtocolError
from training.builders import birth, did, follow_on, functional_story, knowing, session

SQUEEZES = (DrillName.URGE, DrillName.KNACK)


def doses(name, person=None, plan=None):
    person = person or knowing()
    return [*drill(name).doses(person, plan or follow_on(person))]


def moved(name, person=None, plan=None):
    return [str(each.movement) for each in doses(name, person, plan) if each.movement]


def test_it_works():
    plan = follow_on(knowing())
    assert all(may_drill(name, plan) for name in DrillName)


def test_the_urge_takes_thirty_seconds_to_the_millisecond():
    assert compile_cues(doses(DrillName.URGE))[-1].at_ms == 30_000


@pytest.mark.parametrize("name", DrillName)
def test_no_drill_takes_more_than_two_minutes(name):
    assert compile_cues(doses(name))[-1].at_ms <= 120_000


def test_with_an_urge_one_squeezes_at_once_and_walks_while_holding():
    actions = [cue.action for cue in compile_cues(doses(DrillName.URGE))]
    assert actions[:3] == [Action.GET_READY, Action.SQUEEZE, Action.LET_GO]
    assert actions[4:7] == [Action.SQUEEZE, Action.MOVE, Action.LET_GO]


def test_before_a_cough_and_a_lift_one_squeezes_first():
    assert moved(DrillName.KNACK) == ["cough", "lift"]


def test_letting_go_asks_for_no_squeeze():
    told = doses(DrillName.LET_GO)
    assert sum(each.squeezes for each in told) == 0
    assert {each.effort for each in told} == {Effort.NONE}


@pytest.mark.parametrize("name", DrillName)
def test_nothing_is_harder_than_moderate(name):
    assert all(each.effort.share <= Effort.MODERATE.share for each in doses(name))


def test_what_a_body_does_not_do_gives_way_to_what_is_easier():
    assert moved(DrillName.KNACK, knowing(cannot=(Unable.LIFT,))) == ["cough", "walk"]


def test_a_movement_that_gave_trouble_rests_here_too():
    story = functional_story(Situation.COUGH_SNEEZE_LAUGH)
    plan = story.train(
        1,
        lambda on, plan: session(
            on,
            [*plan.doses[:2], *(_troubled(each) for each in plan.doses if each.movement)],
            position=plan.position,
        ),
    )
    assert moved(DrillName.KNACK, story.person, plan) == ["rise", "lift"]


def _troubled(dose):
    return did(dose, trouble=True)


def test_walking_stays_with_an_urge_whatever_gave_trouble():
    story = functional_story(Situation.WALK)
    plan = story.train(
        1, lambda on, plan: session(on, [_troubled(each) for each in plan.doses if each.movement])
    )
    assert moved(DrillName.URGE, story.person, plan) == ["walk"]


def test_who_cannot_stand_does_it_sitting():
    assert drill(DrillName.URGE).position_of(knowing()) == "standing"
    assert drill(DrillName.URGE).position_of(knowing(cannot=(Unable.STANDING,))) == "sitting"
    assert drill(DrillName.LET_GO).position_of(knowing(cannot=(Unable.STANDING,))) == "supine"


@pytest.mark.parametrize("name", SQUEEZES)
@pytest.mark.parametrize(
    "person",
    [
        knowing(signs=(Sign.PELVIC_PAIN,)),
        knowing(signs=(Sign.CATHETER,)),
        knowing(signs=(Sign.SADDLE_NUMBNESS,)),
        knowing(signs=(Sign.BLOOD_IN_URINE,)),
        knowing(events=(birth(2),)),
    ],
    ids=["relax", "wait", "care now", "care soon", "gentle"],
)
def test_where_one_may_not_train_nothing_is_squeezed(name, person):
    assert not may_drill(name, follow_on(person))


@pytest.mark.parametrize(
    ("person", "open_"),
    [
        (knowing(signs=(Sign.PELVIC_PAIN,)), True),
        (knowing(events=(birth(2),)), True),
        (knowing(signs=(Sign.CATHETER,)), False),
        (knowing(signs=(Sign.SADDLE_NUMBNESS,)), False),
    ],
    ids=["relax", "gentle", "wait", "care"],
)
def test_letting_go_is_there_where_breathing_is_part_of_the_day(person, open_):
    assert may_drill(DrillName.LET_GO, follow_on(person)) is open_


def test_the_squeeze_before_a_cough_waits_until_it_is_found_and_the_urge_does_not():
    plan = follow_on(Person())
    assert not may_drill(DrillName.KNACK, plan)
    assert may_drill(DrillName.URGE, plan)
    assert may_drill(DrillName.KNACK, follow_on(knowing()))


@pytest.mark.parametrize(
    ("change", "field"),
    [({"effort": Effort.MAX}, "parts[0].effort"), ({"rest_s": 4}, "parts[0].rest_s")],
)
def test_a_drill_that_asks_too_much_cannot_be_made(change, field):
    (first, *_) = drill(DrillName.URGE).parts
    part = replace(first, **change)
    with pytest.raises(ProtocolError) as refused:
        Drill(position=drill(DrillName.URGE).position, parts=(part,))
    assert refused.value.field == field
