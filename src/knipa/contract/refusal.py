"""How input is refused: one line that names the file, the line and the field, and says what was expected."""

from collections.abc import Sequence

LONGEST = 60  # characters of a value that are shown; enough to recognise it (our choice)


class Refusal(Exception):  # noqa: N818  # it is called so in CONTRACTS.md
    """The whole input is refused. `str()` is one line: `FILE:LINE: FIELD: what`."""

    def __init__(self, file: str, what: str, *, field: str = "", line: int | None = None) -> None:
        """Say where, and what was expected; control characters in any part are written out."""
        self.file, self.line, self.field, self.what = file, line, field, what
        place = file if line is None else f"{file}:{line}"
        super().__init__(printable(": ".join(part for part in (place, field, what) if part)))


def printable(text: str) -> str:
    """Return the text on one line: what cannot be seen is written as an escape."""
    return "".join(sign if sign.isprintable() else _escaped(sign) for sign in text)


def _escaped(sign: str) -> str:
    code = ord(sign)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def show(value: object) -> str:
    """Return a value as JSON writes it, short enough for one line; lists and objects by name only."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{_cut(printable(value))}"'
        case list() | tuple():
            return "a list"
        case dict():
            return "an object"
    return _cut(printable(str(value)))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def path(parts: Sequence[str | int]) -> str:
    """Return a path as one reads it: `events[0].on`."""
    told = ""
    for part in parts:
        if isinstance(part, int):
            told += f"[{part}]"
        else:
            name = part if part.isidentifier() and len(part) <= LONGEST else show(part)
            told += f".{name}" if told else name
    return told
