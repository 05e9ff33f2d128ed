"""Hands an e-mail to the mail server, and understands what the server says of it."""

import re
import smtplib
import ssl
import time

from django.conf import settings

from knipa.web.models import Channel
from knipa.web.reminders.email.connection import WHOLE_S, Connection, NoEncryptionError, kept
from knipa.web.reminders.email.written import nudge
from knipa.web.reminders.message import Message
from knipa.web.reminders.outcome import Delivered, Failed, Outcome, Why
from knipa.web.reminders.smtp import Smtp

# No such mailbox, one that has moved, and a domain that takes no mail (RFC 3463, RFC 7505): more than a whim of today
GONE = re.compile(rb"\b5\.1\.(?:1|6|10)\b")
ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}\b")
ROOM_S = 40.0  # so long a nudge waits for one of our connections: well within its lease (our choice)
TAKEN, TAKEN_ON, GO_ON = 250, 251, 354  # RFC 5321, 4.2


def deliver(channel: Channel, message: Message) -> Outcome:
    """Send it to this mailbox."""
    smtp: Smtp | None = settings.SMTP
    if smtp is None:
        return Failed(Why.NOT_SET_UP)
    return send(smtp, channel.told["to"], nudge(smtp, channel, message), ROOM_S)


def send(smtp: Smtp, to: str, mail: bytes, patience_s: float = WHOLE_S) -> Outcome:
    """Send a mail, once one of our few connections is free."""
    if not kept.room.acquire(timeout=patience_s):
        return Failed(Why.BUSY)
    try:
        return _send(smtp, to, mail)
    except (OSError, smtplib.SMTPException) as fault:
        return understood(fault)
    finally:
        kept.room.release()


def understood(fault: Exception) -> Failed:
    """Return what has hindered us from talking with the mail server."""
    if isinstance(fault, smtplib.SMTPAuthenticationError) and fault.smtp_code >= 500:
        return Failed(Why.NOT_SET_UP, f"sign-in refused, SMTP {fault.smtp_code}")
    if isinstance(fault, smtplib.SMTPResponseException):
        return _refusal(fault.smtp_code, _bytes(fault.smtp_error))
    if isinstance(fault, NoEncryptionError):
        return Failed(Why.NOT_SET_UP, "the server offers no STARTTLS")
    if isinstance(fault, smtplib.SMTPException) and not isinstance(fault, smtplib.SMTPServerDisconnected):
        return Failed(Why.NOT_SET_UP, "the server offers no sign-in that we know")
    if isinstance(fault, ssl.SSLError):
        return Failed(Why.UNREACHABLE, "no valid certificate")
    return Failed(Why.UNREACHABLE, "took too long" if isinstance(fault, TimeoutError) else "no answer")


def _send(smtp: Smtp, to: str, mail: bytes) -> Outcome:
    """Send it by a kept connection or a new one; one that the server has ended meanwhile is opened anew, once."""
    used = kept.take(smtp)
    try:
        connection = used or Connection.open(smtp)
        return _send_by(connection, to, mail)
    except (smtplib.SMTPServerDisconnected, ConnectionError):
        if used is None:
            raise
        return _send_by(Connection.open(smtp), to, mail)


def _send_by(connection: Connection, to: str, mail: bytes) -> Outcome:
    """Send it and keep the connection, or leave: after a fault nobody knows what it would say next."""
    try:
        outcome = _say(connection, to, mail)
    except BaseException:
        connection.talk.close()
        raise
    connection.mails += 1
    if isinstance(outcome, Delivered):
        kept.give_back(connection)
    else:
        connection.close()
    return outcome


def _say(connection: Connection, to: str, mail: bytes) -> Outcome:
    talk = connection.talk
    talk.until = time.monotonic() + WHOLE_S
    code, said = talk.mail(connection.smtp.sender, [f"size={len(mail)}"] if talk.has_extn("size") else [])
    if code != TAKEN:
        return _refusal(code, said)
    code, said = talk.rcpt(to)
    if code not in (TAKEN, TAKEN_ON):
        return _refusal(code, said, gone=bool(GONE.search(said)))
    try:
        code, said = talk.data(mail)
    except smtplib.SMTPServerDisconnected as lost:  # it may have been taken: not sent again at once
        raise TimeoutError("no answer to the mail itself") from lost
    return Delivered() if code == TAKEN else _refusal(code, said)


def _refusal(code: int, said: bytes, *, gone: bool = False) -> Failed:
    """What a server says is kept as numbers alone: its words may name the person."""
    enhanced = ENHANCED.search(said)
    heard = f"SMTP {code} {enhanced[0].decode()}" if enhanced else f"SMTP {code}"
    if code < 500:
        return Failed(Why.BUSY, heard)
    return Failed(Why.GONE if gone else Why.REFUSED, heard, gone=gone)


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
