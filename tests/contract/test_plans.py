"""Whoever comes, with whatever log, gets a plan and a cue sheet that fit what the contract says."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator, FormatChecker

from contract.anyone import LINES, PEOPLE
from knipa.cli.plan_text import render_plan_text
from knipa.cli.sheet_text import render_sheet_text
from knipa.content.words import words
from knipa.contract import built_in, one_of_each, plan_json, schema, sheet_json
from knipa.contract.sheets import digest
from knipa.training.exercise import Dose, Effort, Exercise, Position
from knipa.training.person import Person
from knipa.training.progression import follow

PLAN = Draft202012Validator(schema("plan"), format_checker=FormatChecker())
SHEET = Draft202012Validator(schema("cuesheet"))
DAYS = some.dates(date(1900, 1, 1), date(2999, 12, 31))


@given(who=PEOPLE, log=some.lists(LINES, max_size=6), on=DAYS, locale=some.sampled_from(["sv", "en"]))
@settings(max_examples=150)
def test_anyone_gets_a_plan_that_fits(who, log, on, locale) -> None:
    plan = follow(built_in("1177"), who, one_of_each(log), on)
    said = words(locale)
    PLAN.validate(plan_json(plan, said))
    assert all(len(line) <= 80 for line in render_plan_text(plan, said).splitlines())
    if plan.doses:
        sheet = sheet_json(plan, said, locale)
        SHEET.validate(sheet)
        assert sheet["digest"] == digest(sheet)
        assert all(len(line) <= 80 for line in render_sheet_text(plan, said).splitlines())


def test_what_is_not_needed_is_left_out_and_what_is_unknown_is_null() -> None:
    plan = follow(built_in("1177"), Person(), [], date(2026, 11, 23))
    told = plan_json(plan, words("en"))
    assert (told["expect"], told["countdown"], told["clearance"]["urgency"]) == (None, None, None)
    assert all(not {"movement", "on_top"} & set(dose) for dose in told["doses"])


def test_an_open_hold_says_how_long_it_may_last_and_how_long_the_rest_is_at_least() -> None:
    cues = _cues(
        Dose(exercise=Exercise.ENDURANCE, effort=Effort.MODERATE, reps=1, hold_s=10, rest_s=10, open=True)
    )
    hold, rest, done = cues[1:]
    assert (hold["until"], hold["for_ms"], hold["target_ms"], hold["effort"]) == (
        "released",
        60_000,
        10_000,
        0.5,
    )
    assert (rest["as_long_as_held"], rest["for_ms"], rest["rest_min_ms"], rest["effort"]) == (
        True,
        60_000,
        10_000,
        0,
    )
    assert (done["action"], done["for_ms"], done["exercise"], done["rep"], done["of"]) == (
        "done",
        0,
        None,
        None,
        None,
    )


def test_quick_squeezes_on_top_are_told_only_where_there_are_any() -> None:
    dose = Dose(exercise=Exercise.STRENGTH, effort=Effort.MAX, reps=1, hold_s=6, rest_s=12, on_top=3)
    assert [cue.get("on_top") for cue in _cues(dose)] == [None, 3, None, None]
    assert "on_top" in _plan_with(dose)["doses"][0]


def _cues(dose: Dose) -> list:
    return sheet_json(_of(dose), words("sv"), "sv")["cues"]


def _plan_with(dose: Dose) -> dict:
    return plan_json(_of(dose), words("sv"))


def _of(dose: Dose):
    return replace(
        follow(built_in("1177"), Person(), [], date(2026, 11, 23)), doses=[dose], position=Position.SIDE
    )
