"""Whether the mail server lets us in; nothing is sent."""

import smtplib

from django.conf import settings

from knipa.web.checking.finding import Finding, off, well, wrong
from knipa.web.reminders.email.connection import Connection
from knipa.web.reminders.email.sent import understood
from knipa.web.reminders.outcome import Failed, Why
from knipa.web.reminders.smtp import Safety, Smtp

NAME = "e-mail"
NOT_SET = "not set up"
MENDS = {
    Why.NOT_SET_UP: "Look at KNIPA_SMTP: user and password; smtps:// where it encrypts from the first byte.",
    Why.UNREACHABLE: "Look at host and port in KNIPA_SMTP, and at the firewall on the way.",
    Why.BUSY: "Try again in a while; if it stays so, ask whoever runs the server.",
    Why.REFUSED: "Ask whoever runs the server why it refuses this machine.",
}
CERTIFICATE = (
    "Name the host in KNIPA_SMTP as its certificate does; SSL_CERT_FILE names an authority of your own."
)


def look() -> Finding:
    """Connect, sign in and leave."""
    smtp: Smtp | None = settings.SMTP
    if smtp is None:
        return off(NAME, NOT_SET, "KNIPA_SMTP and KNIPA_MAIL_FROM: docs/hosting.md, Reminders by e-mail")
    try:
        Connection.open(smtp).close()
    except (OSError, smtplib.SMTPException) as fault:
        return _wrong(smtp, understood(fault))
    plainly = "" if smtp.safety is not Safety.NONE else ", in the clear"
    return well(NAME, f"{smtp.place} lets us in{plainly}; mails come from {smtp.sender}")


def _wrong(smtp: Smtp, failed: Failed) -> Finding:
    mend = CERTIFICATE if "certificate" in failed.heard else MENDS[failed.why]
    return wrong(NAME, f"{smtp.place}: {failed.heard}", mend)
