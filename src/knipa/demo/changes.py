"""What some of the cast answer anew along the way: a date that someone in care has given, or a pause."""

from dataclasses import replace
from datetime import date, timedelta

from knipa.demo import cast
from knipa.training.person import Absence, Birth, BirthMode, Operation, Pause, Person, Surgery, Tear

SARA_PAUSES = 70  # her day of falling ill, counted from the first


def anna_after_the_midwife(first: date) -> Person:
    """On the tenth day the midwife says that she may train."""
    birth = Birth(
        on=first - timedelta(35),
        mode=BirthMode.VAGINAL,
        tear=Tear.FIRST_OR_SECOND,
        cleared_from=first + timedelta(10),
    )
    return replace(cast.anna(first), events=(birth,))


def bengt_operated_later(first: date) -> Person:
    """The operation is put off by two weeks, and the dates after it with it."""
    day = first + timedelta(35)
    surgery = Surgery(
        operation=Operation.PROSTATECTOMY,
        on=day,
        gentle_from=day + timedelta(14),
        cleared_from=day + timedelta(28),
    )
    return replace(cast.bengt(first), events=(surgery,))


def disa_with_dates(first: date) -> Person:
    """The physiotherapist has looked at the tear, and says when she may train."""
    birth = Birth(
        on=first - timedelta(21),
        mode=BirthMode.INSTRUMENTAL,
        tear=Tear.THIRD_OR_FOURTH,
        cleared_from=first + timedelta(30),
    )
    return replace(cast.disa(first), events=(birth,))


def sara_pauses(first: date) -> Person:
    """Ill, for sixteen days at first."""
    begins = first + timedelta(SARA_PAUSES)
    pause = Pause(from_=begins, to=begins + timedelta(15), why=Absence.ILL)
    return replace(cast.sara(first), pauses=(pause,))
