"""What a person answers, kept beside the earlier answers: all of it, some of it, or a pause."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.timezone import get_default_timezone_name

from knipa.training.person import Sign
from knipa.web.coach.day import latest
from knipa.web.coach.facts import person_in
from knipa.web.coach.recording import check_line, store
from knipa.web.coach.snapshot import touch
from knipa.web.models import Account, Answers

type Told = Mapping[str, Any]


def answer(account: Account, told: Told, at: datetime) -> None:
    """Keep a whole new set of answers beside the earlier ones, the signs that hold now among them.

    Raises:
        RefusedError: if the contract refuses them.
    """
    before = latest(account)
    local = _local(told, before or {}, at)
    on = local.date()
    person = {**composed(before or {}, told, local), "signs_on": on.isoformat()}
    person["seen_for"] = _seen(told.get("seen_for", ()), before or {}, on)
    person_in(person, on)
    with transaction.atomic():
        _keep(account, person, local)
        if before:  # the same word in the log, so that it overrules a check of the same day
            store(account, check_line(local, signs=tuple(Sign(sign) for sign in person.get("signs", ()))))


def answer_safety(account: Account, told: Told, at: datetime) -> None:
    """Keep the signs that hold now, and which of them a professional has looked at."""
    before = latest(account)
    if before is not None:
        answer(account, {**before, "signs": [*told["signs"]], "seen_for": [*told["seen_for"]]}, at)


def change(account: Account, told: Told, at: datetime) -> None:
    """Keep some answers anew; the rest, and what was said of signs, stands as it was.

    Raises:
        RefusedError: if the contract refuses them.
    """
    person, local = changed(account, told, at)
    with transaction.atomic():
        _keep(account, person, local)


def changed(account: Account, told: Told, at: datetime) -> tuple[dict[str, Any], datetime]:
    """Return the answers as they would be, and the person's own time; nothing is kept.

    Raises:
        RefusedError: if the contract refuses them.
    """
    before = latest(account) or {}
    local = _local(told, before, at)
    person = composed(before, {**before, **told}, local)
    person_in(person, local.date())
    return person, local


def pause(account: Account, first: date, last: date, why: str, at: datetime) -> None:
    """Rest from one day to another, both among them; a pause that is still to end gives way to this one."""
    ended = _pauses_until(account, first - timedelta(days=1))
    told = {"from": first.isoformat(), "to": last.isoformat(), "why": why}
    change(account, {"pauses": [*ended, told]}, at)


def come_back(account: Account, at: datetime) -> None:
    """End the pause: from today on one trains again."""
    before = latest(account) or {}
    yesterday = _local({}, before, at).date() - timedelta(days=1)
    change(account, {"pauses": _pauses_until(account, yesterday)}, at)


def composed(before: Told, told: Told, local: datetime) -> dict[str, Any]:
    """Return answers as `knipa.person/1`; a self-test that is told again as it was keeps its first date."""
    known = {name: value for name, value in told.items() if value is not None}
    person = {"format": "knipa.person/1", **known, "timezone": str(local.tzinfo)}
    if capacity := person.get("capacity"):
        old = before.get("capacity") or {}
        same = all(old.get(name) == value for name, value in capacity.items() if name != "measured_on")
        person["capacity"] = old if same else {**capacity, "measured_on": local.date().isoformat()}
    return person


# --- inside


def _local(told: Told, before: Told, at: datetime) -> datetime:
    zone = told.get("timezone") or before.get("timezone") or get_default_timezone_name()
    return at.astimezone(ZoneInfo(zone))


def _seen(signs: Any, before: Told, on: date) -> list[dict[str, str]]:  # noqa: ANN401  # as it was posted
    """What had been looked at before keeps its date."""
    dates = {each["sign"]: each["on"] for each in before.get("seen_for", ())}
    return [{"sign": sign, "on": dates.get(sign, on.isoformat())} for sign in signs]


def _pauses_until(account: Account, last: date) -> list[dict[str, str]]:
    """The pauses that have been, the last one cut where the next day begins."""
    pauses = (latest(account) or {}).get("pauses", ())
    until = last.isoformat()
    return [{**each, "to": min(each["to"], until)} for each in pauses if each["from"] <= until]


def _keep(account: Account, person: Told, local: datetime) -> None:
    touch(account, None)
    Answers.objects.create(account=account, given_at=local, on=local.date(), person=person)
