"""Reads KNIPA_CALL_PRIVATE: which receivers of one's own network may be called, in the clear as well."""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address

LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
NAME = re.compile(rf"(?=.{{1,253}}$){LABEL}(?:\.{LABEL})*")  # RFC 1035; `_` is common in home networks
ENTRY = re.compile(r"(?P<host>\[[0-9a-f:.]+\]|[^\[\]:]+)(?::(?P<port>[0-9]{1,5}))?")
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")  # as a last label it makes a number of the whole (WHATWG URL, 4.3)
MOST_PORT = 65_535


class AllowedError(ValueError):
    """A list of receivers that cannot be read."""


@dataclass(frozen=True, slots=True)
class Place:
    """A name or an address, as it stands in a URL, and perhaps a port: without one, every port."""

    host: str
    port: int | None = None


def read(told: str | None) -> frozenset[Place]:
    """Return what the operator allows.

    Raises:
        AllowedError: an entry is neither a name nor an address, with or without a port.
    """
    entries = (each.strip().lower() for each in (told or "").split(","))
    return frozenset(_place(each) for each in entries if each)


def has(places: frozenset[Place], host: str, port: int) -> bool:
    """Whether exactly this receiver is allowed."""
    return Place(host) in places or Place(host, port) in places


@lru_cache(maxsize=1_000)  # nearly all pushes go to a handful
def host_of(text: str) -> str | None:
    """Return a name, or an address in its one usual spelling; nothing for what is only nearly one of them.

    Decimal, octal, hexadecimal and shortened addresses are none: two programs read them differently.
    """
    bare = text[1:-1] if text.startswith("[") else text
    try:
        return str(ip_address(bare)) if (":" in bare) == text.startswith("[") and "%" not in bare else None
    except ValueError:
        return text if NAME.fullmatch(text) and not NUMBER.fullmatch(text.rsplit(".", 1)[-1]) else None


def _place(entry: str) -> Place:
    parts = ENTRY.fullmatch(entry)
    host = host_of(parts["host"]) if parts else None
    port = int(parts["port"]) if parts and parts["port"] else None
    if host is None or (port is not None and not 1 <= port <= MOST_PORT):
        raise AllowedError(
            "KNIPA_CALL_PRIVATE: expected names or addresses, with or without a port, separated by commas, "
            f"such as ntfy.home:8080, got {entry!r}."
        )
    return Place(host, port)
