"""Ends a mailbox's reminders: by the link in its mails, without signing in."""

from datetime import datetime

from knipa.web.models import Channel, ChannelKind
from knipa.web.reminders.outcome import Why


def stop(channel: Channel, now: datetime) -> None:
    """Send nothing more to this mailbox, by whichever of its person's channels; once more changes nothing."""
    same = Channel.objects.filter(account=channel.account_id, kind=ChannelKind.EMAIL, told=channel.told)
    same.filter(gone_at=None).update(gone_at=now, why=Why.STOPPED)
