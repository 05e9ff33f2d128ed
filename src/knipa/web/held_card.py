"""A start card that was typed before the first answers: held in the browser's session until these are saved."""

from collections.abc import Mapping
from typing import Any

from knipa.web import clock, coach
from knipa.web.request import Request

KEY = "start_card"
DRAFT = "draft"  # what is typed on the questions' pages and not saved (pages/intake/draft.py)
ANSWERS = {
    "body": "events",
    "able": "position",
    "squeeze": "capacity",
}  # of each page, what a card may answer


def hold(request: Request, code: str) -> None:
    """Hold a card until the questions have been gone through."""
    request.session[KEY] = code
    make_room(request, held(request))


def make_room(request: Request, told: Mapping[str, Any]) -> None:
    """Forget what was typed and not saved where the card answers: it would be saved over the card."""
    if typed := request.session.get(DRAFT):
        request.session[DRAFT] = {step: page for step, page in typed.items() if ANSWERS.get(step) not in told}


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
