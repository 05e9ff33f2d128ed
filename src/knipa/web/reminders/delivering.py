"""Delivers what is due: asks once more whether a nudge helps, then tries each way until one arrives."""

import logging
import random
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import DatabaseError

from knipa.web import clock, coach
from knipa.web.models import Account, Became, Channel, ChannelKind, Nudge, NudgeKind, NudgeState
from knipa.web.reminders import due, sending
from knipa.web.reminders.due import Claimed, Record
from knipa.web.reminders.message import NEUTRAL, TRIAL, Message, message
from knipa.web.reminders.outcome import Delivered, Failed, Outcome, Why
from knipa.web.reminders.planning import LATE
from knipa.web.reminders.sending import Abreast, Ended, Tried

log = logging.getLogger(__name__)
FIRST_WAIT_S = 30  # before the second try; doubled each time, so that five fit into the hour (our choice)
JITTER = 0.2  # of a wait, so that what failed together does not come back together (our choice)
HELD_S = 10.0  # so long one claim is worked on; then the rest is anybody's (our choice, well within a lease)
NO_WAY = "no_way"  # the person has wishes, and no way that could carry them
BY_CALENDAR = "by_calendar"  # nothing is sent: a calendar that has fetched them rings by itself
OVERRULES = {  # of the silences, those that hold for what a person has put off, or asked to have summed up
    NudgeKind.LATER: {"care", "waiting", "pain", "soft", "paused", "done"},
    NudgeKind.WEEKLY: {"care", "waiting", "paused"},
}


def deliver_due(now: datetime | None = None) -> int:
    """Deliver what is due by now; return how many were looked at. Never raises for what one receiver does."""
    taken = due.claim(now or clock.now())
    began = time.monotonic()
    with due.Record() as record, Abreast() as abreast:
        try:
            for number, claimed in enumerate(taken):
                if time.monotonic() - began > HELD_S:
                    due.give_back(taken[number:], now or clock.now())
                    break
                _begin(claimed, now or clock.now(), record, abreast)
        finally:  # what is on its way is recorded, whatever happens
            for ended in abreast.rest():
                _record(ended, now or clock.now(), record)
                record.write()
    return len(taken)


def _begin(claimed: Claimed, now: datetime, record: Record, abreast: Abreast) -> None:
    """Send it or not, and record what has come to its end, of this one or of those before it."""
    decided = _decided(claimed, now)
    if isinstance(decided, Became):
        record.keep(claimed.nudge, decided)
        return
    _record(abreast.send(claimed, decided), now, record)
    if not abreast.is_quick:  # the next may be long in coming
        record.write()


def _record(ended: Ended, now: datetime, record: Record) -> None:
    for claimed, tried in ended:
        record.keep(claimed.nudge, _became(claimed, tried, now))


def _decided(claimed: Claimed, now: datetime) -> Became | Message:
    """Say what is to be sent, and let nobody else's wait for a fault of ours in it."""
    try:
        return _decide(claimed, now)
    except DatabaseError:  # nothing can be recorded: the lease runs out, and another takes it up
        raise
    except Exception as fault:
        log.exception("A nudge could not be delivered")
        return _put_back(claimed.nudge, Failed(Why.BROKEN, type(fault).__name__), now)


def _decide(claimed: Claimed, now: datetime) -> Became | Message:
    """Miss it, keep silent, or say what is to be sent."""
    nudge = claimed.nudge
    if now - nudge.due_at > LATE:
        was_tried = bool(nudge.why)
        return Became(NudgeState.FAILED if was_tried else NudgeState.MISSED, why=nudge.why)
    if silence := _silence(claimed, now):
        return Became(NudgeState.SILENT, why=silence)
    return _message(claimed, now)


def _silence(claimed: Claimed, now: datetime) -> str:
    """Return why it is not sent. What was decided ahead stands, unless the person has told something since."""
    nudge = claimed.nudge
    if not claimed.ways:
        calendars = nudge.account.channels.filter(kind=ChannelKind.CALENDAR, delivered_at__isnull=False)
        return BY_CALENDAR if calendars.exists() else NO_WAY
    silence = nudge.silence
    if nudge.decided != claimed.revision:
        on, also = (nudge.on, nudge.nth), claimed.wished.get("also", ())
        silence = coach.silences(_whole(nudge), now, [on], also)[0]
    return silence if silence in OVERRULES.get(NudgeKind(nudge.kind), {silence}) else ""


def _became(claimed: Claimed, tried: Tried, now: datetime) -> Became:
    """Remember of each way that was tried how it went, and say what became of the nudge."""
    sent_at = clock.now()
    last = Failed(Why.BROKEN)
    for channel, outcome in tried:
        if isinstance(outcome, Delivered):
            channel.recover()
            return Became(NudgeState.SENT, channel=channel, sent_at=sent_at)
        channel.fail(str(outcome), sent_at, gone=outcome.gone)
        last = outcome
    return _put_back(claimed.nudge, last, now)


def _put_back(nudge: Nudge, last: Failed, now: datetime) -> Became:
    """Wait and try again, until an hour has passed."""
    at = now + _wait(nudge.tries, last)
    if at - nudge.due_at > LATE:
        return Became(NudgeState.FAILED, why=str(last))
    return Became(NudgeState.WAITING, next_at=at, why=str(last))


def try_now(account: Account, channel: Channel) -> Outcome:
    """Send one to see that it arrives, by this way alone, and remember what came of it."""
    outcome = sending.send(channel, message(uuid4(), TRIAL, account.reminded_in, _wording(account)))
    now = clock.now()
    if isinstance(outcome, Failed):
        channel.fail(str(outcome), now, gone=outcome.gone)
    else:
        channel.recover(now)
    return outcome


def _message(claimed: Claimed, now: datetime) -> Message:
    nudge = claimed.nudge
    values: Mapping[str, int] = {}
    if nudge.kind == NudgeKind.WEEKLY and (week := coach.week_done(_whole(nudge), now)):
        values = {"done": week.done, "asked": week.asked}
    return message(nudge.pk, nudge.kind, claimed.language, claimed.wished.get("wording", NEUTRAL), **values)


def _whole(nudge: Nudge) -> Account:
    """Return the account with all that a claim leaves out."""
    return Account.objects.select_related("snapshot").get(pk=nudge.account_id)


def _wording(account: Account) -> str:
    wished = getattr(account, "wished", None)
    return str(wished.told.get("wording", NEUTRAL)) if wished else NEUTRAL


def _wait(tries: int, last: Failed) -> timedelta:
    """How long to wait: as long as the receiver asks, else twice as long each time, never all at once."""
    seconds = max(last.after_s or 0, FIRST_WAIT_S * 2 ** max(0, tries - 1))
    return timedelta(seconds=seconds * random.uniform(1 - JITTER, 1 + JITTER))  # noqa: S311  # no secret
