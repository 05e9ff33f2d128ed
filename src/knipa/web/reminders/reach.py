"""Whether a person's reminders arrive, as far as is known: by a way that sends, or a calendar that rings by itself."""

from datetime import datetime, timedelta
from enum import StrEnum

from knipa.web.models import Account, Channel, ChannelKind

MOST_FAILURES = 3  # in a row: so many tries fail where it is no short fault (our choice)
FRESH = timedelta(days=8)  # a calendar that fetches at all has done so within a week (our choice)


class Reach(StrEnum):
    """How far they come."""

    ARRIVES = "arrives"
    FAILS = "fails"  # it has been tried again and again, or a calendar fetches no more
    UNFETCHED = "unfetched"  # there is an address for a calendar, and none has come for it yet
    NO_WAY = "no_way"


def reach(account: Account, now: datetime) -> Reach:
    """Tell how far a person's reminders come; one query."""
    ways = [*account.channels.filter(gone_at=None)]
    sending = [way for way in ways if way.kind != ChannelKind.CALENDAR and way.confirmed_at]
    calendars = [way for way in ways if way.kind == ChannelKind.CALENDAR]
    arrives = any(way.failures < MOST_FAILURES for way in sending)
    if arrives or any(_rings(each, now) for each in calendars) or _is_saved(account):
        return Reach.ARRIVES
    if sending or any(each.delivered_at for each in calendars):
        return Reach.FAILS
    return Reach.UNFETCHED if calendars else Reach.NO_WAY


def _rings(calendar: Channel, now: datetime) -> bool:
    return calendar.delivered_at is not None and calendar.delivered_at > now - FRESH


def _is_saved(account: Account) -> bool:
    """The wishes, as they are now, have been saved as a file for a calendar."""
    wished = getattr(account, "wished", None)
    return wished is not None and wished.saved_at is not None
