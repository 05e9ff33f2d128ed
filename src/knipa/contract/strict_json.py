"""Reads JSON as it should be written: each key once, no NaN, no broken text; the rest is refused by line and field."""

import json
import re
from collections.abc import Iterator
from typing import Any, Never

from knipa.contract.refusal import Refusal, path

HALF_SIGN = re.compile(r"[\ud800-\udfff]")  # half of a surrogate pair: no text that can be stored or shown
MOST_DIGITS = 4300  # what Python reads into a whole number by itself
DEEP = 100  # the contract itself goes five deep (our choice)
type Path = tuple[str | int, ...]


class _OddError(Exception):
    """Something that JSON readers disagree on; its place is found by reading once more, slowly."""


def read_json(data: bytes, name: str, line: int | None = None) -> Any:  # noqa: ANN401  # JSON may be anything
    """Return what the JSON says; `line` is the line of a JSON lines file.

    Raises:
        Refusal: for broken UTF-8 or JSON, a key given twice, NaN, half signs, too deep a nest.
    """
    text = decode(data, name, line)
    try:
        value = _read(text)
        if "\\u" in text:  # only an escape can bring half a sign; UTF-8 cannot
            refuse_half_signs(value, name, line)
    except json.JSONDecodeError as broken:
        raise _broken(broken, name, line) from None
    except RecursionError:
        raise Refusal(name, "nested too deeply", line=line or line_of_the_nest(text)) from None
    except _OddPlaceError as odd:
        raise Refusal(name, odd.what, field=path(odd.where), line=line) from None
    return value


def read_marked(data: bytes, name: str) -> Any:  # noqa: ANN401  # JSON may be anything
    """Return what the JSON says, with a mark wherever it is odd: `refuse_marks` judges each part by itself.

    Raises:
        Refusal: for broken UTF-8 or JSON, and too deep a nest.
    """
    text = decode(data, name)
    try:
        return _SLOW.decode(text)
    except json.JSONDecodeError as broken:
        raise _broken(broken, name) from None
    except RecursionError:
        raise Refusal(name, "nested too deeply", line=line_of_the_nest(text)) from None


def refuse_marks(value: object, name: str) -> None:
    """Refuse a part in which something odd was marked, or that goes too deep to be looked through."""
    try:
        for where, mark in _marks(value, ()):
            raise Refusal(name, mark.what, field=path(where))
    except RecursionError:
        raise Refusal(name, "nested too deeply") from None


def _broken(broken: json.JSONDecodeError, name: str, line: int | None = None) -> Refusal:
    what = f"broken JSON at column {broken.colno}: {broken.msg[:1].lower()}{broken.msg[1:].rstrip(' :')}"
    return Refusal(name, what, line=line or broken.lineno)


def line_of_the_nest(text: str) -> int:
    """Return the line in which the brackets go deeper than any honest file."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "[{") - (sign in "]}")
        if depth > DEEP:
            return text.count("\n", 0, at) + 1
    return 1


def decode(data: bytes, name: str, line: int | None = None) -> str:
    """Return the text; a byte order mark is let pass.

    Raises:
        Refusal: naming the line, if it is not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        at = line or data.count(b"\n", 0, broken.start) + 1
        raise Refusal(name, "expected UTF-8 text", line=at) from None


def refuse_half_signs(value: object, name: str, line: int | None = None) -> None:
    """Refuse half a surrogate pair in any key or text."""
    for where, text in _texts(value, ()):
        if HALF_SIGN.search(text):
            raise Refusal(
                name, "expected whole characters, got half a surrogate pair", field=path(where), line=line
            )


def _texts(value: object, where: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield where, value
    for part, inner in _inner(value):
        if isinstance(part, str):
            yield (*where, part), part
        yield from _texts(inner, (*where, part))


def _inner(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


class _OddPlaceError(Exception):
    def __init__(self, where: Path, what: str) -> None:
        self.where, self.what = where, what


class _Marked:
    """Stands in the tree where something odd was."""

    def __init__(self, what: str) -> None:
        self.what = what


def _read(text: str) -> object:
    try:
        return _QUICK.decode(text)
    except json.JSONDecodeError:
        raise
    except (_OddError, ValueError):  # a plain ValueError: more digits than Python reads
        tree = _SLOW.decode(text)
    where, mark = next(_marks(tree, ()))
    raise _OddPlaceError(where, mark.what)


def _marks(value: object, where: Path) -> Iterator[tuple[Path, _Marked]]:
    if isinstance(value, _Marked):
        yield where, value
    for part, inner in _inner(value):
        yield from _marks(inner, (*where, part))


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise _OddError
    return read


def _refuse(_: str) -> Never:
    raise _OddError


def _mark_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for key, value in pairs:
        read[key] = _Marked("given twice") if key in read else value
    return read


def _mark_long(digits: str) -> int | _Marked:
    return _Marked("a number with too many digits") if len(digits) > MOST_DIGITS else int(digits)


def _mark_constant(name: str) -> _Marked:
    return _Marked(f"expected a number, got {name}")


_QUICK = json.JSONDecoder(object_pairs_hook=_each_key_once, parse_constant=_refuse)
_SLOW = json.JSONDecoder(object_pairs_hook=_mark_twice, parse_constant=_mark_constant, parse_int=_mark_long)
