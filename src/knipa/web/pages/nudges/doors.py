"""The files of the ways, each asked for by its kind and only when it is needed."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from knipa.web.models import Channel, ChannelKind

FILES = {
    ChannelKind.PUSH: "web_push",
    ChannelKind.EMAIL: "email",
    ChannelKind.WEBHOOK: "webhook",
    ChannelKind.CALENDAR: "calendar",
}


def door(kind: ChannelKind) -> Any:  # noqa: ANN401  # a module: `add`, `take_away` and what is its own
    """Return the file of a kind of way."""
    return import_module(f"knipa.web.reminders.{FILES[kind]}")


def taker_away(channel: Channel) -> Callable[[Channel], None]:
    """Return what takes this way away."""
    taker: Callable[[Channel], None] = door(ChannelKind(channel.kind)).take_away
    return taker
