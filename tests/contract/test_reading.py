"""Readers hold against anything, and what was written is read back as it was."""

import itertools
import json
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from contract.anyone import LINES, PEOPLE
from knipa.contract import (
    Refusal,
    read_line,
    read_log,
    read_person,
    read_protocol,
    write_line,
    write_person,
)
from knipa.training import person, session_log

JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=4),
    max_leaves=12,
)
FIELDS = [
    *person.Person.__dataclass_fields__,
    *session_log.Session.__dataclass_fields__,
    "signs",
    "movement",
    "from",
    "kind",
    "on",
]
NEARLY = some.dictionaries(
    some.sampled_from(FIELDS), JSON | some.sampled_from(["session", "birth", "2026-01-01"]), max_size=6
)
FORMATS = some.sampled_from(["knipa.person/1", "knipa.log/1", "knipa.protocol/1"])


def _reads_or_refuses_in_one_line(data: bytes) -> None:
    for read in (read_person, read_log, read_line, read_protocol):
        told = _refusal(read, data)
        assert not told or (told.isprintable() and told.startswith("file\\u000a.json:"))


def _refusal(read: Callable[[bytes, str], object], data: bytes) -> str:
    try:
        read(data, "file\n.json")
    except Refusal as refusal:
        return str(refusal)
    return ""


@given(told=NEARLY, format_=FORMATS, at=some.sampled_from(["2026-01-01T00:00:00Z", "x"]))
@settings(max_examples=300)
def test_any_json_is_read_or_refused(told, format_, at) -> None:
    whole = {"at": at, "id": "6f1c1e0e-8a44-4b0a-9a54-1f6c1d2a3b40", **told, "format": format_}
    _reads_or_refuses_in_one_line(json.dumps(whole).encode())


@given(
    data=some.binary()
    | some.text().map(lambda text: text.encode("utf-8", "surrogatepass"))
    | JSON.map(lambda j: json.dumps(j).encode())
)
@example(data=b'{"format":"knipa.person/1","events":[{"kind":["birth"]}]}')
@example(data=b'{"format":"knipa.person/1","events":[{"kind":null}]}')
@example(data=b'{"format":"knipa.person/1","timezone":"' + b"a" * 5000 + b'"}')
@example(data=b'{"format":"knipa.person/1","timezone":"\\u0000"}')
@example(data=b"format = 1e999\n[a.b]\n[a.b]")
@example(data=b"a = " + b"[" * 100_000)
@settings(max_examples=300)
def test_any_bytes_are_read_or_refused(data) -> None:
    _reads_or_refuses_in_one_line(data)


@given(who=PEOPLE)
@settings(max_examples=100)
def test_a_person_written_is_the_person_read(who) -> None:
    assert read_person(json.dumps(write_person(who)).encode(), "p.json") == who


@given(line=LINES)
@settings(max_examples=200)
def test_an_event_written_is_the_event_read(line) -> None:
    told = write_line(line)
    assert read_line(told, "line") == line
    assert read_line(json.dumps(told).encode(), "line") == line
    assert None not in told.values()


def test_one_id_is_one_event_whatever_the_order() -> None:
    line = '{"format":"knipa.log/1","id":"%s","kind":"check","at":"2026-03-0%dT10:00:00Z"}'
    one = "6f1c1e0e-8a44-4b0a-9a54-1f6c1d2a3b40"
    lines = [line % (one, 2), line % (one, 1), line % (one.upper(), 3), line % (one[:-1] + "1", 4)]
    for order in itertools.permutations(lines):
        read = read_log("\n".join(order).encode(), "log.jsonl")
        assert sorted(event.at.day for event in read) == [1, 4]


def test_fields_may_stand_in_any_order_and_spacing_without_being_two_events() -> None:
    line = {"format": "knipa.log/1", "id": "6f1c1e0e-8a44-4b0a-9a54-1f6c1d2a3b40", "kind": "moment"}
    line |= {"at": "2026-03-01T10:00:00Z", "movement": "lift", "source": None}
    turned = json.dumps(dict(reversed(line.items())), indent=None, separators=(" ,", " : "))
    assert len(read_log(f"{json.dumps(line)}\n{turned}".encode(), "log.jsonl")) == 1


def test_a_long_value_is_cut_in_the_refusal() -> None:
    with pytest.raises(Refusal) as refused:
        read_person(json.dumps({"format": "knipa.person/1", "locale": "x" * 9000}).encode(), "p.json")
    assert len(str(refused.value)) < 200
