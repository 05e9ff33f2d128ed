"""Reads many lines sent at once: a bad one is refused by itself and never stops the others."""

from typing import Any

from knipa.contract.checked import refuse_format
from knipa.contract.reading import read_line
from knipa.contract.refusal import Refusal, show
from knipa.contract.strict_json import read_marked, refuse_marks
from knipa.training.session_log import Line

SYNC = "knipa.sync/1"
FIELDS = {"format", "lines"}


def read_batch(data: bytes, name: str) -> list[tuple[str | None, Line | Refusal]]:
    """Return each line in the order sent, with its id as it was written: an event, or why it is none.

    Raises:
        Refusal: where it is no batch at all.
    """
    told = read_marked(data, name)
    refuse_format(told, SYNC, name)
    for field in told.keys() - FIELDS:
        raise Refusal(name, "unknown field", field=str(field))
    lines = told.get("lines")
    if not isinstance(lines, list):
        raise Refusal(name, f"expected a list, got {show(lines)}", field="lines")
    return [(_id(line), _event(line)) for line in lines]


def _id(line: object) -> str | None:
    told = line.get("id") if isinstance(line, dict) else None
    return told if isinstance(told, str) else None


def _event(line: Any) -> Line | Refusal:  # noqa: ANN401  # as it was sent
    try:
        refuse_marks(line, "line")
        return read_line(line, "line")
    except Refusal as refusal:
        return refusal
