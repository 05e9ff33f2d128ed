"""What a calendar gets when it fetches: the same bytes and the same mark, until something in it changes."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from knipa.contract import WISHES
from knipa.web import coach
from knipa.web.models import Account, Channel, Wished
from knipa.web.reminders.calendar.written import Whose, written
from knipa.web.reminders.message import NEUTRAL

NOTED_EACH = timedelta(
    hours=1
)  # that it was fetched; no more is shown, and each note is a write (our choice)
NOTHING: dict[str, Any] = {"format": WISHES, "timezone": "UTC", "wishes": []}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A calendar's text, and a mark that changes when the text does."""

    text: bytes
    mark: str


def fetch(channel: Channel, now: datetime) -> Fetched:
    """Return the calendar behind a secret address, and note that it was fetched."""
    write = _writer(channel.account, channel.seed, channel.made_at, now)
    known = channel.told.get("changed_at")
    fetched = _marked(write(datetime.fromisoformat(known) if known else now))
    if fetched.mark != channel.told.get("mark"):
        changed_at = now.replace(microsecond=0)
        fetched = _marked(write(changed_at))
        _keep(channel, told={"mark": fetched.mark, "changed_at": changed_at.isoformat()})
    if channel.delivered_at is None or now - channel.delivered_at >= NOTED_EACH:
        _keep(channel, delivered_at=now)
    return fetched


def file(account: Account, now: datetime) -> bytes:
    """Return the same as a file; saved again later it takes the earlier one's place, also where both are imported."""
    Wished.objects.filter(account=account).update(saved_at=now)
    return _writer(account, account.mark, now, now)(now.replace(microsecond=0))


def _writer(account: Account, seed: str, made_at: datetime, now: datetime) -> Callable[[datetime], bytes]:
    """Return what writes the calendar, once it is told since when it is as it is."""
    wished = getattr(account, "wished", None)
    told: dict[str, Any] = wished.told if wished else NOTHING
    since = max(made_at.date(), date(now.year, 1, 1))  # each year anew, so that it does not grow for ever
    whose = Whose(account, seed, since, told.get("wording", NEUTRAL))
    return partial(written, whose, coach.repeating(account, told, since, now))


def _marked(text: bytes) -> Fetched:
    return Fetched(text, hashlib.sha256(text).hexdigest()[:32])


def _keep(channel: Channel, **told: object) -> None:
    """Write it down, unless the address has been renewed meanwhile."""
    Channel.objects.filter(pk=channel.pk, seed=channel.seed).update(**told)
