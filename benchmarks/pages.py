"""What a page costs the server, with ten to ten thousand sessions behind it, beside a view that does nothing.

In one process and one run, through Django's whole handler with all middleware, on an SQLite file of its own.
"""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from benchmarks.handler import NOON, asker, django_of_its_own
from benchmarks.lives import twice_a_day
from benchmarks.timing import goal, ms_of

BARE = "/bare/"
ADDRESSES = ("/today/", "/programme/")
SIZES = (10, 1_000, 10_000)  # sessions
RUNS, IN_A_ROW, WARM = 200, 10, 1  # rounds of so many of each page in a row; the first rounds do not count
LONGEST_S = 120  # then slow pages are measured with fewer runs, and it says so
MOST_MS = 10
REFUSED = 400  # such an answer and above is none of what is to be measured
FLAT = 1.25  # what ten thousand sessions may cost more than ten: noise (our choice)


@dataclass
class Measured:
    """One address behind so many sessions."""

    address: str
    sessions: int
    first_ms: float
    queries: int
    all_ms: list[float] = field(default_factory=list)

    @property
    def ms(self) -> float:
        """The median."""
        return statistics.median(self.all_ms)


def measure() -> None:
    """Print milliseconds, ratio to the bare view and queries, and the goals."""
    with django_of_its_own():
        get = asker()
        shown = [BARE, *(address for address in ADDRESSES if is_there(get, address))]
        rows = measured(shown, get)
    print(
        f"{'':14}{'sessions':>9}{'first ms':>11}{'median ms':>11}{'best ms':>9}{'to bare':>9}{'queries':>9}{'runs':>6}"
    )
    for row in rows:
        bare = next(each.ms for each in rows if each.address == BARE and each.sessions == row.sessions)
        print(
            f"{row.address:14}{row.sessions:9,}{row.first_ms:11.1f}{row.ms:11.2f}{min(row.all_ms):9.2f}"
            f"{row.ms / bare:8.1f}x{row.queries:9}{len(row.all_ms):6}"
        )
    for address in shown[1:]:
        tell_goals(address, [row for row in rows if row.address == address])


def tell_goals(address: str, rows: list[Measured]) -> None:
    """Print how one page stands to what was asked of it (issue 3)."""
    slowest = max(row.ms for row in rows)
    queries = {row.queries for row in rows}
    growth = rows[-1].ms / rows[0].ms
    few, many = rows[0].sessions, rows[-1].sessions
    print(
        f"{address}  slowest {slowest:.2f} ms   {goal(f'at most {MOST_MS} ms', reached=slowest <= MOST_MS)}"
    )
    print(f"{address}  queries {sorted(queries)}   {goal('the same number', reached=len(queries) == 1)}")
    flat = goal(f"flat, at most {FLAT}", reached=growth <= FLAT)
    print(f"{address}  {many:,} sessions take {growth:.2f} of what {few} take   {flat}")


def measured(addresses: list[str], get: Callable[[str], int]) -> list[Measured]:
    """Measure all addresses behind all sizes in turns, so that what disturbs one disturbs all."""
    people = {sessions: someone_with(sessions) for sessions in SIZES}
    rows: dict[int, list[Measured]] = {}
    for sessions, person in people.items():
        look_as(person)
        rows[sessions] = [
            Measured(address, sessions, ms_of(lambda a=address: get(a)), queries_of(get, address))
            for address in addresses
        ]
    gc.collect()
    gc.freeze()  # what the measuring itself has left behind is no page's to look through
    until = time.monotonic() + LONGEST_S
    for turn in range(WARM + RUNS // IN_A_ROW):
        if time.monotonic() > until:
            break
        for sessions, person in people.items():
            look_as(person)
            for row in rows[sessions]:
                all_ms = [ms_of(lambda a=row.address: get(a)) for _ in range(IN_A_ROW)]
                row.all_ms += all_ms if turn >= WARM else []
    return [row for sessions in SIZES for row in rows[sessions]]


def look_as(person: int) -> None:
    """Let this one be the person of the machine; everyone else steps aside."""
    from knipa.web.models import Account
    from knipa.web.models.account import ONLY

    for other in Account.objects.filter(username=ONLY).exclude(pk=person):
        Account.objects.filter(pk=other.pk).update(username=f"aside-{other.pk}")
    Account.objects.filter(pk=person).update(username=ONLY)


def someone_with(sessions: int) -> int:
    """Make an account with answers, and with a log that ends yesterday; return its number."""
    from django.db import transaction

    from knipa.contract import write_line
    from knipa.web import coach
    from knipa.web.models import Account, LogLine

    account = Account.objects.create(username=f"aside with {sessions}", password="!")  # noqa: S106 - "!" is none
    log = twice_a_day(sessions, (NOON - timedelta(1)).date()).log
    coach.answer(
        account,
        {"found": True, "timezone": "UTC", "signs": [], "seen_for": []},
        log[0].at - timedelta(hours=1),
    )
    rows = [
        LogLine(
            account=account, event_id=line.id, kind=line.kind, on=line.on, at=line.at, line=write_line(line)
        )
        for line in log
    ]
    with transaction.atomic():
        LogLine.objects.bulk_create(rows, batch_size=1_000)
    return account.pk


def queries_of(get: Callable[[str], int], address: str) -> int:
    """Return how many queries one answer takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        get(address)
    return len(asked)


def is_there(get: Callable[[str], int], address: str) -> bool:
    """Whether the page exists yet; before any answers it may lead elsewhere."""
    if (status := get(address)) < REFUSED:
        return True
    print(f"!! {address} ANSWERS {status}: NOT MEASURED")
    return False
