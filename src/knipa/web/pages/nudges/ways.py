"""The ways by which a reminder arrives, each with where it goes and how it has fared."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knipa.web.models import Account, Channel, ChannelKind
from knipa.web.reminders import said

SHOWN = 4  # characters: enough to tell two programs on one host apart (our choice)
PARTS = re.compile(r"[/?&=]")  # of an address, after its host


@dataclass(frozen=True, slots=True)
class Way:
    """One way: where it leads, how it has fared, and what can be done with it."""

    channel: Channel
    place: str
    state: str
    failing: bool
    sends: bool  # a calendar fetches for itself
    first: bool

    @property
    def kind(self) -> str:
        return self.channel.kind

    @property
    def unconfirmed(self) -> bool:
        """The code that was mailed has not been typed yet."""
        return self.channel.confirmed_at is None and self.channel.gone_at is None


def ways_of(account: Account, now: datetime) -> list[Way]:
    """Return a person's ways in the order in which they are tried; `now` is in the person's own zone."""
    known = account.channels.select_related("phone").annotate(last_at=Max("nudges__sent_at"))
    there = known.exclude(
        confirmed_at=None, gone_at__isnull=False
    )  # a code that was mailed, and is only counted
    channels = [*there.order_by("rank", "id")]
    first = next((each for each in channels if _sends(each)), None)
    return [_way(channel, now, first=channel is first) for channel in channels]


def put_first(channel: Channel) -> None:
    """Let this way be tried before the others of its person."""
    others = channel.account.channels.exclude(pk=channel.pk)
    for rank, each in enumerate([channel, *others.order_by("rank", "id")]):
        Channel.objects.filter(pk=each.pk).update(rank=rank)


def _way(channel: Channel, now: datetime, *, first: bool) -> Way:
    failing = bool(channel.failures or channel.gone_at)
    return Way(channel, _place(channel), _state(channel, now), failing, _sends(channel), first)


def _sends(channel: Channel) -> bool:
    return (
        channel.kind != ChannelKind.CALENDAR and channel.confirmed_at is not None and channel.gone_at is None
    )


def _place(channel: Channel) -> str:
    """Where it leads, in so many words as tell one from another."""
    if channel.kind == ChannelKind.PUSH:
        return channel.phone.get_device_display() if channel.phone else _("This machine")
    if channel.kind == ChannelKind.EMAIL:
        return str(channel.told.get("to", ""))
    return _program(str(channel.told.get("url", "")))


def _program(url: str) -> str:
    """Its host, and a little of how its address ends.

    What follows the host may be a secret, as the topic of ntfy is: no part of it is shown whole.
    """
    parts = urlsplit(url)
    last = PARTS.split(f"{parts.path}?{parts.query}".rstrip("?/"))[-1]
    end = last[len(last) - min(SHOWN, len(last) // 2) :]
    return f"{parts.hostname or ''} …{end}" if last else parts.hostname or ""


def _state(channel: Channel, now: datetime) -> str:
    if channel.gone_at:
        return _("No longer used, because %(why)s") % {"why": said.why(channel.why or "gone")}
    if channel.confirmed_at is None:
        return _("Waits for the code that was sent there")
    if channel.failures:
        told = {"times": channel.failures, "why": said.why(channel.why)}
        return (
            ngettext(
                "Failed once, because %(why)s",
                "Failed %(times)s times in a row, because %(why)s",
                channel.failures,
            )
            % told
        )
    return _last(channel, now)


def _last(channel: Channel, now: datetime) -> str:
    times = [at for at in (channel.delivered_at, getattr(channel, "last_at", None)) if at]
    if not times:
        return _("Not used yet")
    told = {"moment": said.moment(max(times).astimezone(now.tzinfo), now)}
    if channel.kind == ChannelKind.CALENDAR:
        return _("Last fetched %(moment)s") % told
    return _("Last delivered %(moment)s") % told
