"""A programme is read only when every number says where it comes from, and none is beyond what is safe."""

import json
import re
import tomllib

import pytest
from jsonschema import Draft202012Validator

from knipa.content import library
from knipa.contract import Refusal, built_in, read_protocol, schema
from knipa.training.exercise import Effort, Exercise
from knipa.training.reason import Reason

TEXT = library.protocol_text("1177").decode()


def _refusal(text: str) -> str:
    with pytest.raises(Refusal) as refused:
        read_protocol(text.encode(), "mine.toml")
    return str(refused.value)


def _with(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def test_1177_says_what_the_facts_say() -> None:
    protocol = built_in("1177")
    find = protocol.doses.find.dose(Exercise.FIND)
    assert (find.reps, find.hold_s, find.rest_s, find.effort) == (10, 3, 3, Effort.MODERATE)  # R15
    strength = protocol.ladders.strength
    assert (strength.target.hold_s, strength.target.reps, strength.effort) == (6, 10, Effort.MAX)  # R21, R22
    fast = protocol.ladders.fast
    assert (fast.target.hold_s, fast.target.reps, fast.rest.after(2)) == (2, 10, 2)  # R25
    endurance = protocol.ladders.endurance
    assert (endurance.target.hold_s, endurance.open, endurance.effort) == (60, True, Effort.MODERATE)  # R26
    assert protocol.rhythms.find.per_day.min == protocol.rhythms.find.per_day.max == 3  # R15
    assert (protocol.rhythms.stronger.days_per_week.min, protocol.rhythms.stronger.days_per_week.max) == (
        3,
        4,
    )  # R22
    assert (protocol.rhythms.maintain.days_per_week.min, protocol.rhythms.maintain.days_per_week.max) == (
        1,
        3,
    )  # R30


def test_a_number_without_its_source_is_refused() -> None:
    bare = _with('hold_s = { value = 3, source = "ours" }', "hold_s = 3")
    assert (
        _refusal(bare)
        == "mine.toml: doses.find.hold_s: expected { value, source }: a number needs its source"
    )


REFUSED = [
    ('{ value = 10, source = "R15" }', "{ value = 10 }", "doses.find.reps.source: missing"),
    (
        '{ value = 10, source = "R15" }',
        '{ value = 10, source = "R46" }',
        'doses.find.reps.source: expected R1 to R45, a key of evidence.toml or "ours", got "R46"',
    ),
    (
        '{ value = 10, source = "R15" }',
        '{ value = 16, source = "R15" }',
        "doses.find.reps: expected 1 to 15, got 16",
    ),
    (
        '{ value = 10, source = "R15" }',
        '{ value = -1, source = "R15" }',
        "doses.find.reps.value: expected 0 to 1000, got -1",
    ),
    (
        '{ value = 10, source = "R15" }',
        '{ value = nan, source = "R15" }',
        "doses.find.reps.value: expected a whole number, 0 to 1000, got nan",
    ),
    (
        'effort = "moderate"',
        'effort = "kind"',
        'doses.find.effort: expected one of max, near, moderate, light, none, got "kind"',
    ),
    ("open = false", 'open = "no"', 'ladders.strength.open: expected true or false, got "no"'),
    ('id = "1177"', 'id = "1177"\ncolour = "blue"', "colour: unknown field"),
    ('id = "1177"', 'id = "../1177"', 'id: expected an id of small letters, digits, - and _, got "../1177"'),
    (
        '"knipa.protocol/1"',
        '"knipa.protocol/2"',
        'format: expected "knipa.protocol/1", got "knipa.protocol/2"',
    ),
    ('start.hold_s = { value = 3, source = "ours" }\n', "", "ladders.strength.start.hold_s: missing"),
    (
        'start.hold_s = { value = 3, source = "ours" }',
        'start.hold_s = { value = 7, source = "ours" }',
        "ladders.strength.start.hold_s: is 7, above the target 6",
    ),
]


@pytest.mark.parametrize(("old", "new", "says"), REFUSED)
def test_a_programme_is_refused_by_field(old, new, says) -> None:
    assert _refusal(_with(old, new)) == f"mine.toml: {says}"


def test_broken_toml_is_refused_by_line() -> None:
    assert re.match(r"^mine\.toml:3: broken TOML: ", _refusal("a = 1\nb = 2\nc = = 3\n"))
    assert re.match(r"^mine\.toml:2: broken TOML: ", _refusal("a = 1\nb = \n"))
    assert _refusal("a = " + "[" * 100_000) == "mine.toml:1: nested too deeply"
    assert _refusal("a = " + "9" * 5000) == "mine.toml: a number with too many digits"


def test_an_unknown_programme_is_refused() -> None:
    with pytest.raises(Refusal, match="expected 1177 or a file"):
        built_in("../1177")


def test_1177_fits_the_schema() -> None:
    judge = Draft202012Validator(schema("protocol"))
    judge.validate(tomllib.loads(TEXT))
    assert not judge.is_valid(tomllib.loads(_with('{ value = 10, source = "R15" }', "10")))


def test_every_fact_that_a_decision_cites_is_there() -> None:
    cited = {reason.fact for reason in Reason if not re.fullmatch(r"R\d+|ours", reason.fact)}
    assert cited <= set(library.evidence())
    for key, told in library.evidence().items():
        assert sorted(told) == ["note", "source", "title"], key
        assert all(told.values()), key


@pytest.mark.parametrize("name", ["person", "log", "plan", "cuesheet", "protocol"])
def test_a_schema_is_one(name) -> None:
    told = schema(name)
    Draft202012Validator.check_schema(told)
    assert told["title"] == f"knipa.{name}/1"
    assert json.loads(json.dumps(told)) == told
