"""The files that must be read, and those that must be refused with exactly the line beside them."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from knipa.contract import Refusal, read_log, read_person, schema

HERE = Path(__file__).parent
ON = date(2026, 11, 23)
READ = {"person": read_person, "log": read_log}


def _files(kind: str, where: str) -> list[Path]:
    return sorted(file for file in (HERE / kind / where).iterdir() if file.name != "says.json")


def _cases(where: str) -> list:
    return [
        pytest.param(kind, file, id=f"{kind}-{file.stem}") for kind in READ for file in _files(kind, where)
    ]


def _says(kind: str) -> dict[str, str]:
    return json.loads((HERE / kind / "should_fail" / "says.json").read_text("utf-8"))


@pytest.mark.parametrize(("kind", "file"), _cases("should_pass"))
def test_it_is_read(kind, file) -> None:
    READ[kind](file.read_bytes(), file.name, on=ON)


@pytest.mark.parametrize(("kind", "file"), _cases("should_fail"))
def test_it_is_refused_in_one_line_that_says_where(kind, file) -> None:
    with pytest.raises(Refusal) as refused:
        READ[kind](file.read_bytes(), file.name, on=ON)
    assert str(refused.value) == file.name + _says(kind)[file.stem]


@pytest.mark.parametrize("kind", READ)
def test_every_refused_file_has_its_line(kind) -> None:
    assert sorted(_says(kind)) == sorted(file.stem for file in _files(kind, "should_fail"))


@pytest.mark.parametrize(("kind", "file"), _cases("should_pass"))
def test_what_is_read_fits_the_schema(kind, file) -> None:
    text = file.read_text("utf-8-sig")
    told = [text] if kind == "person" else [line for line in text.split("\n") if line.strip()]
    judge = Draft202012Validator(schema(kind), format_checker=FormatChecker())
    for each in told:
        judge.validate(json.loads(each))


# What JSON Schema cannot see: the text of the JSON itself, other fields, the day, and names of time zones.
BEYOND_A_SCHEMA = {
    *("broken-json", "key-given-twice", "not-a-number", "infinity", "half-a-sign"),
    *("signs-from-the-future", "from-the-future", "unknown-time-zone"),
}


@pytest.mark.parametrize(
    ("kind", "file"), [c for c in _cases("should_fail") if c.values[1].stem not in BEYOND_A_SCHEMA]
)
def test_what_is_refused_does_not_fit_the_schema(kind, file) -> None:
    text = file.read_text("utf-8")
    told = [text] if kind == "person" else [line for line in text.split("\n") if line.strip()]
    judge = Draft202012Validator(schema(kind), format_checker=FormatChecker())
    assert not all(judge.is_valid(json.loads(each)) for each in told)


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"format":"knipa.person/1","a":' + b'{"a":' * 100_000])
def test_a_hundred_thousand_brackets_are_refused(data) -> None:
    with pytest.raises(Refusal, match=r"^deep\.json:1: nested too deeply$"):
        read_person(data, "deep.json")
    with pytest.raises(Refusal, match=r"^deep\.jsonl:2: nested too deeply$"):
        read_log(b"\n" + data, "deep.jsonl")


def test_endless_digits_are_refused() -> None:
    data = b'{"format": "knipa.person/1", "capacity": {"hold_s": ' + b"9" * 5000 + b"}}"
    with pytest.raises(Refusal, match=r"^p\.json: capacity\.hold_s: a number with too many digits$"):
        read_person(data, "p.json")


def test_what_is_not_utf_8_is_refused_by_its_line() -> None:
    with pytest.raises(Refusal, match=r"^log\.jsonl:3: expected UTF-8 text$"):
        read_log(b"\n\n\xff\n", "log.jsonl")


def test_signs_may_lie_ahead_when_no_day_is_asked_for() -> None:
    person = read_person(b'{"format":"knipa.person/1","signs_on":"2099-01-01"}', "p.json")
    assert person.signs_on == date(2099, 1, 1)


def test_a_line_of_tomorrow_is_read_for_it_may_be_tomorrow_where_it_was_written() -> None:
    line = b'{"format":"knipa.log/1","id":"6f1c1e0e-8a44-4b0a-9a54-1f6c1d2a3b40","kind":"check","at":"%s"}'
    assert read_log(line % b"2026-11-24T00:10:00+14:00", "log.jsonl", on=ON)


@pytest.mark.parametrize(
    "file", sorted((HERE / "cuesheet" / "pass").glob("*.json")), ids=lambda file: file.stem
)
def test_a_cue_sheet_that_the_player_takes_fits_the_schema(file) -> None:
    Draft202012Validator(schema("cuesheet")).validate(json.loads(file.read_text("utf-8")))


# What needs two cues to be seen; the player sees them (tests/player/sheet.test.js).
BETWEEN_CUES = {
    *(
        "overlap-between-cues",
        "last-cue-is-not-done",
        "open-hold-without-target",
        "done-lasts",
        "gap-between-cues",
    ),
    *(
        "rest-after-open-hold-without-minimum",
        "effort-while-letting-go",
        "duration-differs",
        "rest-shorter-than-hold",
    ),
}


@pytest.mark.parametrize(
    "file", sorted((HERE / "cuesheet" / "fail").glob("*.json")), ids=lambda file: file.stem
)
def test_a_cue_sheet_that_is_wrong_in_itself_does_not_fit_the_schema(file) -> None:
    fits = Draft202012Validator(schema("cuesheet")).is_valid(json.loads(file.read_text("utf-8")))
    assert fits == (file.stem in BETWEEN_CUES)
