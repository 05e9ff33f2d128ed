"""Delivers what is due: asks once more whether a nudge helps, then tries each way until one arrives."""

import logging
import random
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import DatabaseError

from knipa.web import clock, coach
from knipa.web.models import Account, Became, Channel, Nudge, NudgeKind, NudgeState
from knipa.web.reminders import due, sending
from knipa.web.reminders.decided import silences
from knipa.web.reminders.due import Claimed, Record
from knipa.web.reminders.message import NEUTRAL, TRIAL, Message, message
from knipa.web.reminders.outcome import Failed, Outcome, Why
from knipa.web.reminders.reach import Reach, reach
from knipa.web.reminders.sending import Abreast, Ended, Tried

log = logging.getLogger(__name__)
FIRST_WAIT_S = 30  # before the second try; doubled each time, so that five fit into the hour (our choice)
JITTER = 0.4  # of a wait at most, so that what failed together does not come back together (our choice)
HELD_S = 10.0  # so long one claim is begun; then the rest is anybody's (our choice, well within a lease)
LOOK_S = 1.0  # so often it is looked what has come due, while others are on their way (our choice)
LATE_AT = timedelta(minutes=1)  # from then on it is looked whether another has come due (our choice)
NO_WAY = "no_way"  # the person has wishes, and no way that could carry them
BY_CALENDAR = "by_calendar"  # nothing is sent: a calendar that has fetched them rings by itself
OVERTAKEN = "overtaken"  # a later one has come due by now: one is enough


def deliver_due(
    *, call_for_help: Callable[[], object] = lambda: None, is_over: Callable[[], bool] = lambda: False
) -> int:
    """Deliver what is due, and what comes due while that goes on; return how many were looked at.

    Never raises for what one receiver does. `call_for_help` is called where there is more than one claim's worth;
    once it `is_over`, nothing more is begun.
    """
    looked_at = 0
    with due.Record() as record, Abreast() as abreast:
        try:
            while not is_over():
                if abreast.is_full:
                    _wait_for_one(abreast, record, LOOK_S)
                    continue
                taken = due.claim(clock.now())
                if len(taken) == due.MOST and not looked_at:
                    call_for_help()
                looked_at += len(taken)
                _begin_all(taken, record, abreast, is_over)
                if not taken and not abreast.on_their_way:
                    break
                if not taken:
                    _wait_for_one(abreast, record, LOOK_S)
        finally:  # what is on its way is recorded, whatever happens
            while abreast.on_their_way:
                _wait_for_one(abreast, record, LOOK_S)
    return looked_at


def _begin_all(taken: list[Claimed], record: Record, abreast: Abreast, is_over: Callable[[], bool]) -> None:
    """Send them or not, and record what comes to its end; give back what receivers leave no time for."""
    until = time.monotonic() + HELD_S
    for number, claimed in enumerate(taken):
        while abreast.is_full and time.monotonic() < until:
            _wait_for_one(abreast, record, until - time.monotonic())
        if abreast.is_full or time.monotonic() > until or is_over():
            due.give_back(taken[number:], clock.now())
            return
        decided = _decided(claimed, clock.now())
        if isinstance(decided, Became):
            record.keep(claimed.nudge, decided)
        else:
            _record(abreast.send(claimed, decided), record)


def _wait_for_one(abreast: Abreast, record: Record, at_most_s: float) -> None:
    record.write()  # what has been sent waits for nobody
    _record(abreast.ended(at_most_s), record)


def _record(ended: Ended, record: Record) -> None:
    for claimed, tried in ended:
        record.keep(claimed.nudge, _became(claimed.nudge, tried, clock.now()))
    for _, tried in ended:
        _remember(tried, clock.now())


def _decided(claimed: Claimed, now: datetime) -> Became | Message:
    """Say what is to be sent, and let nobody else's wait for a fault of ours in it."""
    try:
        return _decide(claimed, now)
    except DatabaseError:  # nothing can be recorded: the lease runs out, and another takes it up
        raise
    except Exception as fault:
        log.exception("A nudge could not be delivered")
        return _put_back(claimed.nudge, [Failed(Why.BROKEN, type(fault).__name__)], now)


def _decide(claimed: Claimed, now: datetime) -> Became | Message:
    """Miss it, keep silent, or say what is to be sent."""
    nudge = claimed.nudge
    if now > nudge.until or (nudge.why and not claimed.ways):  # the last way has gone since it was tried
        was_tried = bool(nudge.why)
        return Became(NudgeState.FAILED if was_tried else NudgeState.MISSED, why=nudge.why)
    if silence := _silence(claimed, now):
        return Became(NudgeState.SILENT, why=silence)
    said = _message(claimed, now)
    return said or Became(NudgeState.SILENT, why=coach.UNTOLD)


def _silence(claimed: Claimed, now: datetime) -> str:
    """Return why it is not sent."""
    nudge = claimed.nudge
    if not claimed.ways:
        return BY_CALENDAR if reach(nudge.account, now) is Reach.ARRIVES else NO_WAY
    [silence] = silences(
        [nudge], now, revision=claimed.revision, told=claimed.wished, account=lambda: _whole(nudge)
    )
    return silence or (OVERTAKEN if _is_overtaken(nudge, now) else "")


def _is_overtaken(nudge: Nudge, now: datetime) -> bool:
    """Tell whether another that asks for a round has come due meanwhile; only one that is late is asked about."""
    if now - nudge.due_at < LATE_AT or nudge.kind == NudgeKind.WEEKLY:
        return False
    since = Nudge.objects.filter(account=nudge.account_id, due_at__gt=nudge.due_at, due_at__lte=now)
    asks = since.exclude(kind=NudgeKind.WEEKLY).filter(state__in=(NudgeState.WAITING, NudgeState.SENT))
    return asks.filter(silence="").exists()


def _became(nudge: Nudge, tried: Tried, now: datetime) -> Became:
    channel, outcome = tried[-1]
    if isinstance(outcome, Failed):
        return _put_back(nudge, [failed for _, failed in tried if isinstance(failed, Failed)], now)
    return Became(NudgeState.SENT, channel=channel, sent_at=now)


def _remember(tried: Tried, now: datetime) -> None:
    """Remember how each way did; a page says it. Where that cannot be written, nobody's nudge waits for it."""
    try:
        for channel, outcome in tried:
            if isinstance(outcome, Failed):
                channel.fail(str(outcome), now, gone=outcome.gone, after_s=outcome.after_s)
            else:
                channel.recover()
    except DatabaseError:
        log.exception("How a way did could not be written")


def _put_back(nudge: Nudge, failed: list[Failed], now: datetime) -> Became:
    """Wait and try again, as long as it may be sent."""
    why, at = str(failed[-1]), now + _wait(nudge.tries, failed)
    if at > nudge.until:
        return Became(NudgeState.FAILED, why=why)
    return Became(NudgeState.WAITING, next_at=at, why=why)


def try_now(account: Account, channel: Channel) -> Outcome:
    """Send one to see that it arrives, by this way alone, and remember what came of it."""
    outcome = sending.send(channel, message(uuid4(), TRIAL, account.reminded_in, _wording(account)))
    now = clock.now()
    if isinstance(outcome, Failed):
        channel.fail(str(outcome), now, gone=outcome.gone, after_s=outcome.after_s)
    else:
        channel.recover(now)
    return outcome


def _message(claimed: Claimed, now: datetime) -> Message | None:
    """Return what is to be said; None where that is the week, and there is nothing kind to tell of it."""
    nudge = claimed.nudge
    values: Mapping[str, int] = {}
    if nudge.kind == NudgeKind.WEEKLY:
        week = coach.week_done(_whole(nudge), now)
        if week is None:
            return None
        values = {"done": week.done, "asked": week.asked}
    wording = claimed.wished.get("wording", NEUTRAL)
    return message(nudge.pk, nudge.kind, claimed.language, wording, nudge.until, **values)


def _whole(nudge: Nudge) -> Account:
    """Return the account with all that a claim leaves out."""
    return Account.objects.select_related("snapshot").get(pk=nudge.account_id)


def _wording(account: Account) -> str:
    wished = getattr(account, "wished", None)
    return str(wished.told.get("wording", NEUTRAL)) if wished else NEUTRAL


def _wait(tries: int, failed: list[Failed]) -> timedelta:
    """How long to wait: twice as long each time, or as long as every way asks, and never all at once."""
    asked_s = min(each.after_s or 0 for each in failed)
    seconds = max(asked_s, FIRST_WAIT_S * 2 ** max(0, tries - 1))
    return timedelta(seconds=seconds * random.uniform(1, 1 + JITTER))  # noqa: S311  # no secret
