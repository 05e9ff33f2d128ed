"""Connections to the mail server: safe before a word of anybody is said, short, and kept for a burst."""

import smtplib
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Self

from knipa.web.reminders.smtp import Safety, Smtp

CONNECT_S = 5.0  # our choice
WHOLE_S = 15.0  # of one mail, signing in included (our choice)
IDLE_S = 5.0  # so long a connection is kept for the next mail (our choice)
MOST_MAILS = 50  # by one connection; servers commonly end them at 100 (our choice)
MOST_OPEN = 4  # at a time, of this process: some servers let one place have no more than ten (our choice)


class NoEncryptionError(OSError):
    """The server offers no STARTTLS, so nothing is said to it."""


class _Talk(smtplib.SMTP):
    """What smtplib says, and never longer than until `until`: one command after the other may not take 15 s each."""

    until = 0.0

    def putcmd(self, cmd: str, args: str = "") -> None:
        self._hurry()
        super().putcmd(cmd, args)

    def getreply(self) -> tuple[int, bytes]:
        self._hurry()
        try:
            return super().getreply()
        except (
            smtplib.SMTPServerDisconnected
        ) as lost:  # what smtplib calls every end, that of our patience too
            if time.monotonic() >= self.until:
                raise TimeoutError("took too long") from lost
            raise

    def _hurry(self) -> None:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError("took too long")
        if self.sock:
            self.sock.settimeout(left)


class _EncryptedTalk(_Talk, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


@dataclass
class Connection:
    """One connection that has signed in."""

    smtp: Smtp
    talk: _Talk
    mails: int = 0
    idle_since: float = 0.0

    @classmethod
    def open(cls, smtp: Smtp) -> Self:
        """Connect, encrypt and sign in.

        Raises:
            OSError: nobody answers there, or not safely.
            smtplib.SMTPException: the server does not let us in.
        """
        talk = _connected(smtp)
        try:
            _sign_in(talk, smtp)
        except BaseException:
            talk.close()
            raise
        return cls(smtp, talk)

    @property
    def is_kept(self) -> bool:
        """Whether it has been used before: then the server may have ended it meanwhile."""
        return self.mails > 0

    def close(self) -> None:
        """Leave, politely if that takes no time."""
        self.talk.until = time.monotonic() + 1.0
        try:
            self.talk.quit()
        except (OSError, smtplib.SMTPException):
            self.talk.close()


def _connected(smtp: Smtp) -> _Talk:
    until = time.monotonic() + WHOLE_S
    trusted = ssl.create_default_context()
    talk: _Talk
    if smtp.safety is Safety.TLS:
        talk = _EncryptedTalk(timeout=CONNECT_S, local_hostname=smtp.domain, context=trusted)
    else:
        talk = _Talk(timeout=CONNECT_S, local_hostname=smtp.domain)
    talk.until = until
    talk._host = smtp.host  # type: ignore[attr-defined]  # noqa: SLF001  # the name that its certificate must have
    code, said = talk.connect(smtp.host, smtp.port)
    if code != 220:
        talk.close()
        raise smtplib.SMTPConnectError(code, said)
    return talk


def _sign_in(talk: _Talk, smtp: Smtp) -> None:
    talk.ehlo_or_helo_if_needed()
    if smtp.safety is Safety.STARTTLS:
        _encrypt(talk, smtp)
    if smtp.user:
        talk.login(smtp.user, smtp.password)


def _encrypt(talk: _Talk, smtp: Smtp) -> None:
    if not talk.has_extn("starttls"):
        raise NoEncryptionError("no STARTTLS")
    talk.starttls(context=ssl.create_default_context())  # another answer than 220 is raised
    talk.ehlo()  # what was offered in the clear does not count


class _Kept:
    """Idle connections, the last used first; a timer ends those that nobody has wanted."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.room = threading.BoundedSemaphore(MOST_OPEN)  # held by whoever sends
        self.idle: list[Connection] = []
        self.timer: threading.Timer | None = None

    def take(self, smtp: Smtp) -> Connection | None:
        """Return one to this server that is still fresh."""
        with self.lock:
            fresh = next((each for each in reversed(self.idle) if each.smtp == smtp), None)
            if fresh:
                self.idle.remove(fresh)
            return fresh

    def give_back(self, used: Connection) -> None:
        """Keep it for the next mail, if there is room."""
        used.idle_since = time.monotonic()
        with self.lock:
            keep = used.mails < MOST_MAILS and len(self.idle) < MOST_OPEN
            if keep:
                self.idle.append(used)
                self._watch()
        if not keep:
            used.close()

    def end(self, before: float | None = None) -> None:
        """End those that have been idle since then, or all."""
        with self.lock:
            old = [each for each in self.idle if before is None or each.idle_since <= before]
            self.idle = [each for each in self.idle if each not in old]
        for each in old:
            each.close()

    def _watch(self) -> None:
        if self.timer is None:
            self.timer = threading.Timer(IDLE_S, self._tidy)
            self.timer.daemon = True
            self.timer.start()

    def _tidy(self) -> None:
        self.end(time.monotonic() - IDLE_S)
        with self.lock:
            self.timer = None
            if self.idle:
                self._watch()


kept = _Kept()
