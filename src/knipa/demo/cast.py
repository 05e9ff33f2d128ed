"""The cast: twenty people with their answers, as they stand on a given day (docs/rules/people.md tells them)."""

from collections.abc import Callable
from datetime import date, timedelta

from knipa.training.person import (
    Anatomy,
    Avoided,
    Birth,
    BirthMode,
    Capacity,
    Motive,
    Operation,
    Person,
    Pregnancy,
    SeenFor,
    Sign,
    Situation,
    Surgery,
    Tear,
    Unable,
)


def _days(count: int) -> timedelta:
    return timedelta(count)


def anna(on: date) -> Person:
    """Five weeks after birth, a mild tear."""
    birth = Birth(on=on - _days(35), mode=BirthMode.VAGINAL, tear=Tear.FIRST_OR_SECOND)
    return Person(anatomy=Anatomy.VAGINA, reasons=(Motive.LEAK_URINE,), events=(birth,))


def bengt(on: date) -> Person:
    """67; prostate surgery in three weeks, the surgeon's dates known."""
    day = on + _days(21)
    surgery = Surgery(
        operation=Operation.PROSTATECTOMY,
        on=day,
        gentle_from=day + _days(14),
        cleared_from=day + _days(28),
    )
    return Person(anatomy=Anatomy.PENIS, reasons=(Motive.PREVENTION,), events=(surgery,), found=True)


def cecilia(on: date) -> Person:
    """Caesarean four days ago."""
    birth = Birth(on=on - _days(4), mode=BirthMode.CAESAREAN, tear=Tear.NONE)
    return Person(anatomy=Anatomy.VAGINA, events=(birth,), signs=(Sign.WOUND_SORE,), signs_on=on)


def disa(on: date) -> Person:
    """Three weeks after birth with a severe tear; leaks stool."""
    birth = Birth(on=on - _days(21), mode=BirthMode.INSTRUMENTAL, tear=Tear.THIRD_OR_FOURTH)
    return Person(anatomy=Anatomy.VAGINA, reasons=(Motive.LEAK_STOOL,), events=(birth,))


def erika(on: date) -> Person:
    """A runner, with pain at sex alone."""
    return Person(
        anatomy=Anatomy.VAGINA,
        reasons=(Motive.LEAK_URINE, Motive.SEXUAL_FUNCTION),
        trouble_when=(Situation.RUN, Situation.SEX),
        signs=(Sign.PAIN_AT_SEX,),
        signs_on=on,
        found=True,
    )


def fatima(on: date) -> Person:
    """Pregnant, week 30."""
    return Person(
        anatomy=Anatomy.VAGINA, reasons=(Motive.PREVENTION,), events=(Pregnancy(due=on + _days(70)),)
    )


def greta(on: date) -> Person:
    """A pregnancy that ended two weeks ago."""
    lost = Pregnancy(due=on + _days(150), ended=on - _days(14))
    return Person(anatomy=Anatomy.VAGINA, reasons=(Motive.LEAK_URINE,), events=(lost,), found=True)


def hillevi(_on: date) -> Person:
    """62; prolapse, heaviness and a pessary."""
    return Person(
        anatomy=Anatomy.VAGINA,
        reasons=(Motive.PROLAPSE, Motive.HEAVINESS),
        trouble_when=(Situation.LIFT, Situation.ALL_DAY),
        found=True,
    )


def ingvar(_on: date) -> Person:
    """66; leaks stool, and stays at home for it."""
    return Person(anatomy=Anatomy.PENIS, reasons=(Motive.LEAK_STOOL,), avoids=(Avoided.COMPANY,))


def jasmin(_on: date) -> Person:
    """58; urge, at menopause."""
    return Person(
        anatomy=Anatomy.VAGINA,
        reasons=(Motive.LEAK_URINE, Motive.MENOPAUSE),
        trouble_when=(Situation.URGE,),
        found=True,
    )


def karin(_on: date) -> Person:
    """Feels nothing yet."""
    return Person(anatomy=Anatomy.VAGINA, reasons=(Motive.LEAK_URINE,))


def lovisa(on: date) -> Person:
    """A strong athlete who leaks at maximum."""
    capacity = Capacity(hold_s=12, reps=15, fast_reps=20, endurance_s=60, measured_on=on)
    return Person(
        anatomy=Anatomy.VAGINA,
        reasons=(Motive.LEAK_URINE,),
        trouble_when=(Situation.HARD_TRAINING, Situation.JUMP),
        found=True,
        capacity=capacity,
    )


def maja(_on: date) -> Person:
    """In week six she gets the flu, with a cough."""
    return Person(
        anatomy=Anatomy.VAGINA,
        reasons=(Motive.LEAK_URINE,),
        trouble_when=(Situation.COUGH_SNEEZE_LAUGH,),
        found=True,
    )


def nils(_on: date) -> Person:
    """COPD, leaks at each cough."""
    return Person(
        anatomy=Anatomy.PENIS,
        reasons=(Motive.CHRONIC_COUGH, Motive.LEAK_URINE),
        trouble_when=(Situation.COUGH_SNEEZE_LAUGH,),
        found=True,
    )


def olga(_on: date) -> Person:
    """79, cannot kneel nor jump."""
    return Person(
        anatomy=Anatomy.VAGINA,
        reasons=(Motive.LEAK_URINE,),
        trouble_when=(Situation.RISE,),
        cannot=(Unable.ALL_FOURS, Unable.JUMP),
    )


def per(on: date) -> Person:
    """Blood in the urine, already examined."""
    seen = SeenFor(sign=Sign.BLOOD_IN_URINE, on=on - _days(30))
    return Person(
        anatomy=Anatomy.PENIS,
        reasons=(Motive.LEAK_URINE,),
        signs=(Sign.BLOOD_IN_URINE,),
        signs_on=on - _days(40),
        seen_for=(seen,),
        found=True,
    )


def rut(_on: date) -> Person:
    """Comes back after two months' gap."""
    return Person(anatomy=Anatomy.VAGINA, reasons=(Motive.LEAK_URINE,), found=True)


def sara(_on: date) -> Person:
    """Falls ill, pauses, and comes back."""
    return Person(anatomy=Anatomy.VAGINA, reasons=(Motive.LEAK_GAS,), found=True)


def tove(_on: date) -> Person:
    """Finishes, and stays on maintenance for two years."""
    return Person(anatomy=Anatomy.VAGINA, reasons=(Motive.LEAK_URINE,), trouble_when=(Situation.WALK,))


def ulf(on: date) -> Person:
    """Does nothing as told, three weeks after an operation for which no date was given."""
    surgery = Surgery(operation=Operation.OTHER_PELVIC, on=on - _days(21))
    return Person(anatomy=Anatomy.PENIS, events=(surgery,), found=True)


CAST: dict[str, Callable[[date], Person]] = {
    member.__name__: member
    for member in (
        anna, bengt, cecilia, disa, erika, fatima, greta, hillevi, ingvar, jasmin,
        karin, lovisa, maja, nils, olga, per, rut, sara, tove, ulf,
    )
}  # fmt: skip
