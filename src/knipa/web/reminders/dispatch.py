"""Delivers by itself inside `knipa serve`: one thread, which looks every few seconds, and at once on the minute.

On SQLite there is one process and one writer, so one thread is all the work needs. With PostgreSQL `knipa worker`
does the same (tasks.py), on as many machines as one likes.
"""

import atexit
import logging
import threading
import time

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from knipa.web import clock
from knipa.web.reminders import delivering, forgetting, planning

log = logging.getLogger(__name__)
LOOK_S = 5.0  # seldom enough to cost nothing, often enough that nobody sees it (our choice)
MINUTE_S = 60
LAST_S = 5.0  # a server that stops waits so long for receivers; others kill it after ten (our choice)


def begin() -> threading.Event:
    """Start the thread; set what is returned to end it. A demonstration reminds nobody, PostgreSQL has workers.

    A server that stops lets it record what it has just sent, so that this does not come again after the start.
    """
    ended = threading.Event()
    if settings.DEMO or connection.vendor != "sqlite":
        return ended
    thread = threading.Thread(target=_go_on, args=(ended,), name="reminders", daemon=True)
    thread.start()
    atexit.register(_end, ended, thread)
    return ended


def look(ended: threading.Event | None = None) -> int:
    """Deliver what is due and make what is to be made; return how many nudges were looked at."""
    looked_at = delivering.deliver_due(is_over=ended.is_set if ended else lambda: False)
    if planning.make_due(clock.now()):  # what is made may be due already
        looked_at += delivering.deliver_due(is_over=ended.is_set if ended else lambda: False)
    return looked_at


def _go_on(ended: threading.Event) -> None:
    forget_at = clock.now()
    while not ended.wait(_until_next_s()):
        try:
            close_old_connections()
            look(ended)
            if clock.now() >= forget_at:
                forgetting.forget(clock.now())
                forget_at = clock.now() + forgetting.EVERY
        except DatabaseError:
            log.exception("Reminders: the database did not answer; the next try is in some seconds")
        except Exception:  # whatever it is, one day's reminders must not end for good
            log.exception("Reminders: a fault; the next try is in some seconds")
    connection.close()


def _end(ended: threading.Event, thread: threading.Thread) -> None:
    ended.set()
    thread.join(LAST_S)


def _until_next_s() -> float:
    """Up to the next full minute, when most nudges are due, but never longer than LOOK_S."""
    return min(LOOK_S, MINUTE_S - time.time() % MINUTE_S + 0.01)
