"""One thing that was looked at, and how it stands."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it stands."""

    WELL = "ok"
    OFF = "--"  # not set up, which is no fault
    WRONG = "!!"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and what to do about it."""

    name: str
    state: State
    said: str
    mend: str = ""

    def __str__(self) -> str:
        told = f"{self.said}. {self.mend}" if self.mend else self.said
        return f"{self.state} {self.name}: {' '.join(told.split())}"


def well(name: str, said: str) -> Finding:
    return Finding(name, State.WELL, said)


def off(name: str, said: str, mend: str = "") -> Finding:
    return Finding(name, State.OFF, said, mend)


def wrong(name: str, said: str, mend: str = "") -> Finding:
    return Finding(name, State.WRONG, said, mend)
