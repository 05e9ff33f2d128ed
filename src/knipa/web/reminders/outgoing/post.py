"""Posts to an address that somebody has told us: to the very machine that was checked, once, and not for long."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from knipa.web.reminders.outcome import Why
from knipa.web.reminders.outgoing import idle, wire
from knipa.web.reminders.outgoing.destination import Destination, ForbiddenError, read
from knipa.web.reminders.outgoing.looked_up import NotFoundError, addresses
from knipa.web.reminders.outgoing.wire import Left, Line

CONNECT_S = 5.0  # to one address, encryption included (our choice)
WHOLE_S = 15.0  # from looking up the name to the last packet, however slowly it comes (our choice)
MOST_TRIED = 3  # of a name's addresses; nothing is sent before one of them has let us in (our choice)
REST_S = 2.0  # for a body that nobody looks at, once the status is known (our choice)
USER_AGENT = "nudge/1"  # says what comes, and not for what


@dataclass(frozen=True, slots=True)
class Answered:
    """What the receiver says. Its body stays unread: nothing of it may reach a page."""

    status: int
    retry_after: str = ""


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """Why there is no answer; `heard` says nothing of what lies behind the address."""

    why: Why
    heard: str = ""


def check(url: str) -> Destination:
    """Return where this leads, if it is somewhere that we would call now.

    Raises:
        ForbiddenError: it is not; the text is the same for a private address as for none.
    """
    to = read(url, settings.CALL_PRIVATE)
    try:
        addresses(to)
    except NotFoundError as lost:
        raise ForbiddenError(str(lost)) from None
    return to


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answered | NotAnswered:
    """Post once. Never raises for what the world does; a redirect is an answer like any other, and not followed."""
    left = Left(WHOLE_S)
    try:
        to = read(url, settings.CALL_PRIVATE)
    except ForbiddenError as refused:
        return NotAnswered(Why.FORBIDDEN, str(refused))
    try:
        return _post(to, addresses(to)[:MOST_TRIED], _packet(to, body, headers), left)
    except NotFoundError as lost:
        return NotAnswered(Why.FORBIDDEN if to.is_number else Why.UNREACHABLE, str(lost))
    except OSError as fault:
        return NotAnswered(Why.UNREACHABLE, _heard(fault))


def _heard(fault: OSError) -> str:
    if isinstance(fault, ssl.SSLCertVerificationError):
        return "no valid certificate"
    return "took too long" if isinstance(fault, TimeoutError) else "no answer"


def _post(to: Destination, tried: list[str], packet: bytes, left: Left) -> Answered:
    """Post to the first of these addresses that lets us in; its connection is kept for the next, if it may be."""
    line, address = _kept(to, tried) or _connected(to, tried, left)
    is_free = False
    try:
        answer = wire.ask(line, packet, left, REST_S)
        is_free = not answer.is_last
    finally:
        if not is_free:
            line.close()
    if is_free:
        idle.keep(line, address, to)
    return Answered(answer.status, answer.retry_after)


def _kept(to: Destination, tried: list[str]) -> tuple[Line, str] | None:
    return next(((line, each) for each in tried if (line := idle.take(each, to))), None)


def _connected(to: Destination, tried: list[str], left: Left) -> tuple[Line, str]:
    for address in tried[:-1]:
        try:
            return wire.connect(address, to, left.part(CONNECT_S)), address
        except ssl.SSLError:
            raise
        except OSError:  # lets nobody in: nothing is sent yet
            continue
    return wire.connect(tried[-1], to, left.part(CONNECT_S)), tried[-1]


def _packet(to: Destination, body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return the whole request.

    Raises:
        ValueError: a header holds what would end it.
    """
    about = {"Host": to.authority, "User-Agent": USER_AGENT, **headers, "Content-Length": str(len(body))}
    lines = [f"POST {to.target} HTTP/1.1", *(f"{name}: {value}" for name, value in about.items())]
    if not ((whole := "".join(lines)).isascii() and whole.isprintable()):
        raise ValueError("a header that cannot be sent")
    return "\r\n".join([*lines, "", ""]).encode() + body
