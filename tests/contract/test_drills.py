"""Drills are data: read as strictly as a programme, and written as cue sheets that the player takes."""

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from knipa.content.library import ContentError, drill_text
from knipa.content.words import words
from knipa.contract import Refusal, drill_sheet_json, read_drill, schema
from knipa.contract.sheets import digest
from knipa.training.drill import DrillName
from knipa.training.progression import follow
from training.builders import DAY_ONE, PROTOCOL, knowing

ANYONE = knowing()
PLAN = follow(PROTOCOL, ANYONE, [], DAY_ONE)
LOCALES = ("sv", "en")


def sheet(name, locale="en"):
    return drill_sheet_json(name, ANYONE, PLAN, words(locale))


@pytest.mark.parametrize("name", DrillName)
@pytest.mark.parametrize("locale", LOCALES)
def test_each_drill_is_a_cue_sheet_in_both_languages(name, locale):
    told = sheet(name, locale)
    Draft202012Validator(schema("cuesheet")).validate(json.loads(json.dumps(told)))
    assert told["digest"] == digest(told)
    assert told["locale"] == locale
    assert "round" not in told


def test_every_file_is_a_drill_that_is_known():
    told = {file.name for file in (files("knipa.content") / "drills").iterdir()}
    assert told == {f"{name}.toml" for name in DrillName}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_words_of_a_drill_are_left_unsaid(locale):
    said = {cue["say"] for name in DrillName for cue in sheet(name, locale)["cues"]}
    assert {*words(locale).tables["drill"].values()} <= said


@pytest.mark.parametrize("locale", LOCALES)
def test_what_a_drill_says_fits_its_time(locale):
    for key, text in words(locale).tables["drill"].items():
        most = 10 if "get_ready" in key else 6  # as in tests/content/test_words.py
        assert len(text.split()) <= most, key


def test_an_exercise_is_called_otherwise_in_a_drill_than_in_a_session():
    squeeze = next(cue for cue in sheet(DrillName.URGE)["cues"] if cue["action"] == "squeeze")
    assert squeeze["say"] == words("en").text("drill", "urge_squeeze_endurance")
    assert squeeze["say"] != words("en").text("cue", "squeeze_endurance")


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('"knipa.drill/1"', '"knipa.drill/9"', 'format: expected "knipa.drill/1", got "knipa.drill/9"'),
        ('reps = { value = 1, source = "ours" }', "reps = 1", "parts[0].reps: expected { value, source }"),
        ('source = "R26"', 'source = "R99"', "parts[0].rest_s.source: expected R1 to R45"),
        ('effort = "moderate"', 'effort = "max"', "parts[0].effort: expected moderate at most, got max"),
        (
            'value = 5, source = "R26"',
            'value = 2, source = "R26"',
            "parts[0].rest_s: expected at least the hold",
        ),
        ('position = "standing"', 'position = "standing"\nmood = "calm"', "mood: unknown field"),
    ],
)
def test_a_drill_that_cannot_be_trusted_is_refused_by_its_field(was, becomes, said):
    text = drill_text("urge").decode()
    assert was in text
    with pytest.raises(Refusal) as refused:
        read_drill(text.replace(was, becomes, 1).encode(), "own.toml")
    assert str(refused.value).startswith(f"own.toml: {said}")


def test_a_drill_that_is_not_there_is_named():
    with pytest.raises(ContentError, match=r"^drills/nap\.toml: there is no such drill$"):
        drill_text("nap")
