"""What an account wishes, ready to be shown and changed: with an id for each wish, and the zone that holds now."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.db import transaction
from django.utils.timezone import get_default_timezone_name
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knipa.contract import WISHES
from knipa.contract.wishes import MOST
from knipa.web import coach
from knipa.web.models import Account, Wished
from knipa.web.reminders import planning

type Told = dict[str, Any]

QUIET = {"from": "22:00", "to": "06:00"}  # until somebody chooses other hours (our choice)
FEWER_DAYS = "keeping_on"  # why it is silent while fewer days are enough, and the tick that ends it
MOST_MOVES = 5  # journeys that are kept; an older one changes no moment to come (our choice)


class NotKeptError(ValueError):
    """What is wished stays as it was; the one line is for the person, and holds nothing of what they wrote."""


def told_of(account: Account) -> Told:
    """Return a `knipa.wishes/1` of one's own to change; of someone who has wished nothing yet, an empty one."""
    wished = getattr(account, "wished", None)
    told = dict(wished.told) if wished else _none(account)
    numbered = enumerate(told["wishes"], start=1)
    return {**told, "wishes": [{"id": f"wish-{number}", **wish} for number, wish in numbered]}


def has_row(account: Account) -> bool:
    """Tell whether anything has ever been wished: then there is a zone of its own, and perhaps the week in sum."""
    return getattr(account, "wished", None) is not None


def has_wishes(account: Account) -> bool:
    """Tell whether anything is wished."""
    return has_row(account) and bool(account.wished.told.get("wishes"))


def is_silenced_by_fewer_days(told: Told) -> bool:
    """Tell whether something has a time, and nothing of it is to come while fewer days a week are enough."""
    return FEWER_DAYS not in told.get("also", ()) and any("at" in wish for wish in told.get("wishes", ()))


def change(account: Account, how: Callable[[Told], Told], now: datetime) -> None:
    """Change what is wished; of two changes at the same time none is lost.

    Raises:
        NotKeptError: there are too many, or the contract refuses it. What the contract says of it has the person's
            own words in it, and would stand in a log.
    """
    try:
        with transaction.atomic():
            mine = Account.objects.select_for_update().get(pk=account.pk)
            before, speaks = told_of(mine), _languages(mine)
            after = how(before)
            planning.keep(mine, after, now)
            spoken = get_language() or ""
            known = {_own_words(wish): speaks[wish["id"]] for wish in before["wishes"]}
            languages = {wish["id"]: known.get(_own_words(wish), spoken) for wish in after["wishes"]}
            Wished.objects.filter(account=mine).update(language=spoken, languages=languages, saved_at=None)
    except coach.RefusedError:
        raise NotKeptError(_("This could not be kept. Look through it once more.")) from None


def language_of(account: Account, wish: Told) -> str:
    """Return in which language the person's own words in it are; empty where nobody knows."""
    return _languages(account).get(wish["id"], "")


def _languages(account: Account) -> dict[str, str]:
    """Return that of each wish; of those that were made before it was kept, that of the page they were wished on."""
    wished = getattr(account, "wished", None)
    if wished is None:
        return {}
    return {
        wish["id"]: wished.languages.get(wish["id"], wished.language) for wish in told_of(account)["wishes"]
    }


def _own_words(wish: Told) -> tuple[str, str, str]:
    return wish["id"], wish.get("after", ""), wish.get("then", "")


def with_new(told: Told, new: Sequence[Told]) -> Told:
    """Return the wishes with these added; the same once more, from a page that was gone back to, is none.

    Raises:
        NotKeptError: they would be more than the contract takes.
    """
    there = [_without_id(wish) for wish in told["wishes"]]
    wishes = [*told["wishes"], *(wish for wish in new if _without_id(wish) not in there)]
    if len(wishes) > MOST:
        raise NotKeptError(_("You have as many reminders as can be kept. Take one away first."))
    return {**told, "wishes": wishes}


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
