"""Reads KNIPA_URL: the https address at which phones reach this Knipa through a proxy on the same machine."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

HTTPS_PORT = 443
LONGEST_NAME = 253  # RFC 1035
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
NAME = re.compile(rf"{LABEL}(?:\.{LABEL})*")
OUR_OWN = ("localhost", "127.0.0.1")  # there sits the owner: never an address for others


class AddressError(ValueError):
    """An address at which no phone could reach us safely."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where phones come: a name, and a port where it is not that of https."""

    name: str
    port: int = HTTPS_PORT

    @property
    def host(self) -> str:
        """What a browser writes into `Host`."""
        return self.name if self.port == HTTPS_PORT else f"{self.name}:{self.port}"

    @property
    def origin(self) -> str:
        return f"https://{self.host}"

    def is_asked_by(self, host: str) -> bool:
        """Whether a request with this `Host` is for us. Two hosts in one are for nobody."""
        return host.lower() in (self.host, f"{self.name}:{self.port}")


def read(told: str | None) -> Address | None:
    """Return the address, or None where none is told.

    Raises:
        AddressError: it is not https://name or https://name:port, and nothing more.
    """
    if not told:
        return None
    try:
        parts = urlsplit(told.lower())
        port = HTTPS_PORT if parts.port is None else parts.port
        address = Address(parts.hostname or "", port)
    except ValueError:
        raise _refusal(told) from None
    if not _is_whole(told, parts) or not _is_a_name(address.name) or not address.port:
        raise _refusal(told)
    return address


def _is_whole(told: str, parts: SplitResult) -> bool:
    """Nothing but scheme, name and port; `urlsplit` forgives spaces, so they are looked for first."""
    more = (parts.query, parts.fragment, parts.username, parts.password)
    plain = not any(sign.isspace() for sign in told) and not set("?#@\\") & set(told)
    return plain and parts.scheme == "https" and parts.path in ("", "/") and not any(more)


def _is_a_name(name: str) -> bool:
    return bool(NAME.fullmatch(name)) and len(name) <= LONGEST_NAME and name not in OUR_OWN


def _refusal(told: str) -> AddressError:
    return AddressError(
        "KNIPA_URL: expected https://name or https://name:port, without path, user or query, "
        f"and not this machine's own name, got {told!r}."
    )
