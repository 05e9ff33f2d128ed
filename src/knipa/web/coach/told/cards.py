"""A start card from care: written for someone, and put into the answers of whoever it was given to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from knipa.contract import Card, CodeRefusal, Refusal, read_card, read_code, write_code
from knipa.contract.cards import CARD
from knipa.contract.wire import write
from knipa.web.coach.facts import RefusedError
from knipa.web.coach.told.answering import Told

SAME_EVENT = timedelta(
    days=60
)  # two of a kind, so near each other, are the same birth or operation (our choice)
ORDER = ("on", "gentle_from", "cleared_from")  # in which the days of an event must come
ALWAYS = {"birth": ("on", "mode"), "surgery": ("on",)}  # what an answer must have, and a card may leave out


class CardRefusedError(RefusedError):
    """A card that is not taken: the field it is about, or the kind of fault that its code has."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.field = refusal.field
        self.fault = refusal.fault.value if isinstance(refusal, CodeRefusal) else ""


@dataclass(frozen=True, slots=True)
class Written:
    """A card, and the code that says the same."""

    card: Card
    code: str


def write_start_card(told: Told) -> Written:
    """Return the card that says what is told, as `knipa.card/1` without its format; nothing is kept.

    Raises:
        CardRefusedError: if the contract refuses it.
    """
    try:
        card = read_card({"format": CARD, **told}, "card")
        return Written(card, write_code(card))
    except Refusal as refusal:
        raise CardRefusedError(refusal) from refusal


def read_start_card(code: str, on: date) -> Written:
    """Return the card that a typed code says, and the code as it is written.

    Raises:
        CardRefusedError: if it is no code of a card, or of one that cannot be made yet.
    """
    try:
        card = read_code(code, on=on)
        return Written(card, write_code(card))
    except Refusal as refusal:
        raise CardRefusedError(refusal) from refusal


def told_by(card: Card, before: Told, more: Told) -> dict[str, Any]:
    """Return what the card would answer, beside earlier answers; `more` is what the card leaves out of its event."""
    told: dict[str, Any] = {"position": card.position} if card.position else {}
    if card.dose:
        told["capacity"] = write(card.dose)
    if card.event:
        event = write(card.event) | {name: day.isoformat() for name, day in card.dates.items()} | {**more}
        told["events"] = _with(event, before.get("events", ()))
    return told


def left_out(card: Card, before: Told) -> dict[str, Any]:
    """Return what must be asked, since the card does not say it: each with the answer that is known already, if any."""
    if card.event is None:
        return {}
    said = {**write(card.event), **card.dates}
    known = _newest(card.event.kind, before.get("events", ()))
    return {name: known.get(name) for name in ALWAYS[card.event.kind] if name not in said}


def _newest(kind: str, events: Iterable[Told]) -> Told:
    return max(
        (event for event in events if event["kind"] == kind), key=lambda event: event["on"], default={}
    )


def _with(event: dict[str, Any], events: Iterable[Told]) -> list[Told]:
    """Put an event in the place of the one that it is, else beside the others."""
    others = [*events]
    same = min(
        (each for each in others if _is_same(each, event)), key=lambda each: _apart(each, event), default=None
    )
    if same is None:
        # of each kind the last is shown among the answers
        return sorted([*others, event], key=lambda each: each.get("on", ""))
    return [_newer(same, event) if each is same else each for each in others]


def _is_same(known: Told, event: Told) -> bool:
    return bool(known["kind"] == event["kind"] and "on" in event and _apart(known, event) <= SAME_EVENT)


def _apart(known: Told, event: Told) -> timedelta:
    return abs(date.fromisoformat(known["on"]) - date.fromisoformat(event["on"]))


def _newer(known: Told, event: Told) -> dict[str, Any]:
    """Return what is known of an event with a newer word on it; an old day that no longer fits gives way."""
    joined = {**known, **event}
    days = [joined[name] for name in ORDER if name in joined]
    if days == sorted(days):  # YYYY-MM-DD sorts as days do
        return joined
    return {name: value for name, value in joined.items() if name not in ORDER or name in event}
