"""Claims what is due and records what became of it: in the database, so that any number of workers share the work.

A claim is a lease. Whoever dies with it lets it run out, and another takes it up: delivered at least once.
"""

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F

from knipa.web.models import Became, Channel, Nudge, end_claims

LEASE = timedelta(minutes=2)  # our choice: so late at most comes what a dead worker held
PATIENCE_S = 30.0  # so long a database that starts anew is waited for, well within the lease (our choice)
REST_S = 0.2  # between two tries (our choice)
NEEDED = ("kind", "on", "nth", "due_at", "until", "tries", "claim", "silence", "decided", "why", "account_id")
BESIDE = {  # what of the person's is read each time; above all not where they stand
    "language": F("account__language"),
    "wished_in": F("account__wished__language"),
    "revision": F("account__snapshot__revision"),
    "wished": F("account__wished__told"),
}
TOGETHER = (
    2  # recorded in one commit of PostgreSQL; so many come twice at most where a worker dies (our choice)
)
MOST = 100  # claimed at once; what a slow receiver then holds up is given back (our choice)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A nudge that is ours while the lease lasts, the ways to its person, and what is to be known of them.

    `revision` is the account's, as coach.revision() tells it; `wished` a knipa.wishes/1, empty where that has been
    taken back meanwhile.
    """

    nudge: Nudge
    ways: list[Channel]
    language: str
    revision: int
    wished: Mapping[str, Any]


def claim(now: datetime) -> list[Claimed]:
    """Take what is due, the longest waiting first; what another has taken is passed over."""
    mine = uuid4()
    with transaction.atomic():
        due = Nudge.objects.filter(next_at__lte=now).order_by("next_at").select_for_update(skip_locked=True)
        taken = [*due.values_list("pk", flat=True)[:MOST]]
        if not taken:
            return []
        Nudge.objects.filter(pk__in=taken).update(claim=mine, next_at=now + LEASE, tries=F("tries") + 1)
    with_all = Nudge.objects.filter(pk__in=taken, claim=mine).only(*NEEDED).annotate(**BESIDE)
    return _with_ways([*with_all], now)


def give_back(taken: list[Claimed], now: datetime) -> None:
    """Let others have what has not been begun: somebody is slow, and nobody else shall wait for that."""
    mine = [(claimed.nudge.pk, claimed.nudge.claim) for claimed in taken]
    keys, claims = {key for key, _ in mine}, {claim for _, claim in mine}
    there = Nudge.objects.filter(pk__in=keys, claim__in=claims)
    there.update(claim=None, next_at=now, tries=F("tries") - 1)


class Record:
    """Writes what became of nudges, two at a time where they go quickly and a commit costs more than all the rest.

    As a context: at its end nothing is left unwritten, whatever happens.
    """

    def __init__(self) -> None:
        self._kept: list[tuple[Nudge, Became]] = []
        self._together = TOGETHER if connection.vendor == "postgresql" else 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.write()

    def keep(self, nudge: Nudge, became: Became) -> None:
        """Write it, now or with the next one."""
        self._kept.append((nudge, became))
        if len(self._kept) == self._together:
            self.write()

    def write(self) -> None:
        """Write what is left, even if the database is away for a while: it has been sent."""
        kept, self._kept = self._kept, []
        until = time.monotonic() + PATIENCE_S
        while kept:
            try:
                end_claims(kept)
                kept = []
            except (OperationalError, InterfaceError):
                if time.monotonic() > until or connection.in_atomic_block:
                    raise
                connection.close()
                time.sleep(REST_S)


def _with_ways(nudges: list[Nudge], now: datetime) -> list[Claimed]:
    """Lay each person's ways beside it, in the order in which they are tried; one query."""
    ways: dict[int, list[Channel]] = defaultdict(list)
    for channel in Channel.objects.that_send().filter(account__in={nudge.account_id for nudge in nudges}):
        ways[channel.account_id].append(channel)
    return [_claimed(nudge, ways[nudge.account_id], now) for nudge in nudges]


def _claimed(nudge: Nudge, ways: list[Channel], now: datetime) -> Claimed:
    beside: Any = nudge  # BESIDE lies on it
    free = [way for way in ways if way.waits_until is None or way.waits_until <= now]
    return Claimed(
        nudge,
        free or ways,
        beside.language or beside.wished_in or "",
        beside.revision or 0,
        beside.wished or {},
    )
