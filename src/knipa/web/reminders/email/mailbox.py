"""A person's mailboxes: told, confirmed with a code that was mailed there, and taken away."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knipa.contract.signs import in_signs
from knipa.web.door import codes
from knipa.web.models import Account, Channel, ChannelKind
from knipa.web.reminders import secret
from knipa.web.reminders.email import written
from knipa.web.reminders.email.sent import send
from knipa.web.reminders.outcome import Delivered, Outcome, Why
from knipa.web.reminders.smtp import is_mailbox

OPEN = timedelta(hours=1)  # a code is good so long, and so long mails are counted (our choice)
MOST_WRONG = 10  # tries; then the code is worth nothing (our choice)
MOST_MAILBOXES = 2  # of one person (our choice)
MOST_TO_ONE = (
    3  # codes to one mailbox within the hour, whoever asks: nobody is pestered through us (our choice)
)
MOST_BY_ONE = 6  # codes that one person has mailed within the hour (our choice)
CODE_SALT, MARK_SALT = "knipa.web.reminders.email.code", "knipa.web.reminders.email.mark"


def add(account: Account, to: str, now: datetime) -> Channel:
    """Mail a code to this address; nothing else goes there until it has been typed.

    Raises:
        ValueError: no code has been mailed; the one line says why, and nothing of anybody else. That somebody else
            has had codes mailed there sounds like a mailbox that takes none.
    """
    address = _address(to)
    if settings.SMTP is None:
        raise ValueError(_("This Knipa cannot send e-mail yet."))
    with transaction.atomic():
        channel = _keep(account, address, now)
    mail = written.code(
        settings.SMTP, channel, codes.shown(code_of(channel)), account.language or get_language() or "", now
    )
    outcome = send(settings.SMTP, address, mail)
    if outcome != Delivered():
        _take_back(channel, outcome)
        raise ValueError(_not_there())
    return channel


def confirm(channel: Channel, typed: str, now: datetime) -> bool:
    """Tell whether this is the code that was mailed there; from then on reminders go by this way."""
    code = codes.read(typed)
    if code is None:
        return False
    with transaction.atomic():  # one try at a time, or ten are many
        waits = Q(pk=channel.pk, confirmed_at=None, gone_at=None, failures__lt=MOST_WRONG)
        asked = Channel.objects.select_for_update().filter(waits, made_at__gt=now - OPEN).first()
        if asked is None:
            return False
        if not constant_time_compare(code_of(asked), code):
            Channel.objects.filter(pk=asked.pk).update(failures=F("failures") + 1)
            return False
        _begin(asked, now)
    return True


def forget_begun(now: datetime) -> None:
    """Forget every address whose code is worth nothing any more."""
    Channel.objects.filter(kind=ChannelKind.EMAIL, confirmed_at=None, made_at__lte=now - OPEN).delete()


def take_away(channel: Channel) -> None:
    """Forget this mailbox. Of a code just mailed stays for an hour that it was, but not where to."""
    if channel.confirmed_at:
        channel.delete()
        return
    told = {"mark": _mark(channel.told.get("to", ""))}
    Channel.objects.filter(pk=channel.pk).update(told=told, gone_at=F("made_at"))


def code_of(channel: Channel) -> str:
    """Return the code, which only this installation's key can work out from the seed."""
    digest = salted_hmac(CODE_SALT, channel.seed, algorithm="sha256").digest()
    return in_signs(int.from_bytes(digest[:8]), codes.LENGTH)


def _address(to: str) -> str:
    """Return it in one spelling: small letters, and the domain as the network knows it."""
    local, _at, domain = to.strip().rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode()}".lower()
    except UnicodeError:
        address = ""
    if not is_mailbox(address):
        raise ValueError(_("Write an address, for example anna@example.org."))
    return address


def _keep(account: Account, address: str, now: datetime) -> Channel:
    """Keep the address, with a code of its own; what this person has begun before is over."""
    Account.objects.select_for_update().get(pk=account.pk)  # so that two at once are not one too many
    mailboxes = Channel.objects.filter(kind=ChannelKind.EMAIL)
    forget_begun(now)
    mine = mailboxes.filter(account=account, gone_at=None)
    _refuse_too_many([each.told.get("to", "") for each in mine.exclude(confirmed_at=None)], address)
    _refuse_pestering(mailboxes.filter(made_at__gt=now - OPEN), account, address)
    for begun in mine.filter(confirmed_at=None):
        take_away(begun)
    channel = Channel(account=account, kind=ChannelKind.EMAIL, told={"to": address}, made_at=now)
    secret.renew(channel)
    channel.save()
    return channel


def _refuse_too_many(confirmed: list[str], address: str) -> None:
    if address in confirmed:
        raise ValueError(_("You are reminded there already."))
    if len(confirmed) >= MOST_MAILBOXES:
        raise ValueError(_("You have as many mailboxes as can be reminded. Take one away first."))


def _refuse_pestering(lately: QuerySet[Channel], account: Account, address: str) -> None:
    to_it = lately.filter(Q(told__to=address) | Q(told__mark=_mark(address)))
    mine = {"account": account}
    if lately.filter(**mine).count() >= MOST_BY_ONE or to_it.filter(**mine).count() >= MOST_TO_ONE:
        raise ValueError(_("That is enough codes for now. Try again in an hour."))
    if to_it.count() >= MOST_TO_ONE:
        raise ValueError(_not_there())


def _not_there() -> str:
    return _("Nothing can be sent to this address now. Check that it is right, or try again in a while.")


def _take_back(channel: Channel, outcome: Outcome) -> None:
    """Where a mail may have come, or a mailbox was sounded out, it counts as one; else it never was."""
    if getattr(outcome, "why", None) in (Why.NOT_SET_UP, Why.BUSY):
        channel.delete()
    else:
        take_away(channel)


def _begin(asked: Channel, now: datetime) -> None:
    """Let reminders go there. One that had been ended begins again, so that the links in its old mails end it still."""
    fresh = {"confirmed_at": now, "gone_at": None, "failures": 0, "why": ""}
    before = Channel.objects.filter(account=asked.account_id, kind=ChannelKind.EMAIL, told=asked.told)
    ended = before.exclude(pk=asked.pk).exclude(gone_at=None).first()
    if ended:
        asked.delete()
    Channel.objects.filter(pk=ended.pk if ended else asked.pk).update(**fresh)


def _mark(address: str) -> str:
    """Let an address be counted that is not kept."""
    return salted_hmac(MARK_SALT, address, algorithm="sha256").hexdigest()
