"""Reads persons and logs, strictly: one thing wrong, and the whole input is refused with one line that says where."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from knipa.contract.checked import read_as, refuse_format
from knipa.contract.refusal import Refusal, show
from knipa.contract.strict_json import read_json, refuse_half_signs
from knipa.contract.wire import reader, write
from knipa.training.person import Person
from knipa.training.session_log import Line

PERSON = "knipa.person/1"
LOG = "knipa.log/1"
ZONES_APART = timedelta(days=1)  # a line written where the date is already tomorrow (CONTRACTS.md, Time)


def read_person(data: bytes | Mapping[str, Any], name: str, *, on: date | None = None) -> Person:
    """Return the person in this JSON, or in what JSON was read into; `name` is what it is called in a refusal.

    Raises:
        Refusal: for anything that CONTRACTS.md does not know, and for signs dated after `on`.
    """
    if isinstance(data, bytes):
        told = read_json(data, name)
    else:
        refuse_half_signs(told := data, name)
    refuse_format(told, PERSON, name)
    person: Person = read_as(reader(Person, PERSON), told, name)
    if on:
        refuse_later_signs(person, name, on)
    return person


def refuse_later_signs(person: Person, name: str, on: date) -> None:
    """Refuse signs that are said to hold from a day yet to come."""
    if person.signs_on and person.signs_on > on:
        raise Refusal(
            name, f"expected no later than {on}, got {show(str(person.signs_on))}", field="signs_on"
        )


def read_log(data: bytes, name: str, *, on: date | None = None) -> list[Line]:
    """Return the events of a log, one for each id, in the order in which their ids first stand there.

    Raises:
        Refusal: naming the line; also for a line dated more than one day after `on`.
    """
    return one_of_each(
        _line(read_json(text, name, number), name, number, on)
        for number, text in enumerate(data.split(b"\n"), start=1)
        if text.strip(b" \t\r\xef\xbb\xbf")
    )


def read_line(line: dict[str, Any] | bytes, name: str) -> Line:
    """Return one event, from JSON or from what JSON was read into.

    Raises:
        Refusal: for anything that CONTRACTS.md does not know.
    """
    if isinstance(line, bytes):
        return _line(read_json(line, name), name)
    refuse_half_signs(line, name)
    return _line(line, name)


def _line(told: object, name: str, number: int | None = None, on: date | None = None) -> Line:
    refuse_format(told, LOG, name, number)
    line: Line = read_as(reader(Line, LOG), told, name, number)
    if on and line.on - on > ZONES_APART:
        what = f"expected no later than {on + ZONES_APART}, got {show(line.at.isoformat())}"
        raise Refusal(name, what, field="at", line=number)
    return line


def one_of_each(lines: Iterable[Line]) -> list[Line]:
    """Return one event for each id; where two differ, the one whose canonical JSON sorts first counts."""
    events: dict[object, Line] = {}
    for line in lines:
        known = events.setdefault(line.id, line)
        if known != line:
            events[line.id] = min(known, line, key=canonical)
    return [*events.values()]


def canonical(line: Line) -> str:
    """Return JSON with keys sorted, no spaces, UTF-8 unescaped and nulls dropped."""
    return json.dumps(write_line(line), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write_person(person: Person) -> dict[str, Any]:
    """Return the person as `read_person` reads it; what is unknown is left out."""
    return {"format": PERSON, **write(person)}


def write_line(line: Line) -> dict[str, Any]:
    """Return the event as `read_line` reads it; what is unknown is left out."""
    return {"format": LOG, **write(line)}
