"""People with years of training behind them, lived by knipa.demo.life."""

from datetime import date, timedelta

from knipa.contract import built_in
from knipa.demo.life import Life
from knipa.training.exercise import Position
from knipa.training.person import Person

A_DAY = 2  # sessions, each after a check, as the web asks for one
PLANNED_EVERY = 100  # days; in between the same doses are done again, or living 14 years would take minutes


def once_a_day(sessions: int, first: date) -> Life:
    """Return a person who did the same session every day."""
    life = Life(built_in("1177"), Person(found=True))
    doses = life.plan(first).doses
    for step in range(sessions):
        life.did(first + timedelta(step), doses)
    return life


def twice_a_day(sessions: int, last: date) -> Life:
    """Return a person who was asked for signs and trained, two times a day until the last day."""
    first = last - timedelta((sessions - 1) // A_DAY)
    life = Life(built_in("1177"), Person(found=True))
    plan = life.plan(first)
    for step in range(sessions):
        on = first + timedelta(step // A_DAY)
        if step and step % (A_DAY * PLANNED_EVERY) == 0:
            plan = life.plan(on)
        life.say(on, signs=())
        life.did(on, plan.doses, position=plan.position or Position.SUPINE)
    return life
