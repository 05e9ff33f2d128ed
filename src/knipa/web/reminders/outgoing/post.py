"""Posts to an address that somebody has told us: to the very machine that was checked, once, and not for long."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from urllib3 import HTTPConnectionPool, Timeout
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.exceptions import SSLError as UnsafeError
from urllib3.exceptions import TimeoutError as TookTooLongError
from urllib3.response import BaseHTTPResponse

from knipa.web.reminders.outcome import Why
from knipa.web.reminders.outgoing import wire
from knipa.web.reminders.outgoing.destination import Destination, ForbiddenError, read
from knipa.web.reminders.outgoing.looked_up import NotFoundError, addresses

CONNECT_S = 5.0  # to one address (our choice)
WHOLE_S = 15.0  # from the first packet to the last, however slowly it comes (our choice)
MOST_TRIED = 3  # of a name's addresses; nothing is sent before one of them has let us in (our choice)
READ_BYTES = 4_096  # enough to use the connection again; nobody looks at them
REST_S = 2.0  # for them, once the status is known (our choice)
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
    try:
        to = read(url, settings.CALL_PRIVATE)
    except ForbiddenError as refused:
        return NotAnswered(Why.FORBIDDEN, str(refused))
    try:
        return _post(to, addresses(to)[:MOST_TRIED], body, {"User-Agent": USER_AGENT, **headers})
    except NotFoundError as lost:
        return NotAnswered(Why.FORBIDDEN if to.is_number else Why.UNREACHABLE, str(lost))
    except (HTTPError, OSError) as fault:
        return NotAnswered(Why.UNREACHABLE, _heard(fault))


def _heard(fault: Exception) -> str:
    if isinstance(fault, UnsafeError):
        return "no valid certificate"
    if isinstance(fault, NewConnectionError):  # to urllib3 it has taken too long as well
        return "no answer"
    return "took too long" if isinstance(fault, (TookTooLongError, TimeoutError)) else "no answer"


def _post(to: Destination, tried: list[str], body: bytes, headers: Mapping[str, str]) -> Answered:
    """Post to the first of these addresses that lets us in."""
    wire.begin(WHOLE_S)
    for address in tried[:-1]:
        try:
            return _post_to(address, to, body, headers)
        except ConnectTimeoutError:  # also where it is refused: nothing is sent yet
            continue
    return _post_to(tried[-1], to, body, headers)


def _post_to(address: str, to: Destination, body: bytes, headers: Mapping[str, str]) -> Answered:
    response = _pool(address, to).urlopen(
        "POST",
        to.target,
        body=body,
        headers={"Host": to.authority, **headers},
        redirect=False,
        retries=False,
        timeout=Timeout(connect=min(CONNECT_S, wire.left_s()), read=WHOLE_S),
        preload_content=False,
        decode_content=False,
    )
    try:
        return _answer(response)
    finally:
        response.close()  # where more would come, the connection is not used again
        response.release_conn()


def _pool(address: str, to: Destination) -> HTTPConnectionPool:
    """Return the connections to this address, on which the certificate must be that of the name."""
    return wire.pools().connection_from_host(
        address, to.port, to.scheme, pool_kwargs={"server_hostname": to.host}
    )


def _answer(response: BaseHTTPResponse) -> Answered:
    answer = Answered(response.status, response.headers.get("Retry-After", ""))
    wire.hurry(REST_S)
    with suppress(HTTPError, OSError):
        response.read(READ_BYTES, decode_content=False)
    return answer
