"""Reads an address that somebody has told us, strictly: what two programs could read differently is none."""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address

from knipa.web.reminders.outgoing.allowed import MOST_PORT, Place, has, host_of

LONGEST = 2_000  # characters; push services give 200 to 500 (our choice)
USUAL_PORTS = {"https": 443, "http": 80}
FIRST_FREE_PORT = (
    1_024  # below it sit mail and other things that are not to be talked to; 443 apart (our choice)
)
# no user, no fragment, no backslash, nothing that is not ASCII; `?` only after a path
URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<target>/[!-~]*)?",
    re.IGNORECASE,
)
NOT_IN_A_TARGET = frozenset('\\#"<>^`{|}')
SIGNS = re.compile("[!-~]*")  # what an address may be written with; its parts take fewer


class ForbiddenError(ValueError):
    """An address that we do not call, whoever asks."""


class NotWholeError(ForbiddenError):
    """It does not begin as an address does; seen in the writing alone, so it may be said plainly."""


class SignsError(ForbiddenError):
    """It holds signs that no address takes; seen in the writing alone, so it may be said plainly."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to, taken apart. `host` is a name, or an address without brackets."""

    scheme: str
    host: str
    port: int
    target: str
    is_allowed: bool  # by the operator: then it may be private, and in the clear

    @property
    def origin(self) -> str:
        """What stands before the path (RFC 6454): the audience of a push."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """What goes into `Host`."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == USUAL_PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def is_number(self) -> bool:
        """Whether the host is an address already, and nothing to look up."""
        try:
            return bool(ip_address(self.host))
        except ValueError:
            return False


@lru_cache(maxsize=100)  # a push reads it twice
def read(url: str, allowed: frozenset[Place] = frozenset()) -> Destination:
    """Return where this leads.

    Raises:
        NotWholeError: neither https nor, where anything at all is allowed, http stands first.
        SignsError: signs that no address takes.
        ForbiddenError: a user, a strange port, a host in an unusual spelling, or http where it is not allowed.
    """
    _refuse_as_written(url, "http" if allowed else "https")
    parts = URL.fullmatch(url) if len(url) <= LONGEST else None
    host = host_of(parts["host"].lower()) if parts else None
    if not parts or not host or NOT_IN_A_TARGET & set(parts["target"] or ""):
        raise ForbiddenError("not an address that we read")
    scheme = parts["scheme"].lower()
    port = int(parts["port"] or USUAL_PORTS[scheme])
    found = Destination(scheme, host, port, parts["target"] or "/", has(allowed, host, port))
    if not found.is_allowed:
        _refuse_what_is_not_public(found)
    return found


def _refuse_as_written(url: str, least: str) -> None:
    """Look at the writing alone, so that the answer tells nothing of which names there are inside, or are allowed."""
    beginning = url.lower().partition("://")[0]
    if "://" not in url or beginning not in {"https", least}:
        raise NotWholeError("no https first")
    if not SIGNS.fullmatch(url) or NOT_IN_A_TARGET & {*url}:
        raise SignsError("signs that no address takes")


def _refuse_what_is_not_public(found: Destination) -> None:
    if found.scheme != "https":
        raise ForbiddenError("not https")
    if found.port != USUAL_PORTS["https"] and not FIRST_FREE_PORT <= found.port <= MOST_PORT:
        raise ForbiddenError("not a port that we call")
    if not found.is_number and "." not in found.host:
        raise ForbiddenError("not a public name")
