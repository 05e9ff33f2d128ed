"""A start card as twenty signs, and back: docs/card.md tells how. A mistyped sign is always noticed."""

from datetime import date, timedelta
from enum import StrEnum

from knipa.contract.cards.card import DOSE, MOST_AHEAD, MOST_BACK, Card, CardBirth, CardSurgery, fault_of
from knipa.contract.refusal import Refusal, show
from knipa.contract.signs import SIGNS, as_meant, in_groups, in_signs, number_of
from knipa.training.exercise import Position
from knipa.training.person import BirthMode, Capacity, Operation, Tear

MARK = "K1"  # the first signs: what is written otherwise gets another number
CONTENT = 16  # signs, 80 bits
CHECK = 2  # signs
LENGTH = len(MARK) + CONTENT + CHECK
# Prime, and just less than two signs hold: no sign can be changed, and no two swapped, without its being noticed.
DIVISOR = 1021
FIRST_DAY = date(2020, 1, 1)
LAST_DAY = FIRST_DAY + timedelta(days=39_999)  # in 2129
ZONES_APART = timedelta(days=1)  # where the card was made the date may be tomorrow's already

# What stands in these lists is known in a code by its place: a new word, or another order, needs a new mark.
MODES = (None, BirthMode.VAGINAL, BirthMode.INSTRUMENTAL, BirthMode.CAESAREAN)
TEARS = (None, Tear.NONE, Tear.FIRST_OR_SECOND, Tear.THIRD_OR_FOURTH, Tear.UNKNOWN)
OPERATIONS = (
    *(Operation.PROSTATECTOMY, Operation.HYSTERECTOMY, Operation.PROLAPSE),
    *(Operation.URINARY_INCONTINENCE, Operation.FAECAL_INCONTINENCE, Operation.OTHER_PELVIC),
)
EVENTS = (
    None,
    *(CardBirth(mode=mode, tear=tear) for mode in MODES for tear in TEARS),
    *(CardSurgery(operation=operation) for operation in OPERATIONS),
)
POSITIONS = (
    *(None, Position.SUPINE, Position.SIDE, Position.SITTING, Position.ALL_FOURS, Position.STANDING),
)
ROOMS = {  # of each part of a card: how many things it may say; for all but the first, 0 says nothing
    "made_on": (LAST_DAY - FIRST_DAY).days + 1,
    "event": len(EVENTS),
    **dict.fromkeys(("on", "gentle_from", "cleared_from"), (MOST_BACK + MOST_AHEAD).days + 2),
    "position": len(POSITIONS),
    **{name: most + 1 for name, (_least, most) in DOSE.items()},
}


class Fault(StrEnum):
    """What is wrong with a code."""

    LENGTH = "length"
    SIGNS = "signs"
    MISTYPED = "mistyped"
    OTHER = "other"  # no start card, or of a later Knipa
    UNTRUE = "untrue"  # well written, and it says what cannot be


class CodeRefusal(Refusal):
    """A code that is not taken, and which kind of fault it has."""

    def __init__(self, fault: Fault, what: str, field: str = "") -> None:
        """Say what is wrong."""
        super().__init__("card", what, field=field)
        self.fault = fault


def write_code(card: Card) -> str:
    """Return the card in twenty signs, in five groups.

    Raises:
        CodeRefusal: for a card that cannot be true.
    """
    _refuse(card)
    number = 0
    for name, place in _places(card).items():
        number = number * ROOMS[name] + place
    signs = MARK + in_signs(number, CONTENT)
    return in_groups(signs + _check(signs))


def read_code(text: str, *, on: date | None = None) -> Card:
    """Return the card, however its code was typed: small letters, gaps, and look-alikes (O, I, L) are forgiven.

    Raises:
        CodeRefusal: for anything that is no code of a card, and for a card dated after `on`.
    """
    number = _number(as_meant(text))
    places: dict[str, int] = {}
    for name, room in reversed(ROOMS.items()):
        number, places[name] = divmod(number, room)
    if number:
        raise CodeRefusal(Fault.UNTRUE, "expected a code that a Knipa has written")
    card = _card(places)
    _refuse(card)
    if on and card.made_on > on + ZONES_APART:
        what = f"expected no later than {on + ZONES_APART}, got {show(str(card.made_on))}"
        raise CodeRefusal(Fault.UNTRUE, what, "made_on")
    return card


def _number(signs: str) -> int:
    """Return the number between mark and check, once both are as they should be."""
    if len(signs) != LENGTH:
        raise CodeRefusal(Fault.LENGTH, f"expected {LENGTH} signs, got {len(signs)}")
    if wrong := sorted(set(signs) - set(SIGNS)):
        raise CodeRefusal(Fault.SIGNS, f"expected {SIGNS}, got {show(wrong[0])}")
    if _check(signs[:-CHECK]) != signs[-CHECK:]:
        raise CodeRefusal(Fault.MISTYPED, "expected other signs at the end: one of them is mistyped")
    if not signs.startswith(MARK):
        raise CodeRefusal(Fault.OTHER, f"expected {MARK} first, got {show(signs[: len(MARK)])}")
    return number_of(signs[len(MARK) : -CHECK])


def _check(signs: str) -> str:
    """Return the signs that make the whole, as one number, divisible by DIVISOR."""
    return in_signs(-number_of(signs) * len(SIGNS) ** CHECK % DIVISOR, CHECK)


def _refuse(card: Card) -> None:
    if not FIRST_DAY <= card.made_on <= LAST_DAY:
        raise CodeRefusal(Fault.UNTRUE, f"expected {FIRST_DAY} to {LAST_DAY}", "made_on")
    if fault := fault_of(card):
        field, what = fault
        raise CodeRefusal(Fault.UNTRUE, what, field)


def _places(card: Card) -> dict[str, int]:
    earliest = card.made_on - MOST_BACK - timedelta(days=1)  # 0 says nothing
    days = {name: (day - earliest).days for name, day in card.dates.items()}
    return {
        "made_on": (card.made_on - FIRST_DAY).days,
        "event": EVENTS.index(card.event),
        **{name: days.get(name, 0) for name in ("on", "gentle_from", "cleared_from")},
        "position": POSITIONS.index(card.position),
        **{name: getattr(card.dose, name) if card.dose else 0 for name in DOSE},
    }


def _card(places: dict[str, int]) -> Card:
    made_on = FIRST_DAY + timedelta(days=places["made_on"])
    earliest = made_on - MOST_BACK - timedelta(days=1)

    def day(name: str) -> date | None:
        return earliest + timedelta(days=places[name]) if places[name] else None

    dose = {name: places[name] for name in DOSE}
    return Card(
        made_on=made_on,
        event=EVENTS[places["event"]],
        on=day("on"),
        gentle_from=day("gentle_from"),
        cleared_from=day("cleared_from"),
        position=POSITIONS[places["position"]],
        dose=Capacity(**dose, measured_on=made_on) if any(dose.values()) else None,
    )
