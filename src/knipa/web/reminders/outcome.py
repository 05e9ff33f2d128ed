"""What became of one try to reach a person by one way."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why it did not arrive; the page turns each into a sentence (pages/nudges)."""

    GONE = "gone"  # the receiver says that it is there no more
    REFUSED = "refused"  # the receiver takes it not, now or ever
    BUSY = "busy"  # the receiver asks to wait
    FAULTY = "faulty"  # the receiver says that it is out of order
    UNREACHABLE = "unreachable"  # nobody answers
    FORBIDDEN = "forbidden"  # an address that we do not call: of this machine, or of a private network
    NOT_SET_UP = "not_set_up"  # the operator has not set up this kind of way
    STOPPED = "stopped"  # ended by the link in one of its mails
    BROKEN = "broken"  # a fault of ours


@dataclass(frozen=True, slots=True)
class Delivered:
    """The receiver has taken it."""


@dataclass(frozen=True, slots=True)
class Failed:
    """It has not arrived, as far as we know.

    `heard` is what the receiver said, in a few words without anything of the person. `after_s` is how long it asks
    us to wait. `gone`: this way is not tried again.
    """

    why: Why
    heard: str = ""
    after_s: int | None = None
    gone: bool = False

    def __str__(self) -> str:
        return f"{self.why}: {self.heard}" if self.heard else str(self.why)


type Outcome = Delivered | Failed
