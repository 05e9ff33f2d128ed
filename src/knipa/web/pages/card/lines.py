"""What a card says, line by line, in plain words: on paper, and before it is taken into the answers."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from knipa.web.coach import Card
from knipa.web.forms import Choices
from knipa.web.pages.card import choices
from knipa.web.spoken import spoken


class Line(NamedTuple):
    """What it is, and what is said of it."""

    label: str
    said: str


def lines(card: Card) -> list[Line]:
    """Return the lines of a card, the dates first: they matter most."""
    return [*_dates(card), *_event(card), *_beginning(card)]


def _dates(card: Card) -> Iterator[Line]:
    if card.gentle_from:
        yield Line(_("Soft squeezes from"), _day(card.gentle_from))
    if card.cleared_from:
        yield Line(_("Training from"), _day(card.cleared_from))


def _event(card: Card) -> Iterator[Line]:
    event = card.event
    if event is None:
        return
    on = [_day(card.on)] if card.on else []
    if event.kind == "surgery":
        yield Line(_("Operation"), ", ".join([_word(choices.OPERATION, event.operation), *on]))
        return
    if mode := [_word(choices.BIRTH_MODE, event.mode)] if event.mode else []:
        on = [*on, mode[0].lower() if on else mode[0]]
    yield Line(_("Birth"), ", ".join(on) or _("no date told"))
    if event.tear:
        yield Line(_("Tear"), _word(choices.TEAR, event.tear))


def _beginning(card: Card) -> Iterator[Line]:
    if card.position:
        yield Line(_("Position to begin in"), _word(choices.POSITION, card.position))
    if dose := card.dose:
        values = {
            "hold": dose.hold_s, "reps": dose.reps, "fast": dose.fast_reps, "long": dose.endurance_s,
        }  # fmt: skip
        yield Line(_("Strength"), _("%(reps)s × %(hold)s seconds") % values)
        yield Line(_("Quick squeezes"), _("%(fast)s in a row") % values)
        yield Line(_("Long squeeze"), _("%(long)s seconds") % values)


def _day(on: date) -> str:
    return spoken().write(on)


def _word(of: Choices, code: str) -> str:
    return str(dict(of)[code])
