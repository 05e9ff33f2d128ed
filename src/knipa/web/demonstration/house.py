"""Opens the demonstration: a house of its own for the cast, served like any Knipa, and gone when it ends."""

import os
import signal
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from knipa.demo.parts import PARTS
from knipa.demo.screenplay import TIMEZONE
from knipa.web.demonstration.moment import RUNS
from knipa.web.serve import serve

HALF_PAST_NINE = time(9, 30, tzinfo=ZoneInfo(TIMEZONE))
PERSONS_OWN = ("KNIPA_DATABASE_URL", "KNIPA_SECRET_KEY", "KNIPA_URL")  # a demonstration never touches these
STOPS = ("SIGTERM", "SIGHUP")  # a closed terminal too


def open_house(port: int, on: date | None = None, who: Collection[str] = tuple(PARTS)) -> None:
    """Let the cast live up to now, or to half past nine on that day, and serve until stopped."""
    stands_at = datetime.combine(on, HALF_PAST_NINE).isoformat(timespec="minutes") if on else RUNS
    with _home_of_its_own() as home:
        os.environ |= {"KNIPA_HOME": home, "KNIPA_DEMO": stands_at}
        serve(port=port, first=lambda: _live(home, who), page="/demo/")


def _live(home: str, who: Collection[str]) -> None:
    from django.db import connection  # only now has `serve` made Django ready

    from knipa.web import clock
    from knipa.web.demonstration import stage

    _tell(f"The demonstration lies in {home} and is removed when it ends.")
    stage.live_all(clock.now(), who, tell=_tell)
    connection.close()  # what serves has connections of its own


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a command's own words


@contextmanager
def _home_of_its_own() -> Iterator[str]:
    """A folder that is removed also when the command is asked to stop."""
    for name in PERSONS_OWN:
        os.environ.pop(name, None)
    for name in STOPS:
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory(prefix="knipa-demo-") as home:
        yield home
