"""Prints every moment at which a person's wishes come due, from a file alone."""

import json
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC
from zoneinfo import ZoneInfo

from knipa.cli.inputs import read
from knipa.cli.refusals import Refused
from knipa.contract import Refusal, read_wishes
from knipa.training.reminding import Due, Wishes, moments


def nudges(asked: Namespace) -> str:
    """Return the moments, one a line.

    Raises:
        Refused: for the first thing in the file that is wrong, or days in the wrong order.
    """
    try:
        wishes = read_wishes(*read(asked.wishes))
    except Refusal as refusal:
        raise Refused(str(refusal)) from None
    if asked.last < asked.first:
        raise Refused(f"--to: expected no earlier than --from, {asked.first}, got {asked.last}")
    due = moments(wishes, asked.first, asked.last, ZoneInfo)
    return _as_json(due) if asked.json else "".join(_line(each, wishes) for each in due)


def _as_json(due: Sequence[Due]) -> str:
    """Return a JSON array, each moment on a line of its own."""
    told = [
        {"wish": each.wish, "local": each.at.isoformat(), "utc": each.utc.isoformat().replace("+00:00", "Z")}
        for each in due
    ]
    return "[\n" + ",\n".join(f"  {json.dumps(each)}" for each in told) + "\n]\n" if told else "[]\n"


def _line(due: Due, wishes: Wishes) -> str:
    """Tell one moment: the person's day and time, the same for everyone, and what was wished."""
    wished = wishes.wishes[due.wish]
    utc = due.at.astimezone(UTC)
    return (
        f"{due.at:%a %Y-%m-%d %H:%M} {due.at:%z}  {utc:%Y-%m-%d %H:%M}Z  wish {due.wish}: {wished.at:%H:%M}\n"
    )
