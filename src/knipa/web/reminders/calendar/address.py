"""The secret address of a person's calendar: made, shown, made anew and taken away."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from knipa.web.models import Account, Channel, ChannelKind
from knipa.web.reminders import secret


def add(account: Account, now: datetime) -> Channel:
    """Return the person's calendar, made if there is none yet. It counts at once: nothing is sent to anybody."""
    if there := account.channels.filter(kind=ChannelKind.CALENDAR, gone_at=None).first():
        return there
    channel = Channel(account=account, kind=ChannelKind.CALENDAR, made_at=now, confirmed_at=now)
    secret.renew(channel)
    channel.save()
    return channel


def address(channel: Channel, request: HttpRequest) -> str:
    """Return the whole address: by KNIPA_URL, which a phone reaches too, else as this request came."""
    path = reverse("calendar_feed", args=[secret.token_of(channel)])
    by_phone = settings.PHONE_ADDRESS
    return f"{by_phone.origin}{path}" if by_phone else request.build_absolute_uri(path)


def renew(channel: Channel) -> None:
    """Give it a new address; whoever has the one before gets nothing from then on."""
    secret.renew(channel)
    channel.told, channel.delivered_at = {}, None
    channel.save(update_fields=["seed", "token_hash", "told", "delivered_at"])


def take_away(channel: Channel) -> None:
    """Forget it, and its address with it."""
    channel.delete()
