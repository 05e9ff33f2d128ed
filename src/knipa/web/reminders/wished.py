"""What an account wishes, ready to be shown and changed: with an id for each wish, and the zone that holds now."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.db import transaction
from django.utils.timezone import get_default_timezone_name
from django.utils.translation import get_language

from knipa.contract import WISHES
from knipa.web import coach
from knipa.web.models import Account, Wished
from knipa.web.reminders import planning

type Told = dict[str, Any]

QUIET = {"from": "22:00", "to": "06:00"}  # until somebody chooses other hours (our choice)
MOST_MOVES = 5  # journeys that are kept; an older one changes no moment to come (our choice)


def told_of(account: Account) -> Told:
    """Return a `knipa.wishes/1` of one's own to change; of someone who has wished nothing yet, an empty one."""
    wished = getattr(account, "wished", None)
    told = dict(wished.told) if wished else _none(account)
    numbered = enumerate(told["wishes"], start=1)
    return {**told, "wishes": [{"id": f"wish-{number}", **wish} for number, wish in numbered]}


def has_wishes(account: Account) -> bool:
    """Tell whether anything is wished."""
    wished = getattr(account, "wished", None)
    return bool(wished and wished.told.get("wishes"))


def change(account: Account, how: Callable[[Told], Told], now: datetime) -> None:
    """Change what is wished; of two changes at the same time none is lost.

    Raises:
        coach.RefusedError: if the contract refuses it.
    """
    with transaction.atomic():
        mine = Account.objects.select_for_update().get(pk=account.pk)
        planning.keep(mine, how(told_of(mine)), now)
        Wished.objects.filter(account=mine).update(language=get_language() or "")


def with_new(told: Told, new: Sequence[Told]) -> Told:
    """Return the wishes with these added; the same once more, from a page that was gone back to, is none."""
    there = [_without_id(wish) for wish in told["wishes"]]
    return {**told, "wishes": [*told["wishes"], *(wish for wish in new if _without_id(wish) not in there)]}


def _without_id(wish: Told) -> Told:
    return {name: value for name, value in wish.items() if name != "id"}


def is_zone(name: str) -> bool:
    """Tell whether this machine knows the time zone."""
    return name in available_timezones()


def zone_of(account: Account, now: datetime) -> ZoneInfo:
    """Return the zone in which reminders come now."""
    return coach.zone_now(told_of(account), now)


def moved(told: Told, zone: str, now: datetime) -> Told:
    """From now on the person is in another zone."""
    moves = [*told.get("moves", ()), {"at": now.isoformat(), "timezone": zone}]
    old, kept = moves[:-MOST_MOVES], moves[-MOST_MOVES:]
    began_in = old[-1]["timezone"] if old else told["timezone"]
    return {**told, "timezone": began_in, "moves": kept}


def _none(account: Account) -> Told:
    known = coach.latest(account) or {}
    zone = known.get("timezone") or get_default_timezone_name()
    return {"format": WISHES, "timezone": zone, "wishes": [], "quiet": QUIET}
