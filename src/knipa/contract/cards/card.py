"""The start card: what a midwife, nurse or physiotherapist says of when and how to begin. It names nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from knipa.contract.checked import read_as, refuse_format
from knipa.contract.refusal import Refusal
from knipa.contract.wire import reader
from knipa.training.exercise import Position
from knipa.training.person import BirthMode, Capacity, Operation, Tear

CARD = "knipa.card/1"
MOST_BACK = timedelta(
    days=7305
)  # a card tells of the last twenty years (our choice: what a code has room for)
MOST_AHEAD = timedelta(days=731)  # and of two years to come (the same)
DOSE = {  # what a first dose may be: as in the self-test of the intake
    "hold_s": (1, 10),
    "reps": (1, 15),
    "fast_reps": (1, 20),
    "endurance_s": (1, 60),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardBirth:
    """A birth, as far as the card tells of it."""

    kind: Literal["birth"] = "birth"
    mode: BirthMode | None = None
    tear: Tear | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSurgery:
    """An operation in the pelvis, done or planned."""

    kind: Literal["surgery"] = "surgery"
    operation: Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is told; all but the day it was told on may be left out.

    `on` is the day of the event, `gentle_from` and `cleared_from` the days for soft squeezes and for training
    (R18). `dose` is what was tried together on the card's own day.
    """

    made_on: date
    event: CardBirth | CardSurgery | None = None
    on: date | None = None
    gentle_from: date | None = None
    cleared_from: date | None = None
    position: Position | None = None
    dose: Capacity | None = None

    @property
    def dates(self) -> dict[str, date]:
        """The days of the event that are told, in the order in which they must come."""
        told = {"on": self.on, "gentle_from": self.gentle_from, "cleared_from": self.cleared_from}
        return {name: day for name, day in told.items() if day}


def fault_of(card: Card) -> tuple[str, str] | None:
    """Return the first field that cannot be so, and what was expected of it; None for a card that holds."""
    return _no_content(card) or _wrong_date(card) or _wrong_dose(card)


def _no_content(card: Card) -> tuple[str, str] | None:
    if not (card.event or card.position or card.dose):
        return "event", "expected an event, a position or a dose: an empty card says nothing"
    if card.dates and not card.event:
        return next(iter(card.dates)), "expected an event that this date belongs to"
    return None


def _wrong_date(card: Card) -> tuple[str, str] | None:
    first, last = card.made_on - MOST_BACK, card.made_on + MOST_AHEAD
    before = first
    for name, day in card.dates.items():
        if not first <= day <= last:
            return name, f"expected {first} to {last}"
        if day < before:
            return name, f"expected no earlier than {before}"
        before = day
    if isinstance(card.event, CardBirth) and card.on and card.on > card.made_on:
        return "on", f"expected a birth no later than {card.made_on}"
    return None


def _wrong_dose(card: Card) -> tuple[str, str] | None:
    if card.dose is None:
        return None
    for name, (least, most) in DOSE.items():
        if not least <= getattr(card.dose, name) <= most:
            return f"dose.{name}", f"expected {least} to {most}"
    if card.dose.measured_on != card.made_on:
        return "dose.measured_on", f"expected {card.made_on}, the day of the card"
    return None


def read_card(told: Mapping[str, Any], name: str) -> Card:
    """Return the card in what JSON was read into; `name` is what it is called in a refusal.

    Raises:
        Refusal: for anything unknown, and for a card that cannot be true.
    """
    refuse_format(told, CARD, name)
    card: Card = read_as(reader(Card, CARD), told, name)
    if fault := fault_of(card):
        field, what = fault
        raise Refusal(name, what, field=field)
    return card
