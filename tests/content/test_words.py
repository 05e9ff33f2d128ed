"""What Knipa says: complete in both languages, plain, and without a promise it may not give."""

import ast
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from knipa.content.care import packs
from knipa.content.words import CARE, words
from knipa.training.cue_sheet import Action
from knipa.training.exercise import Effort, Exercise, Movement, Position
from knipa.training.programme import Stage
from knipa.training.reason import Reason
from knipa.training.screening import May, Urgency

LOCALES = ("sv", "en")
WORDS = {
    locale: tomllib.loads(
        (files("knipa.content") / "languages" / locale / "words/training.toml").read_text(encoding="utf-8")
    )
    for locale in LOCALES
}
SAID = {  # each text once: most are the same for every care pack
    (locale, table, key, text): pack.id
    for locale in LOCALES
    for pack in packs().values()
    for table, texts in words(locale, pack).tables.items()
    if table in (*WORDS[locale], CARE)
    for key, text in texts.items()
}
TEXTS = [
    pytest.param(locale, key, text, id=f"{locale}-{pack_id}-{table}.{key}")
    for (locale, table, key, text), pack_id in SAID.items()
]
PACKS = [
    pytest.param(locale, pack, id=f"{locale}-{pack.id}") for locale in LOCALES for pack in packs().values()
]
MOST_CHARACTERS = 320
MOST_CUE_WORDS = 6  # of what is said during a repetition
MOST_READY_WORDS = 10  # of what is said in the five seconds before a dose

UNTIL = {"until"}
COUNTED = {"done", "of"}
PLACEHOLDERS = {
    "before_gentle_from": UNTIL,
    "operation_without_date": UNTIL,
    "operation_before_cleared": UNTIL,
    "cancer_without_date": UNTIL,
    "cancer_before_cleared": UNTIL,
    "before_cleared_from": UNTIL,
    "gentle_without_clearance": UNTIL,
    "birth_without_date": UNTIL,
    "paused": UNTIL,
    "first_gentle_sessions": COUNTED,
    "finding": COUNTED,
    "finding_begin": {"of"},
    "next_step": COUNTED,
    "let_go_first": COUNTED,
    "pain_free_days": {"days"},
    "rest_day": {"days"},
    "try_position": {"position"},
    "position_kept": {"position"},
    "start_capacity": {"hold", "reps"},
    "start_small": {"hold", "reps"},
    "strength_up": {"hold", "reps"},
    "fast_up": {"reps"},
    "endurance_up": {"hold"},
    "movement_later": {"movement", "until"},
    "movement_again": {"movement"},
    "regular": {"done", "asked"},
    "counted": {"done"},
    "ceiling": {"most"},
    "daily_rounds": {"most"},
}

WAY = {"find": {"days"}, "build": {"days"}, "times": {"hold", "reps"}, "long": {"hold"}}

FORBIDDEN = r"clearance|protocol|adherence|protokoll|följsamhet|klarering"
FOREIGN = {
    "sv": r"the|and|your|you|with|when|squeeze",
    "en": r"och|att|inte|du|när|som|knip(?:et)?",
}
RING_NOW = ("saddle_numbness", "new_leg_weakness", "cannot_pass_urine")
RING_TODAY = ("fever_or_wound_trouble_after_event", "unexpected_bleeding_in_pregnancy")
RING_SOON = ("blood_in_urine", "blood_in_stool", "cannot_empty", "unexpected_bleeding", "bulge_outside")
WAITS = (
    "catheter",
    "told_to_wait",
    "fever",
    "fever_or_wound_trouble",
    "before_gentle_from",
    "operation_without_date",
    "operation_before_cleared",
    "cancer_without_date",
    "cancer_before_cleared",
)


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def told_otherwise():
    """Every `Because(Reason.CODE, …, variant="…")` in the engine, as the key of its words."""
    for file in (Path(__file__).parents[2] / "src/knipa/training").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            for keyword in call.keywords:
                if keyword.arg == "variant":
                    code, variant = call.args[0], keyword.value
                    assert isinstance(code, ast.Attribute), f"{file}:{call.lineno}: name the code"
                    assert isinstance(variant, ast.Constant), f"{file}:{call.lineno}: write the variant out"
                    yield f"{Reason[code.attr]}_{variant.value}"


def cue_keys():
    """What a cue may be called: the exercise's own words where there are any, else the action's."""
    rest = {Exercise.RELAXATION, Exercise.BREATHING}
    for exercise in {*Exercise} - {Exercise.FUNCTIONAL}:
        yield f"{Action.GET_READY}_{exercise}"
    for movement in Movement:
        yield f"{Action.GET_READY}_{Exercise.FUNCTIONAL}_{movement}"
        yield f"{Action.MOVE}_{movement}"
    for exercise in rest:
        yield f"{Action.LET_GO}_{exercise}"
        yield f"{Action.BREATHE}_{exercise}"
    yield from (f"{Action.SQUEEZE}_{Exercise.CIRCULATION}", f"{Action.SQUEEZE}_{Exercise.ENDURANCE}")
    yield from (str(Action.SQUEEZE), str(Action.LET_GO), str(Action.DONE))


def test_both_languages_have_the_same_keys():
    assert {table: [*texts] for table, texts in WORDS["sv"].items()} == {
        table: [*texts] for table, texts in WORDS["en"].items()
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_every_code_has_words_and_no_words_lack_a_code(locale):
    variants = {*told_otherwise()}
    assert variants >= {"fever_or_wound_trouble_after_event", "unexpected_bleeding_in_pregnancy"}
    assert {*WORDS[locale]["reason"]} == {str(reason) for reason in Reason} | variants


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", [Exercise, Movement, Position, Stage, Effort, May, Urgency])
def test_every_value_has_a_name(locale, kind):
    assert {*WORDS[locale][kind.__name__.lower()]} == {str(value) for value in kind}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_player_never_lacks_words(locale):
    assert {*WORDS[locale]["cue"]} == {*cue_keys()}


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_said_fits_its_time(locale):
    for key, text in WORDS[locale]["cue"].items():
        most = MOST_READY_WORDS if key.startswith("get_ready") else MOST_CUE_WORDS
        assert len(text.split()) <= most, key


@pytest.mark.parametrize(("locale", "key", "text"), TEXTS)
def test_a_sentence_asks_only_for_the_values_of_its_code(locale, key, text):
    expected = WAY.get(key, set()) if WORDS[locale]["way"].get(key) == text else PLACEHOLDERS.get(key, set())
    assert placeholders(text) == expected


@pytest.mark.parametrize(("locale", "key", "text"), TEXTS)
def test_no_text_is_empty_or_long(locale, key, text):
    assert 0 < len(text) <= MOST_CHARACTERS
    assert text == text.strip()


@pytest.mark.parametrize(("locale", "key", "text"), TEXTS)
def test_no_text_uses_a_word_of_the_workshop(locale, key, text):
    assert not re.search(FORBIDDEN, text, re.IGNORECASE)


@pytest.mark.parametrize(("locale", "key", "text"), TEXTS)
def test_no_text_falls_into_the_other_language(locale, key, text):
    assert not re.search(rf"\b(?:{FOREIGN[locale]})\b", text, re.IGNORECASE)


@pytest.mark.parametrize(("locale", "pack"), PACKS)
def test_every_lock_says_whom_to_ring_and_how_to_come_back(locale, pack):
    say = words(locale, pack)
    says, care = say.tables["reason"], say.tables[CARE]
    back = {"sv": r"\bhär\b|\btill den \{until\}", "en": r"\bhere\b|\buntil \{until\}"}[locale]
    now = {"sv": r"^Ring \S.* nu\b.*", "en": r"^Ring \S.* now\b.*"}[locale]
    today = {"sv": "idag", "en": "today"}[locale]
    for key in (*RING_NOW, *RING_TODAY, *RING_SOON, *WAITS):
        assert re.search(r"\bring(?:a|er)?\b", says[key], re.IGNORECASE), key
        assert re.search(back, says[key]), key
    assert re.search(now, care["ring_emergency_now"])
    assert "112" in care["ring_emergency_now"]
    for key in RING_NOW:
        assert f" {care['ring_emergency_now']}. " in says[key], key
    for key in RING_TODAY:
        assert today in says[key], key
        assert care["maternity"] in says[key], key
        assert care["advice"] in says[key], key
    for key in RING_SOON:
        assert care["centre"] in says[key], key


@pytest.mark.parametrize("locale", LOCALES)
def test_how_things_stand_is_asked_without_a_word_of_birth(locale):
    text = WORDS[locale]["reason"]["how_do_things_stand"]
    unwanted = r"gravid|förloss|föd|barn|bebis|pregnan|birth|born|baby|child|due"
    assert not re.search(unwanted, text, re.IGNORECASE)
