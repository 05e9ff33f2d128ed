"""Writes our e-mails: text and HTML beside each other, in the person's language, and nothing from elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.policy import SMTP, Policy
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from knipa.content.language import SOURCE, language
from knipa.web.models import Channel
from knipa.web.reminders import secret
from knipa.web.reminders.message import Message
from knipa.web.reminders.smtp import Smtp

SALT = "knipa.web.reminders.email.written"
NOBODY_ANSWERS = {
    "Auto-Submitted": "auto-generated",  # RFC 3834: holiday notes and the like are not sent back
    "X-Auto-Response-Suppress": "All",  # the same, as Exchange knows it
}


class _Whole(BaseHeader, UnstructuredHeader):
    """An address in a header, in one line: Python would write a long one as encoded words, which no program reads."""

    def fold(self, *, policy: "Policy[Any]") -> str:
        return f"{self.name}: {self}{policy.linesep}"


def _on_any_way() -> "Policy[Any]":
    """How it goes over the wire: no server on the way has to know more than RFC 5321 asks of it."""
    headers = HeaderRegistry()
    for name in ("List-Unsubscribe", "Message-ID"):
        headers.map_to_type(name, _Whole)
    return SMTP.clone(cte_type="7bit", header_factory=headers)


ON_ANY_WAY = _on_any_way()


@dataclass(frozen=True, slots=True)
class _Mail:
    """What a mail says, as text and as HTML. `known_by` makes its Message-ID."""

    known_by: str
    subject: str
    lines: list[str]
    template: str
    told: dict[str, str]
    headers: dict[str, str]


def nudge(smtp: Smtp, channel: Channel, message: Message) -> bytes:
    """Return a nudge as a mail. The same nudge again is the same mail: it has the same Message-ID."""
    with translation.override(language(message.locale).tag):
        return _as_bytes(_nudge(channel, message), smtp, channel)


def code(smtp: Smtp, channel: Channel, shown: str, locale: str, now: datetime) -> bytes:
    """Return the mail that asks whether this mailbox wants reminders."""
    with translation.override(language(locale or SOURCE).tag):
        return _as_bytes(_code(channel, shown, now), smtp, channel)


def _nudge(channel: Channel, message: Message) -> _Mail:
    address = settings.PHONE_ADDRESS
    stop = f"{address.origin}{reverse('stop', args=[secret.token_of(channel)])}" if address else ""
    opens = f"{address.origin}{message.opens}" if address else ""
    why, end = _why(stop), _("No more of these mails")
    lines = [message.body, f"{message.start}: {opens}" if opens else "", f"-- \n{why}"]
    return _Mail(
        f"{message.key}.{_mark(channel)}",
        " ".join(message.title.split()),  # in one line, whatever the words hold
        [*lines, f"{end}: {stop}" if stop else ""],
        "mail/nudge.html",
        {"body": message.body, "start": message.start, "opens": opens, "why": why, "stop": stop, "end": end},
        {"Precedence": "bulk", **_unsubscribe(stop)},
    )


def _code(channel: Channel, shown: str, now: datetime) -> _Mail:
    asked = _(
        "Somebody, most likely you, wants reminders sent to this mailbox. "
        "If it was you, write this code where you asked for them:"
    )
    otherwise = _(
        "The code is good for an hour. If it was not you, do nothing: without the code nothing more comes."
    )
    return _Mail(
        f"{now:%Y%m%d%H%M%S}.{_mark(channel)}",
        _("Your code"),
        [asked, shown, otherwise],
        "mail/code.html",
        {"asked": asked, "code": shown, "otherwise": otherwise},
        {},
    )


def _why(stop: str) -> str:
    if stop:
        return _("You get this because you asked to be reminded.")
    return _(
        "You get this because you asked to be reminded. "
        "To end these mails, take the mailbox away where you asked for them."
    )


def _unsubscribe(stop: str) -> dict[str, str]:
    """One press in the mail program ends it (RFC 8058)."""
    if not stop:
        return {}
    return {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _as_bytes(mail: _Mail, smtp: Smtp, channel: Channel) -> bytes:
    """Write it as it goes over the wire; a header that holds a line's end is refused there."""
    spoken = language(translation.get_language() or SOURCE)
    told = {"Message-ID": f"<{mail.known_by}@{smtp.domain}>", "Content-Language": spoken.tag}
    made = EmailMultiAlternatives(
        mail.subject,
        "\n\n".join(line for line in mail.lines if line) + "\n",
        smtp.sender_shown,
        [channel.told["to"]],
        headers={**told, **NOBODY_ANSWERS, **mail.headers},
    )
    page = render_to_string(mail.template, {"title": mail.subject, "spoken": spoken, **mail.told})
    made.attach_alternative(page, "text/html")
    return made.message(policy=ON_ANY_WAY).as_bytes()


def _mark(channel: Channel) -> str:
    """Tell a person's mailboxes apart, to nobody but us."""
    return salted_hmac(SALT, channel.seed, algorithm="sha256").hexdigest()[:16]
