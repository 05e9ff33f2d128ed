"""One post on one connection: it ends when its time is over, whatever the other side does, and hears only so much."""

import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from socket import create_connection
from typing import Self

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from knipa.web.reminders.outgoing.destination import Destination

MOST_BYTES = 64_000  # of one whole answer as it comes in, certificates among it (our choice)
AT_ONCE_BYTES = 4_096  # most answers are far shorter (our choice)


class TooMuchError(OSError):
    """More was said than anybody needs to say."""


class Left:
    """What one call may still take: seconds, and bytes that come in."""

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

    def part(self, at_most_s: float) -> "Left":
        """Return what a part of it may take."""
        return Left(min(at_most_s, self.seconds()))

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


class Line:
    """A connection, in the clear."""

    def __init__(self, talk: socket.socket) -> None:
        self._talk = talk

    def say(self, packet: bytes, left: Left) -> None:
        """Send all of it."""
        self._talk.settimeout(left.seconds())
        self._talk.sendall(packet)

    def hear(self, left: Left) -> bytes:
        """Return what comes next.

        Raises:
            OSError: nothing does, or too late, or it has been too much.
        """
        self._talk.settimeout(left.seconds())
        heard = self._talk.recv(AT_ONCE_BYTES)
        if not heard:
            raise ConnectionError("ended")
        left.take(heard)
        return heard

    def is_quiet(self) -> bool:
        """Whether one that was kept is still open, and nothing has come that nobody asked for."""
        self._talk.settimeout(0)
        try:
            return not self._is_more(self._talk.recv(AT_ONCE_BYTES))
        except BlockingIOError:
            return not self._is_more(None)
        except OSError:
            return False

    def close(self) -> None:
        """Leave."""
        self._talk.close()

    def _is_more(self, heard: bytes | None) -> bool:
        return heard is not None


class EncryptedLine(Line):
    """A connection on which TLS is done in memory: so each packet is counted, also those that OpenSSL keeps."""

    def __init__(self, talk: socket.socket) -> None:
        super().__init__(talk)
        self._came, self._goes = ssl.MemoryBIO(), ssl.MemoryBIO()

    def begin(self, name: str, left: Left) -> Self:
        """Encrypt, with whoever has a certificate of this name.

        Raises:
            OSError: it has none, or not in time.
        """
        self._tls = _trusted().wrap_bio(self._came, self._goes, server_hostname=name)
        self._do(self._tls.do_handshake, left)
        return self

    def say(self, packet: bytes, left: Left) -> None:
        """Send all of it."""
        self._do(lambda: self._tls.write(packet), left)

    def hear(self, left: Left) -> bytes:
        """Return what comes next, as Line does."""
        heard = self._do(lambda: self._tls.read(AT_ONCE_BYTES), left)
        if not heard:
            raise ConnectionError("ended")
        return heard

    def _do[Done](self, step: Callable[[], Done], left: Left) -> Done:
        """Do it, with as many packets to and fro as it takes."""
        while True:
            try:
                done = step()
            except ssl.SSLWantReadError:
                self._flush(left)
                self._came.write(super().hear(left))
            else:
                self._flush(left)
                return done

    def _flush(self, left: Left) -> None:
        if self._goes.pending:
            super().say(self._goes.read(), left)

    def _is_more(self, heard: bytes | None) -> bool:
        """Whether there is an answer among it, or an end; a ticket for the next time is neither."""
        if heard == b"":
            return True
        self._came.write(heard or b"")
        with suppress(ssl.SSLWantReadError):
            self._tls.read(1)
            return True
        return False


@dataclass(slots=True)
class Answer:
    """What is heard of an answer; its body is nobody's business, and kept nowhere."""

    status: int = 0  # until its headers are through
    retry_after: str = ""
    is_whole: bool = False
    is_last: bool = True  # nothing more can be asked on this connection


def connect(address: str, to: Destination, left: Left) -> Line:
    """Return a connection to exactly this address; where it is encrypted, the certificate is that of the name.

    Raises:
        OSError: it lets nobody in, cannot show who it is, or takes too long.
    """
    talk = create_connection((address, to.port), left.seconds())
    try:
        talk.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return EncryptedLine(talk).begin(to.host, left) if to.scheme == "https" else Line(talk)
    except OSError:
        talk.close()
        raise


def ask(line: Line, packet: bytes, left: Left, rest_s: float) -> Answer:
    """Send it and hear the answer. Once the status is known, whatever the rest is does not undo it.

    Raises:
        OSError: there is no answer, or none that is HTTP; TimeoutError: not in time.
    """
    line.say(packet, left)
    hearing = _Hearing()
    try:
        while not hearing.answer.is_whole:
            hearing.hear(line.hear(left))
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

    def hear(self, heard: bytes) -> None:
        try:
            self._parser.feed_data(heard)
        except HttpParserUpgrade:
            raise ConnectionError("something else than HTTP") from None
        except HttpParserError:
            self.on_headers_complete()  # a program at home may end its lines oddly, and has taken it all the same
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
