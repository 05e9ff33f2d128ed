"""Claims what is due and records what became of it: in the database, so that any number of workers share the work.

A claim is a lease. Whoever dies with it lets it run out, and another takes it up: delivered at least once.
"""

import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F

from knipa.web.models import Account, Became, Channel, Nudge, NudgeState

LEASE = timedelta(minutes=2)  # our choice: so late at most comes what a dead worker held
PATIENCE_S = 30.0  # so long a database that starts anew is waited for, well within the lease (our choice)
REST_S = 0.2  # between two tries (our choice)
BESIDE = ("account", "account__snapshot", "account__wished")
NEEDED = (  # of a nudge and what lies beside it, all that is read each time; above all not where the person stood
    *("kind", "slot", "on", "nth", "due_at", "tries", "claim", "silence", "decided", "why", "account_id"),
    *("account__language", "account__snapshot__revision", "account__wished__told"),
)
MOST = 50  # claimed at once; few, so that a slow receiver holds up little (our choice)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A nudge that is ours while the lease lasts, and the ways to its person."""

    nudge: Nudge
    ways: list[Channel]


def claim(now: datetime, most: int = MOST) -> list[Claimed]:
    """Take what is due, the longest waiting first; what another has taken is passed over."""
    mine = uuid4()
    with transaction.atomic():
        due = Nudge.objects.filter(next_at__lte=now).order_by("next_at").select_for_update(skip_locked=True)
        taken = [*due.values_list("pk", flat=True)[:most]]
        if not taken:
            return []
        Nudge.objects.filter(pk__in=taken).update(claim=mine, next_at=now + LEASE, tries=F("tries") + 1)
    with_all = Nudge.objects.filter(pk__in=taken, claim=mine).select_related(*BESIDE).only(*NEEDED)
    return _with_ways([*with_all])


def give_back(taken: list[Claimed], now: datetime) -> None:
    """Let others have what has not been begun: somebody is slow, and nobody else shall wait for that."""
    mine = [(claimed.nudge.pk, claimed.nudge.claim) for claimed in taken]
    keys, claims = {key for key, _ in mine}, {claim for _, claim in mine}
    there = Nudge.objects.filter(pk__in=keys, claim__in=claims)
    there.update(claim=None, next_at=now, tries=F("tries") - 1)


def record(
    nudge: Nudge,
    state: NudgeState,
    *,
    why: str = "",
    channel: Channel | None = None,
    sent_at: datetime | None = None,
) -> bool:
    """Say what became of it, and that it is over; False where the claim has run out and is another's by now."""
    return _write(nudge, Became(state, None, why, channel, sent_at))


def again(nudge: Nudge, at: datetime, why: str) -> bool:
    """Let it be tried once more at that time, by whomever."""
    return _write(nudge, Became(NudgeState.WAITING, at, why))


def wished_by(account: Account) -> dict[str, Any]:
    """Return what the person wishes of reminders; empty where that has been taken back meanwhile."""
    wished = getattr(account, "wished", None)
    return wished.told if wished else {}


def _write(nudge: Nudge, became: Became) -> bool:
    """Write it if the claim is still ours. What has been sent is written even if the database is away for a moment."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return nudge.end_claim(became)
        except (OperationalError, InterfaceError):
            if time.monotonic() > until or connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(REST_S)


def _with_ways(nudges: list[Nudge]) -> list[Claimed]:
    """Lay each person's ways beside it, in the order in which they are tried; one query."""
    ways: dict[int, list[Channel]] = defaultdict(list)
    for channel in Channel.objects.that_send().filter(account__in={nudge.account_id for nudge in nudges}):
        ways[channel.account_id].append(channel)
    return [Claimed(nudge, ways[nudge.account_id]) for nudge in nudges]
