"""Connections kept for the next post to the same receiver: to connect costs more than to post."""

import threading
import time
from dataclasses import dataclass

from knipa.web.reminders.outgoing.destination import Destination
from knipa.web.reminders.outgoing.wire import Line

MOST = 128  # in one process, of the thousand files that it may usually have open (our choice)
KEPT_S = 30.0  # unused; then whatever stands between may have forgotten it without a word (our choice)
type Place = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class _Kept:
    place: Place
    line: Line
    since: float


_lock = threading.Lock()
_kept: list[_Kept] = []  # the longest unused first


def take(address: str, to: Destination) -> Line | None:
    """Return one that can be used at once: to this address, and for this name alone."""
    _close_old()
    place = _place(address, to)
    while True:
        with _lock:
            found = next((each for each in reversed(_kept) if each.place == place), None)
            if found:
                _kept.remove(found)
        if found is None:
            return None
        if found.line.is_quiet():
            return found.line
        found.line.close()


def keep(line: Line, address: str, to: Destination) -> None:
    """Keep it, and close what is too much."""
    with _lock:
        _kept.append(_Kept(_place(address, to), line, time.monotonic()))
        too_many = _kept[:-MOST]
        del _kept[:-MOST]
    _close(too_many)


def close_all() -> None:
    """Keep none any more."""
    with _lock:
        too_many = _kept[:]
        _kept.clear()
    _close(too_many)


def _close_old() -> None:
    before = time.monotonic() - KEPT_S
    with _lock:
        old = [each for each in _kept if each.since < before]
        del _kept[: len(old)]
    _close(old)


def _close(kept: list[_Kept]) -> None:
    for each in kept:
        each.line.close()


def _place(address: str, to: Destination) -> Place:
    return address, to.scheme, to.host, to.port
