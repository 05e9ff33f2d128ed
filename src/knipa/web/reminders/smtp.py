"""Reads KNIPA_SMTP and KNIPA_MAIL_FROM: which server takes our e-mails, and from whom they come."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formataddr
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
LONGEST_MAILBOX = 254  # characters (RFC 5321, erratum 1690)
SENDER = re.compile(
    r'"?(?P<name>[^"<>@,;:\\]{1,60}?)"?\s*<(?P<named>[^<>\s]+)>|(?P<bare>[^<>\s]+)'
)  # a name of sixty signs at most (our choice)
MOST_PORT = 65_535
NOT_THE_FROM = "KNIPA_MAIL_FROM: expected name@example.org, or My day <name@example.org>, got {told!r}."
NO_FROM = "KNIPA_SMTP is set, and KNIPA_MAIL_FROM is not: set it to the address that our e-mails come from."
NO_SERVER = "KNIPA_MAIL_FROM is set, and KNIPA_SMTP is not, so no e-mail is sent: set both, or neither."
NOT_A_SERVER = (
    "KNIPA_SMTP: expected smtp://user:password@host:587 (STARTTLS), smtps://user:password@host:465 or "
    "smtp+plain://localhost:25, percent-encoded where the password holds signs such as @ or /."  # it is not quoted
)
IN_THE_CLEAR = (
    "KNIPA_SMTP: a password is not sent in the clear to another machine. "
    "Use smtp:// or smtps://, or smtp+plain:// without user and password."
)


class SmtpError(ValueError):
    """A mail server, or a sender, that cannot be used."""


class Safety(StrEnum):
    """How what we say is kept from others on the way."""

    STARTTLS = "smtp"
    TLS = "smtps"
    NONE = "smtp+plain"


PORTS = {Safety.STARTTLS: 587, Safety.TLS: 465, Safety.NONE: 25}  # RFC 6409, RFC 8314, RFC 5321


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server, how we sign in there, and whom our e-mails come from."""

    safety: Safety
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    sender: str  # the bare address
    sender_name: str

    @property
    def sender_shown(self) -> str:
        """What a `From` says."""
        return formataddr((self.sender_name, self.sender)) if self.sender_name else self.sender

    @property
    def domain(self) -> str:
        """Where our e-mails come from; no machine's own name leaves the house."""
        return self.sender.rpartition("@")[2]

    @property
    def place(self) -> str:
        """What an operator knows it by."""
        return f"{self.host}:{self.port}"


def read(told: Mapping[str, str]) -> Smtp | None:
    """Return what e-mail needs, or None where it is not set up.

    Raises:
        SmtpError: KNIPA_SMTP or KNIPA_MAIL_FROM is told and cannot be used. The line holds no password.
    """
    server, sender = told.get("KNIPA_SMTP"), told.get("KNIPA_MAIL_FROM")
    if not server and not sender:
        return None
    if not server:
        raise SmtpError(NO_SERVER)
    safety, parts = _server(server)
    if not sender:
        raise SmtpError(NO_FROM)
    name, address = _sender(sender)
    return Smtp(
        safety,
        parts.hostname or "",
        parts.port or PORTS[safety],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        address,
        name,
    )


def is_mailbox(text: str) -> bool:
    """Whether this is one plain address: ASCII, and a domain that has a dot in it."""
    local = text.partition("@")[0]
    dots_are_between = not (local.startswith(".") or local.endswith(".") or ".." in local)
    return len(text) <= LONGEST_MAILBOX and bool(MAILBOX.fullmatch(text)) and dots_are_between


def is_this_machine(host: str) -> bool:
    """Whether a mail server listens on this very machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _server(told: str) -> tuple[Safety, SplitResult]:
    try:
        parts = urlsplit(told)
        safety, port = Safety(parts.scheme), parts.port
    except ValueError:
        raise SmtpError(NOT_A_SERVER) from None
    if not _is_whole(told, parts) or not parts.hostname or port == 0:
        raise SmtpError(NOT_A_SERVER)
    if safety is Safety.NONE and parts.username and not is_this_machine(parts.hostname):
        raise SmtpError(IN_THE_CLEAR)
    return safety, parts


def _is_whole(told: str, parts: SplitResult) -> bool:
    """A server and perhaps a user with a password: nothing more, and nothing that `urlsplit` overlooks."""
    plain = told.isprintable() and not any(sign.isspace() for sign in told)
    named = [unquote(each or "") for each in (parts.username, parts.password)]
    whole = all(named) if parts.username is not None else not any(named)
    signs = all(each.isprintable() for each in named)
    return plain and whole and signs and parts.path in ("", "/") and not set("?#") & set(told)


def _sender(told: str) -> tuple[str, str]:
    parts = SENDER.fullmatch(told.strip()) if told.isprintable() else None
    address = (parts["named"] or parts["bare"]) if parts else ""
    if not parts or not is_mailbox(address):
        raise SmtpError(NOT_THE_FROM.format(told=told))
    return (parts["name"] or "").strip(), address
