"""Sends by a person's ways, one after the other until one arrives; where receivers are slow, for many at a time.

Nothing here asks the database, so that it may go on in threads of its own.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import cache
from importlib import import_module
from typing import Self

from knipa.web.models import Channel, ChannelKind
from knipa.web.reminders.due import Claimed
from knipa.web.reminders.message import Message
from knipa.web.reminders.outcome import Delivered, Failed, Outcome, Why

type Deliver = Callable[[Channel, Message], Outcome]
type Tried = list[tuple[Channel, Outcome]]  # the last is the one that arrived, if any did
type Ended = list[tuple[Claimed, Tried]]

FILES = {ChannelKind.PUSH: "web_push", ChannelKind.EMAIL: "email", ChannelKind.WEBHOOK: "webhook"}
QUICK_S = 0.02  # whoever takes longer is not waited for before the next is sent (our choice)
ABREAST = 16  # sent at a time then: with a push service 100 ms away some 160 a second (our choice)


def send(channel: Channel, said: Message) -> Outcome:
    """Send by one way; a fault of ours is a failure like any other, and nobody else's nudge waits for it."""
    try:
        return _deliver_of(channel.kind)(channel, said)
    except Exception as fault:  # noqa: BLE001  # whatever it is, the next way is tried
        return Failed(Why.BROKEN, type(fault).__name__)


class Abreast:
    """Sends one message after the other while that goes quickly, and many beside each other while it does not.

    As a context: at its end nothing is on its way any more.
    """

    def __init__(self) -> None:
        self.is_quick = False  # then nothing is on its way
        self._senders = ThreadPoolExecutor(ABREAST, "sending")
        self._on_their_way: dict[Future[Tried], Claimed] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self._senders.shutdown()

    def send(self, claimed: Claimed, said: Message) -> Ended:
        """Send it; return what has come to its end by now, this one or others."""
        if self.is_quick:  # to hand it to a thread would cost a tenth of all (benchmarks/reminders.py)
            began = time.monotonic()
            tried = _try(claimed.ways, said)
            self.is_quick = time.monotonic() - began <= QUICK_S
            return [(claimed, tried)]
        ended = self._ended()
        sending = self._senders.submit(_try, claimed.ways, said)
        self._on_their_way[sending] = claimed
        if len(self._on_their_way) == 1:
            self.is_quick = bool(wait([sending], QUICK_S).done)
        elif len(self._on_their_way) == ABREAST:
            wait(self._on_their_way, return_when=FIRST_COMPLETED)
        return ended + self._ended()

    def rest(self) -> Iterator[Ended]:
        """Yield the others as they come to their end."""
        while self._on_their_way:
            wait(self._on_their_way, return_when=FIRST_COMPLETED)
            yield self._ended()

    def _ended(self) -> Ended:
        ended = [each for each in self._on_their_way if each.done()]
        return [(self._on_their_way.pop(each), each.result()) for each in ended]


def _try(ways: list[Channel], said: Message) -> Tried:
    tried: Tried = []
    for channel in ways:
        outcome = send(channel, said)
        tried.append((channel, outcome))
        if isinstance(outcome, Delivered):
            break
    return tried


@cache
def _deliver_of(kind: str) -> Deliver:
    deliver: Deliver = import_module(f"knipa.web.reminders.{FILES[ChannelKind(kind)]}").deliver
    return deliver
