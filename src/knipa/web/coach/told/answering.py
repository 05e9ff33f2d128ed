"""What a person answers, kept beside the earlier answers: what is not told anew stands as it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.timezone import get_default_timezone_name

from knipa.training.person import Person
from knipa.training.session_log import Check, Source
from knipa.web.coach.facts import latest, person_in
from knipa.web.coach.snapshot import touch
from knipa.web.coach.told.recording import store
from knipa.web.models import Account, Answers

type Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers as they would be kept; `word` is what they say of signs, for the log."""

    told: dict[str, Any]
    person: Person
    at: datetime  # in the person's own zone
    word: Check | None


def answer(account: Account, told: Told, at: datetime) -> None:
    """Keep what was answered; signs, where they are told, hold from now.

    Raises:
        RefusedError: if the contract refuses it.
    """
    answers = answered(account, told, at)
    with transaction.atomic():
        touch(account, None)
        Answers.objects.create(account=account, given_at=at, on=answers.at.date(), person=answers.told)
        if answers.word:
            store(account, answers.word)


def answered(account: Account, told: Told, at: datetime) -> Answered:
    """Return the answers as they would be; nothing is kept.

    Raises:
        RefusedError: if the contract refuses them.
    """
    before = latest(account) or {}
    local = _local(told, before, at)
    known = {name: value for name, value in {**before, **told}.items() if value is not None}
    person = {**known, "format": "knipa.person/1", "timezone": str(local.tzinfo)}
    if capacity := told.get("capacity"):
        person["capacity"] = _measured(capacity, before.get("capacity") or {}, local.date())
    if "signs_on" in person:  # after a journey west it may be yesterday still, where one is now
        person["signs_on"] = min(person["signs_on"], local.date().isoformat())
    if "seen_for" in told:
        person["seen_for"] = _seen(told["seen_for"], before, local.date())
    if "signs" in told:
        person["signs_on"] = local.date().isoformat()
    read = person_in(person, local.date())
    # the same word in the log, so that it overrules a check of the same day
    word = Check(id=uuid4(), at=local, source=Source.PLAYER, signs=read.signs)
    return Answered(person, read, local, word if before and "signs" in told else None)


def pause(account: Account, first: date, last: date, why: str, at: datetime) -> None:
    """Rest from one day to another, both among them; a pause that has not ended gives way to this one."""
    told = {"from": first.isoformat(), "to": last.isoformat(), "why": why}
    answer(account, {"pauses": [*_pauses_until(account, first - timedelta(days=1)), told]}, at)


def come_back(account: Account, at: datetime) -> None:
    """End the pause: from today on one trains again."""
    yesterday = today(account, at) - timedelta(days=1)
    answer(account, {"pauses": _pauses_until(account, yesterday)}, at)


@dataclass(frozen=True, slots=True)
class PauseAhead:
    """A pause that has not ended."""

    first: date
    last: date
    begun: bool


def pause_ahead(account: Account, at: datetime) -> PauseAhead | None:
    """Return the pause that today lies in, else the next one that is planned."""
    told = latest(account)
    on = today(account, at)
    pauses = person_in(told, None).pauses if told else ()
    coming = min((pause for pause in pauses if pause.to >= on), key=lambda pause: pause.from_, default=None)
    return PauseAhead(coming.from_, coming.to, coming.from_ <= on) if coming else None


def today(account: Account, at: datetime) -> date:
    """Return the date where the person is."""
    return _local({}, latest(account) or {}, at).date()


def _local(told: Told, before: Told, at: datetime) -> datetime:
    zone = told.get("timezone") or before.get("timezone") or get_default_timezone_name()
    return at.astimezone(ZoneInfo(zone))


def _measured(capacity: Told, before: Told, on: date) -> dict[str, Any]:
    """A self-test that is told again as it was keeps its first date."""
    same = all(before.get(name) == value for name, value in capacity.items() if name != "measured_on")
    return {"measured_on": on.isoformat(), **(before if same else capacity)}


def _seen(told: Any, before: Told, on: date) -> list[dict[str, str]]:  # noqa: ANN401  # as it was posted
    """What had been looked at before keeps its date."""
    dates = {each["sign"]: each["on"] for each in before.get("seen_for", ())}
    return [
        each if isinstance(each, dict) else {"sign": each, "on": dates.get(each, on.isoformat())}
        for each in told
    ]


def _pauses_until(account: Account, last: date) -> list[dict[str, str]]:
    """The pauses that have been, the last one cut where the next day begins."""
    until = last.isoformat()
    pauses = (latest(account) or {}).get("pauses", ())
    return [{**each, "to": min(each["to"], until)} for each in pauses if each["from"] <= until]
