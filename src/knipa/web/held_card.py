"""A start card that was typed before the first answers: held in the browser's session until these are saved."""

from collections.abc import Mapping
from typing import Any

from knipa.web import clock, coach
from knipa.web.request import Request

KEY = "start_card"
DRAFT = "draft"  # what is typed on the questions' pages and not saved (pages/intake/draft.py)
SAID = "said_by_card"  # what a card has answered since these pages were typed


def hold(request: Request, written: coach.Written) -> None:
    """Hold a card until the questions have been gone through."""
    request.session[KEY] = written.code
    write_over_draft(request, written.card, held(request))


def write_over_draft(request: Request, card: coach.Card, told: Mapping[str, Any]) -> None:
    """Let the card stand where something was typed and not saved: it would be saved over the card."""
    if request.session.get(DRAFT):
        events = [each for each in told.get("events", ()) if card.event and each["kind"] == card.event.kind]
        request.session[SAID] = {**told, "events": events}


def held(request: Request) -> dict[str, Any]:
    """Return what the held card answers; empty where none is held."""
    code = request.session.get(KEY)
    if not code:
        return {}
    try:
        written = coach.read_start_card(code, coach.today(request.user, clock.now()))
    except coach.CardRefusedError:  # held by another version
        return {}
    return coach.told_by(written.card, {}, {})


def beside(request: Request, told: dict[str, Any]) -> dict[str, Any]:
    """Return what the questions told, and what only the card knows: when the dose was tried."""
    card = held(request)
    tried, typed = card.get("capacity"), told.get("capacity")
    same = tried and typed and typed.items() <= tried.items()
    return {**card, **told, **({"capacity": tried} if same else {})}


def let_go(request: Request) -> None:
    """Forget it: the answers are saved."""
    request.session.pop(KEY, None)
