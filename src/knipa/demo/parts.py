"""What each of the cast lives through before one meets them; docs/rules/people.md tells who they are."""

from collections.abc import Mapping

from knipa.demo import cast, changes
from knipa.demo.screenplay import Now, Part, Spell, Turn

STRONGER = {"stronger": True, "worse": False}
SATISFIED = {"satisfied": True, "enough": True, "worse": False}
NOT_ENOUGH = {"satisfied": False, "enough": False}
WANTS_HELP = {"wants_help": True}
WORKDAYS = ["mon", "tue", "wed", "thu", "fri"]
EVERY_DAY = [*WORKDAYS, "sat", "sun"]

FINDS = "faint right faint hard right faint"  # before the squeeze is sure
SURE = "easy fresh easy"  # and once it is


PARTS: Mapping[str, Part] = {
    "anna": Part(
        days=98,
        person=cast.anna,
        spells=(
            Spell(0, "1211021", "right easy right"),
            Spell(13, "2312013", FINDS),
            Spell(21, "3213223", SURE),
            Spell(25, "1120112", "right tired right easy"),
            Spell(46, "1101201", "right hard right tired faint right hard"),
        ),
        turns={10: Turn(answers=changes.anna_after_the_midwife)},
        wishes=({"at": "07:30", "days": EVERY_DAY}, {"at": "20:00", "days": WORKDAYS}),
        now=Now(state="go", stage="standing"),
    ),
    "bengt": Part(
        days=58,
        person=cast.bengt,
        spells=(
            Spell(0, "2132011", "right tired right easy"),
            Spell(35, "0", "right"),
            Spell(49, "1211112", "right easy"),
        ),
        turns={
            12: Turn(answers=changes.bengt_operated_later),
            36: Turn(signs=("catheter",)),
            46: Turn(signs=()),
        },
        today=Turn(rounds="right"),
        now=Now(state="go", stage="gentle", may="gentle"),
    ),
    "cecilia": Part(
        days=12,
        person=cast.cecilia,
        spells=(Spell(0, "0112111", "right easy right"),),
        today=Turn(rounds="", asked=True),
        now=Now(state="go", stage="gentle", asked=True, may="gentle"),
    ),
    "disa": Part(
        days=63,
        person=cast.disa,
        spells=(
            Spell(0, "1101112", "right"),
            Spell(30, "2012321", FINDS),
            Spell(42, "3233133", SURE),
            Spell(48, "1201112", "right hard right tired right right"),
        ),
        turns={14: Turn(answers=changes.disa_with_dates), 20: Turn(word=WANTS_HELP)},
        now=Now(state="go", stage="build"),
    ),
    "erika": Part(
        days=120,
        person=cast.erika,
        spells=(
            Spell(0, "1120113", "tense right tense right hard"),
            Spell(20, "1201102", "right tired right easy right"),
        ),
        turns={
            50: Turn(word=STRONGER),
            -3: Turn(rounds="hurt"),
            -2: Turn(ready="hurts", rounds="right"),
            -1: Turn(ready="painless", rounds="easy"),
        },
        wishes=({"at": "16:30", "days": EVERY_DAY},),
        now=Now(state="go", stage="relax", may="relax", because="pain_free_days"),
    ),
    "fatima": Part(
        days=56,
        person=cast.fatima,
        spells=(
            Spell(0, "2313202", FINDS),
            Spell(12, "3323313", SURE),
            Spell(17, "1210211", "right tired right easy hard right"),
            Spell(30, "1101201", "right faint tired right hard"),
        ),
        today=Turn(rounds="unsaid"),
        now=Now(state="go", stage="build"),
    ),
    "greta": Part(
        days=61,
        person=cast.greta,
        spells=(Spell(0, "1012101", "right tired right"), Spell(20, "1211013", "right hard tired right")),
        today=Turn(rounds="right easy right"),
        now=Now(state="enough", stage="standing"),
    ),
    "hillevi": Part(
        days=150,
        person=cast.hillevi,
        spells=(
            Spell(0, "1102011", "right hard right tired"),
            Spell(25, "1111201", "right right tired easy light"),
        ),
        turns={70: Turn(word=STRONGER), 71: Turn(word={"stronger": False}), -1: Turn(rounds="heavy")},
        now=Now(state="go", stage="build", because="heavier"),
    ),
    "ingvar": Part(
        days=9,
        person=cast.ingvar,
        spells=(Spell(0, "2123012", "faint right faint faint easy"),),
        now=Now(state="go", stage="find", because="finding"),
    ),
    "jasmin": Part(
        days=200,
        person=cast.jasmin,
        spells=(
            Spell(0, "1201113", "right tired hard right"),
            Spell(30, "1110211", "right tired right easy"),
            Spell(90, "1011010", "tired right tired"),
        ),
        turns={
            89: Turn(word=STRONGER),
            **{day: Turn(rounds="tired") for day in (-1, -3, -4, -6)},
            **{day: Turn(rounds="") for day in (-2, -5, -7, -8)},
        },
        now=Now(state="rest", stage="functional", because="rest_day"),
    ),
    "karin": Part(
        days=58,
        person=cast.karin,
        spells=(Spell(0, "2312023", "none"),),
        turns={40: Turn(word=WANTS_HELP)},
        today=Turn(rounds="", asked=True),
        now=Now(state="go", stage="find", asked=True),
    ),
    "lovisa": Part(
        days=110,
        person=cast.lovisa,
        spells=(Spell(0, "1210131", "right tired fresh right"),),
        turns={95: Turn(word=NOT_ENOUGH), -4: Turn(rounds="tired", trouble=("jump",))},
        today=Turn(rounds="tired"),
        now=Now(state="go", stage="functional", because="movement_later"),
    ),
    "maja": Part(
        days=72,
        person=cast.maja,
        spells=(
            Spell(0, "1120111", "right hard tired faint right"),
            Spell(24, "1112011", "right tired right easy right"),
            Spell(47, "1101210", "right tired hard right faint"),
        ),
        turns={
            40: Turn(signs=("fever",), rounds=""),
            **{day: Turn(rounds="") for day in range(41, 46)},
            46: Turn(signs=()),
        },
        today=Turn(rounds="right"),
        now=Now(state="go", stage="standing"),
    ),
    "nils": Part(
        days=130,
        person=cast.nils,
        spells=(
            Spell(0, "1112101", "right hard tired right"),
            Spell(25, "1121011", "right tired right easy"),
        ),
        turns={100: Turn(word={"stronger": False, "worse": False})},
        today=Turn(rounds="", asked=True),
        now=Now(state="go", stage="functional", asked=True),
    ),
    "olga": Part(
        days=180,
        person=cast.olga,
        spells=(
            Spell(0, "1211201", FINDS),
            Spell(18, "3333333", SURE),
            Spell(22, "1101110", "right tired right hard right right"),
            Spell(60, "1110110", "right tired right"),
            Spell(140, "1010100", "tired right"),
        ),
        turns={139: Turn(word=STRONGER)},
        now=Now(state="go", stage="functional", because="stronger"),
    ),
    "per": Part(
        days=90,
        person=cast.per,
        spells=(Spell(0, "1102110", "right tired right"),),
        today=Turn(signs=("blood_in_urine", "cannot_empty"), rounds=""),
        now=Now(state="care", asked=True, may="seek_care", because="not_now"),
    ),
    "rut": Part(
        days=155,
        person=cast.rut,
        spells=(
            Spell(0, "1120113", "right hard faint tired right"),
            Spell(25, "1112011", "right tired right"),
            Spell(46, "1101210", "right tired hard right faint"),
            Spell(85, "0", "right"),
            Spell(149, "1011110", "right easy right"),
        ),
        now=Now(state="go", stage="functional", because="daily_until_back"),
    ),
    "sara": Part(
        days=75,
        person=cast.sara,
        spells=(
            Spell(0, "1121012", "right hard tired faint"),
            Spell(25, "1110211", "right tired right"),
            Spell(46, "1101210", "right tired hard right faint"),
            Spell(changes.SARA_PAUSES, "0", "right"),
        ),
        turns={changes.SARA_PAUSES: Turn(answers=changes.sara_pauses)},
        now=Now(state="rest", stage="standing", because="paused"),
    ),
    "tove": Part(
        days=730,
        person=cast.tove,
        spells=(
            Spell(0, "2312223", "faint right hard right"),
            Spell(7, "3333333", SURE),
            Spell(11, "1121111", "right tired right easy"),
            Spell(82, "1001000", "right tired right right"),
            Spell(400, "10010001000", "right right tired"),
        ),
        turns={81: Turn(word=SATISFIED)},
        now=Now(state="go", stage="maintain", because="maintaining"),
    ),
    "ulf": Part(
        days=58,
        person=cast.ulf,
        spells=(Spell(0, "1110111", "own"),),
        now=Now(state="wait", may="wait", because="not_now"),
    ),
}
