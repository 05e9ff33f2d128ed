"""What a burst of reminders costs: deliveries a second and how late they are, with a no-op way and with real Web Push.

A PostgreSQL of our own with its usual settings (nothing is switched off), and real `knipa worker` processes. Nudges
lie ready, all due at one moment; what is measured is what the rows say afterwards.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from benchmarks.timing import goal

HOUSE = Path(__file__).parent.parent
WORKERS, BURST = 4, 10_000
STORED = (10_000, 100_000, 1_000_000)
LONGEST_S = 300
AWAY_S = 0.1  # as far as a push service may be
RATE_GOAL, LATE_GOAL_S = 2000, 10.0

# The real worker; only what a way does is replaced: nothing at all.
NO_OP = """
from knipa.web import work
share = work._share
async def with_no_op(shares):
    from knipa.web.reminders import sending
    from knipa.web.reminders.outcome import Delivered
    delivered = Delivered()
    sending._deliver_of = lambda kind: lambda channel, message: delivered
    await share(shares)
work._share = with_no_op
work.work()
"""
PLAIN = "from knipa.web.work import work; work()"


def measure() -> None:
    """Print the figures, each column of one run."""
    sys.path[:0] = [str(HOUSE / "tools"), str(HOUSE / "tests")]
    import cluster

    programs = cluster.find()
    if programs is None:
        print(f"!! NOT MEASURED: {cluster.MISSING}")
        return
    with cluster.cluster(programs, safe=True) as database:
        os.environ["KNIPA_DATABASE_URL"] = database.address
        os.environ["DJANGO_SETTINGS_MODULE"] = "knipa.web.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        _no_op(database.address)
        _pushes(database.address)


def _pushes(address: str) -> None:
    """The same with real Web Push: encrypted for one browser each, posted to a push service on this machine."""
    _push(address, "real Web Push", 0.0)
    _push(address, f"the same, {AWAY_S * 1000:.0f} ms away", AWAY_S)


def _push(address: str, what: str, away_s: float) -> None:
    from benchmarks import push_service
    from benchmarks.pushes import SETTINGS, browsers

    with push_service.running(away_s) as port:
        told = {"KNIPA_CALL_PRIVATE": f"{push_service.HERE}:{port}", **SETTINGS}
        subscription = browsers(port)[0].told
        with _workers(PLAIN, address, **told):
            _burst("push", subscription)
            rate, lateness_s = _burst("push", subscription)
        taken = push_service.count(port)
    print(f"{what}, {WORKERS} workers, a burst of {BURST:,}:")
    print(f"  {rate:6,.0f} deliveries/s; late {_tell(lateness_s)}")
    if not away_s:
        print(f"  {goal(f'p99 {LATE_GOAL_S:.0f} s late', reached=_p99(lateness_s) <= LATE_GOAL_S)}")
    print(f"  taken {taken['taken']:,}, different {taken['different']:,}")


def _no_op(address: str) -> None:
    from django.utils import timezone

    import reminded

    print(f"no-op way, {WORKERS} workers, bursts of {BURST:,}; nudges stored beside them:")
    stored, first_ms = 0, 0.0
    with _workers(NO_OP, address):
        for total in STORED:
            _burst()  # the first people, and caches warmed
            reminded.store(total - stored, timezone.now())
            stored = total
            rate, lateness_s = _burst()
            first_ms = first_ms or 1000 / rate
            print(
                f"  {total:>9,}: {rate:6,.0f} deliveries/s ({1000 / rate:.2f} ms each, "
                f"{1000 / rate / first_ms:.2f} of the first); late {_tell(lateness_s)}"
            )
    print(f"  {goal(f'{RATE_GOAL:,} deliveries/s', reached=rate >= RATE_GOAL)}, ", end="")
    print(goal(f"p99 {LATE_GOAL_S:.0f} s late", reached=_p99(lateness_s) <= LATE_GOAL_S))


def _burst(kind: str = "webhook", told: dict[str, str] | None = None) -> tuple[float, list[float]]:
    """Let a burst come due; return deliveries a second, first to last, and how late each was, in seconds."""
    from django.db import connection
    from django.utils import timezone

    import reminded
    from knipa.web.models import Nudge

    at = timezone.now().replace(microsecond=0) + timedelta(seconds=12)
    at += timedelta(seconds=-at.second % 10)  # when workers look
    reminded.make(BURST, at, kind=kind, told=told)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as autovacuum does within a minute: nowhere else come so many at once
    mine = Nudge.objects.filter(due_at=at, slot="morning@07:30")
    until = time.monotonic() + LONGEST_S
    while mine.filter(state="waiting").exists() and time.monotonic() < until:
        time.sleep(0.5)
    sent = [
        (moment - at).total_seconds()
        for moment in mine.filter(state="sent").values_list("sent_at", flat=True)
    ]
    if len(sent) != BURST:
        raise RuntimeError(f"{len(sent)} of {BURST} were delivered")
    return BURST / (max(sent) - min(sent)), sent


@contextmanager
def _workers(script: str, address: str, **more: str) -> Iterator[None]:
    environment = {**os.environ, "KNIPA_DATABASE_URL": address, **more}
    order = [sys.executable, "-c", script]
    workers = [subprocess.Popen(order, env=environment) for _ in range(WORKERS)]
    try:
        yield
    finally:
        for each in workers:
            each.kill()
            each.wait()


def _p99(values: list[float]) -> float:
    return statistics.quantiles(values, n=100)[98]


def _tell(values: list[float]) -> str:
    return f"p50 {statistics.median(values):.2f} s, p99 {_p99(values):.2f} s"
