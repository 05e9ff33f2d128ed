"""Whether this machine knows what time it is, and agrees with the database."""

from datetime import UTC, datetime

from knipa.web.checking.finding import Finding, well, wrong

YEARS = (2026, 2100)  # this Knipa was written in the first; the engine reckons far beyond the last
MOST_APART_S = 5.0  # a reminder on the minute is then still on the minute (issue 6)
SET = "Let it be set by the network: `timedatectl set-ntp true`."


def year(now: datetime | None = None) -> Finding:
    """Say what time it is, if that can be."""
    now = now or datetime.now(UTC)
    if not YEARS[0] <= now.year < YEARS[1]:
        return wrong("clock", f"this machine takes the year for {now.year}", SET)
    return well("clock", f"{now:%Y-%m-%d %H:%M:%S} UTC")


def of_the_database() -> Finding:
    """Ask the database what time it is; SQLite has no clock of its own."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return well("database's clock", "the same as this machine's")
    before = datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        told: datetime = cursor.fetchone()[0]
    return agrees(told, before, datetime.now(UTC))


def agrees(told: datetime, before: datetime, after: datetime) -> Finding:
    """Compare the database's clock with ours just before and after it answered."""
    ahead_s = (told - after).total_seconds() if told > after else min(0.0, (told - before).total_seconds())
    if abs(ahead_s) > MOST_APART_S:
        way = "ahead of" if ahead_s > 0 else "behind"
        said = f"the database's clock is {abs(ahead_s):.0f} s {way} this machine's"
        return wrong("database's clock", said, f"On both machines: {SET}")
    return well("database's clock", f"agrees with this machine's within {MOST_APART_S:.0f} s")
