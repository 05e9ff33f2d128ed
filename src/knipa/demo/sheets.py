"""The sessions whose cue sheets a physiotherapist reads and approves (tests/training/sheets)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from knipa.contract import built_in
from knipa.demo import cast
from knipa.demo.life import WELL, Life
from knipa.training.person import Person, Sign
from knipa.training.plan import Plan

DAY = date(2026, 3, 2)  # any day would do


def _after(member: Callable[[date], Person], days: int) -> Plan:
    life = Life(built_in("1177"), member(DAY))
    return life.plan(life.train_days(DAY, days))


def _after_pain() -> Plan:
    life = Life(built_in("1177"), cast.maja(DAY))
    end = life.train_days(DAY, 20)
    life.train(end, replace(WELL, pain=True))
    for step in (1, 2):
        life.say(end + timedelta(step), signs=[])
    return life.plan(end + timedelta(2))


def _in_pain() -> Plan:
    life = Life(built_in("1177"), cast.maja(DAY))
    life.say(DAY, signs=[Sign.PELVIC_PAIN])
    return life.plan(DAY)


PLANS: dict[str, Callable[[], Plan]] = {
    "find": lambda: _after(cast.olga, 0),
    "gentle": lambda: _after(cast.cecilia, 0),
    "relax": _in_pain,
    "build-first-day": lambda: _after(cast.maja, 0),
    "build-two-weeks": lambda: _after(cast.hillevi, 14),
    "build-after-pain": _after_pain,
    "build-pain-at-sex": lambda: _after(cast.erika, 0),
    "standing": lambda: _after(cast.rut, 20),
    "functional": lambda: _after(cast.jasmin, 60),
    "start-at-capacity": lambda: _after(cast.lovisa, 0),
}
