"""What a person wishes of reminders, as `knipa.wishes/1`: read strictly, and written."""

from collections.abc import Mapping
from typing import Any

from knipa.contract.checked import read_as, refuse_format
from knipa.contract.refusal import Refusal
from knipa.contract.strict_json import read_json, refuse_half_signs
from knipa.contract.wire import reader, write
from knipa.training.reminding import Wish, Wishes

WISHES = "knipa.wishes/1"
MOST = 200  # wishes, pauses and moves of each; far beyond any honest life (our choice)


def read_wishes(data: bytes | Mapping[str, Any], name: str) -> Wishes:
    """Return the wishes in this JSON, or in what JSON was read into; `name` is what it is called in a refusal.

    Raises:
        Refusal: for anything that CONTRACTS.md does not know, and for wishes that contradict themselves.
    """
    if isinstance(data, bytes):
        told = read_json(data, name)
    else:
        refuse_half_signs(told := data, name)
    refuse_format(told, WISHES, name)
    wishes: Wishes = read_as(reader(Wishes, WISHES), told, name)
    if fault := _fault_of(wishes):
        field, what = fault
        raise Refusal(name, what, field=field)
    return wishes


def write_wishes(wishes: Wishes) -> dict[str, Any]:
    """Return the wishes as `read_wishes` reads them; what is not wished is left out."""
    return {"format": WISHES, **write(wishes)}


def _fault_of(wishes: Wishes) -> tuple[str, str] | None:
    """Return the first field that cannot be so, and what was expected of it."""
    for name in ("wishes", "pauses", "moves"):
        if len(getattr(wishes, name)) > MOST:
            return name, f"expected at most {MOST}"
    for number, wish in enumerate(wishes.wishes):
        if fault := _fault_of_wish(wish):
            return f"wishes[{number}].{fault[0]}", fault[1]
    ids = [wish.id for wish in wishes.wishes if wish.id]
    if len(ids) > len({*ids}):
        return "wishes", "expected each id once"
    return _fault_of_times(wishes)


def _fault_of_wish(wish: Wish) -> tuple[str, str] | None:
    if wish.at is None and wish.after is None:
        return "at", "expected a time of day, or a habit in `after`"
    if not wish.days or len(wish.days) > len({*wish.days}):
        return "days", "expected at least one day, each once"
    return None


def _fault_of_times(wishes: Wishes) -> tuple[str, str] | None:
    if wishes.quiet and wishes.quiet.from_ == wishes.quiet.to:
        return "quiet.to", "expected another time than `from`"
    for number, pause in enumerate(wishes.pauses):
        if pause.to < pause.from_:
            return f"pauses[{number}].to", f"expected no earlier than {pause.from_}"
    return None
