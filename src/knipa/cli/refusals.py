"""How a command ends: with an answer or without one, and with which exit code."""

from dataclasses import dataclass

EXIT_BROKEN = 1  # the answer could not be written, or what Knipa reads is broken
EXIT_REFUSED = 2  # the input is wrong (CONTRACTS.md, Refusals)
EXIT_NOTHING_TO_DO = 3  # no session today (CONTRACTS.md, Commands)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is printed, and the exit code that says of itself how things stand."""

    text: str
    code: int = 0


class NothingToDo(Exception):  # noqa: N818  # no error: the person rests
    """There is no session today; the message is the reason, in the person's language."""


class Refused(Exception):  # noqa: N818  # the word of CONTRACTS.md
    """The input is wrong; the message is one line that names file, line and field."""
