"""Connections kept for the next post to the same receiver: to connect costs more than to post."""

import socket
import threading
from collections import OrderedDict

from knipa.web.reminders.outgoing import wire
from knipa.web.reminders.outgoing.destination import Destination

RECEIVERS, EACH = (
    64,
    32,
)  # receivers, and connections to each: as many as a worker has on their way (our choice)
type Place = tuple[str, str, str, int]

_lock = threading.Lock()
_kept: OrderedDict[Place, list[socket.socket]] = OrderedDict()  # the longest unused first


def take(address: str, to: Destination) -> socket.socket | None:
    """Return one that can be used at once: to this address, and for this name alone."""
    while True:
        with _lock:
            there = _kept.get(_place(address, to))
            talk = there.pop() if there else None
        if talk is None or wire.is_quiet(talk):
            return talk
        talk.close()


def keep(talk: socket.socket, address: str, to: Destination) -> None:
    """Keep it, or close what is too much."""
    place = _place(address, to)
    with _lock:
        there = _kept.setdefault(place, [])
        _kept.move_to_end(place)
        there.append(talk)
        too_many = [there.pop(0)] if len(there) > EACH else []
        if len(_kept) > RECEIVERS:
            too_many += _kept.popitem(last=False)[1]
    for each in too_many:
        each.close()


def close_all() -> None:
    """Keep none any more."""
    with _lock:
        too_many = [talk for there in _kept.values() for talk in there]
        _kept.clear()
    for each in too_many:
        each.close()


def _place(address: str, to: Destination) -> Place:
    return address, to.scheme, to.host, to.port
