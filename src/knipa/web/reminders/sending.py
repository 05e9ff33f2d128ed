"""Sends by a person's ways, one after the other until one arrives, and to many persons at a time.

Nothing here asks the database, so that it may go on in threads of its own.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import cache
from importlib import import_module
from queue import Empty, SimpleQueue
from typing import Self

from knipa.web.models import Channel, ChannelKind
from knipa.web.reminders.due import Claimed
from knipa.web.reminders.message import Message
from knipa.web.reminders.outcome import Delivered, Failed, Outcome, Why

log = logging.getLogger(__name__)
type Deliver = Callable[[Channel, Message], Outcome]
type Tried = list[tuple[Channel, Outcome]]  # the last is the one that arrived, if any did
type Ended = list[tuple[Claimed, Tried]]

FILES = {ChannelKind.PUSH: "web_push", ChannelKind.EMAIL: "email", ChannelKind.WEBHOOK: "webhook"}
QUICK_S = 0.02  # whoever takes longer is not waited for before the next is sent (our choice)
ABREAST = 16  # on their way at a time: with a push service 100 ms away some 160 a second (our choice)
ONE_PERSON_S = 20.0  # no further way is begun after so long; the next try begins with another (our choice)


def send(channel: Channel, said: Message) -> Outcome:
    """Send by one way; a fault of ours is a failure like any other, and nobody else's nudge waits for it."""
    try:
        return _deliver_of(channel.kind)(channel, said)
    except Exception as fault:  # whatever it is, the next way is tried
        log.exception("A fault in %s", channel.kind)
        return Failed(Why.BROKEN, type(fault).__name__)


class Abreast:
    """Sends one message after the other while that goes quickly, and many beside each other while it does not.

    By daemon threads of its own, since the end of a process waits for those of an executor, and what a receiver does
    must not hold that up. As a context: at its end the threads end, each with what it is at.
    """

    def __init__(self) -> None:
        self.on_their_way = 0
        self._width = 1  # so many may be; more as receivers turn out to be slow
        self._threads = 0
        self._asked: SimpleQueue[tuple[Claimed, Message] | None] = SimpleQueue()
        self._ended: SimpleQueue[tuple[Claimed, Tried]] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        for _ in range(self._threads):
            self._asked.put(None)

    @property
    def is_full(self) -> bool:
        """Whether one has to come to its end before another is sent."""
        return self.on_their_way >= ABREAST

    def send(self, claimed: Claimed, said: Message) -> Ended:
        """Send it; return what has come to its end by now, this one or others. Takes a moment at most."""
        ended = self.ended(0.0)
        if not self.on_their_way:
            self._width = 1  # whoever is on their way when a worker is killed gets it twice
        self._hand_over(claimed, said)
        if self.on_their_way >= self._width:
            just_ended = self.ended(QUICK_S)
            if not just_ended:
                self._width = min(ABREAST, self._width * 2)
            ended += just_ended
        return ended

    def _hand_over(self, claimed: Claimed, said: Message) -> None:
        if self.on_their_way >= self._threads:
            threading.Thread(target=self._go_on, name="sending", daemon=True).start()
            self._threads += 1
        self._asked.put((claimed, said))
        self.on_their_way += 1

    def ended(self, at_most_s: float) -> Ended:
        """Return what has come to its end; where that is nothing, wait so long for the first."""
        ended: Ended = []
        try:
            ended.append(self._ended.get(at_most_s > 0, at_most_s or None))
            while True:
                ended.append(self._ended.get_nowait())
        except Empty:
            self.on_their_way -= len(ended)
            return ended

    def _go_on(self) -> None:
        while asked := self._asked.get():
            claimed, said = asked
            self._ended.put((claimed, _try(claimed, said)))


def _try(claimed: Claimed, said: Message) -> Tried:
    """Try its ways in their order; where that was in vain before, begin each time one way later."""
    first = max(0, claimed.nudge.tries - 1) % len(claimed.ways) if claimed.nudge.why else 0
    until, tried = time.monotonic() + ONE_PERSON_S, list[tuple[Channel, Outcome]]()
    for channel in claimed.ways[first:] + claimed.ways[:first]:
        outcome = send(channel, said)
        tried.append((channel, outcome))
        if isinstance(outcome, Delivered) or time.monotonic() > until:
            break
    return tried


@cache
def _deliver_of(kind: str) -> Deliver:
    deliver: Deliver = import_module(f"knipa.web.reminders.{FILES[ChannelKind(kind)]}").deliver
    return deliver
