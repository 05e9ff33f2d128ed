"""One post on one connection: it ends when its time is over, whatever the other side does, and hears only so much."""

import socket
import ssl
import time
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from socket import create_connection

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from knipa.web.reminders.outgoing.destination import Destination

MOST_BYTES = 64_000  # of one whole answer, headers among them (our choice)
AT_ONCE_BYTES = 4_096  # most answers are far shorter (our choice)


class TooMuchError(OSError):
    """More was said than anybody needs to say."""


class Left:
    """What one call may still take: seconds, and bytes of the answer."""

    def __init__(self, whole_s: float) -> None:
        self._until = time.monotonic() + whole_s
        self._bytes = MOST_BYTES

    def seconds(self) -> float:
        """Return how long it may still take.

        Raises:
            TimeoutError: it is over.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("took too long")
        return left

    def hurry(self, rest_s: float) -> None:
        """Let what is left of it take no longer than this."""
        self._until = min(self._until, time.monotonic() + rest_s)

    def take(self, heard: bytes) -> None:
        """Count what has come.

        Raises:
            TooMuchError: that was too much.
        """
        self._bytes -= len(heard)
        if self._bytes < 0:
            raise TooMuchError("said too much")


@dataclass(slots=True)
class Answer:
    """What is heard of an answer; its body is nobody's business, and kept nowhere."""

    status: int = 0  # until its headers are through
    retry_after: str = ""
    is_whole: bool = False
    is_last: bool = True  # nothing more can be asked on this connection


def connect(address: str, to: Destination, at_most_s: float) -> socket.socket:
    """Return a connection to exactly this address; where it is encrypted, the certificate is that of the name.

    Raises:
        OSError: it lets nobody in, or cannot show who it is.
    """
    talk = create_connection((address, to.port), at_most_s)
    talk.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if to.scheme != "https":
        return talk
    try:
        return _trusted().wrap_socket(talk, server_hostname=to.host)
    except OSError:
        talk.close()
        raise


def is_quiet(talk: socket.socket) -> bool:
    """Whether a connection that was kept is still open, and nothing has come that nobody asked for."""
    talk.settimeout(0)
    try:
        talk.recv(1)
    except (BlockingIOError, ssl.SSLWantReadError):
        return True
    except OSError:
        return False
    return False


def ask(talk: socket.socket, packet: bytes, left: Left, rest_s: float) -> Answer:
    """Send it and hear the answer. Once the status is known, whatever the rest is does not undo it.

    Raises:
        OSError: there is no answer, or none that is HTTP; TimeoutError: not in time.
    """
    talk.settimeout(left.seconds())
    talk.sendall(packet)
    hearing = _Hearing()
    try:
        while not hearing.answer.is_whole:
            talk.settimeout(left.seconds())
            hearing.hear(talk.recv(AT_ONCE_BYTES), left)
            if hearing.answer.status:
                left.hurry(rest_s)
    except OSError:
        hearing.answer.is_last = True
        if not hearing.answer.status:
            raise
    return hearing.answer


class _Hearing:
    """What llhttp tells as it reads. What comes before the answer proper (1xx) is passed over (RFC 9110, 15.2)."""

    def __init__(self) -> None:
        self.answer, self._retry_after = Answer(), ""
        self._parser = HttpResponseParser(self)

    def hear(self, heard: bytes, left: Left) -> None:
        if not heard:
            raise ConnectionError("ended")
        left.take(heard)
        try:
            self._parser.feed_data(heard)
        except HttpParserUpgrade:
            raise ConnectionError("something else than HTTP") from None
        except HttpParserError:
            raise ConnectionError("no HTTP") from None

    def on_message_begin(self) -> None:
        self._retry_after = ""
        self.answer.is_last = True  # also where a second answer comes to one question

    def on_header(self, name: bytes, value: bytes) -> None:
        if name.lower() == b"retry-after":
            self._retry_after = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        status = self._parser.get_status_code()
        if status >= HTTPStatus.OK and not self.answer.status:
            self.answer.status, self.answer.retry_after = status, self._retry_after

    def on_message_complete(self) -> None:
        if self.answer.status and not self.answer.is_whole:
            self.answer.is_whole, self.answer.is_last = True, not self._parser.should_keep_alive()


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we trust: the system's authorities, or those of SSL_CERT_FILE."""
    return ssl.create_default_context()
