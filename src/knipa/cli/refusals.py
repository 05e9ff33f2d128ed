"""How a command ends without an answer, and with which exit code."""

EXIT_BROKEN = 1  # the answer could not be written, or what Knipa reads is broken
EXIT_REFUSED = 2  # the input is wrong (CONTRACTS.md, Refusals)
EXIT_NOTHING_TO_DO = 3  # no session today (CONTRACTS.md, Commands)


class NothingToDo(Exception):  # noqa: N818  # no error: the person rests
    """There is no session today; the message is the reason, in the person's language."""


class Refused(Exception):  # noqa: N818  # the word of CONTRACTS.md
    """The input is wrong; the message is one line that names file, line and field."""
