"""What a person tells, kept: answers beside the earlier ones, and lines in the log."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.timezone import get_default_timezone_name

from knipa.contract import Refusal, read_line, write_line
from knipa.training.exercise import Dose, Exercise
from knipa.training.person import PAIN_SIGNS, Sign
from knipa.training.session_log import Check, Done, Ended, Line, Session, Source
from knipa.web.coach.day import due, latest
from knipa.web.coach.facts import RefusedError, facts_of, person_in
from knipa.web.models import Account, Answers, LogLine

LONGEST_LINE = 64_000  # bytes; the longest honest session is far below (our choice)
ZONES_APART = timedelta(days=1)  # a line may be written where tomorrow has come (CONTRACTS.md, Time)


def answer(account: Account, told: Mapping[str, Any], at: datetime) -> None:
    """Keep a new set of answers beside the earlier ones.

    Raises:
        RefusedError: if the contract refuses them.
    """
    before = latest(account)
    zone = told.get("timezone") or (before or {}).get("timezone") or get_default_timezone_name()
    local = at.astimezone(ZoneInfo(zone))
    on = local.date()
    known = {name: value for name, value in told.items() if value is not None}
    person = {"format": "knipa.person/1", **known, "timezone": zone, "signs_on": on.isoformat()}
    _keep_dates(person, before or {}, on)
    person_in(person, on)
    with transaction.atomic():
        Answers.objects.create(account=account, given_at=at, on=on, person=person)
        if before:  # the same word in the log, so that it overrules a check of the same day
            _store(account, _check(local, signs=tuple(Sign(sign) for sign in person.get("signs", ()))))


def answer_safety(account: Account, told: Mapping[str, Any], at: datetime) -> None:
    """Keep the signs that hold now, and which of them a professional has looked at."""
    before = latest(account)
    if before is not None:
        answer(account, {**before, "signs": [*told["signs"]], "seen_for": [*told["seen_for"]]}, at)


def ready(account: Account, how: str, at: datetime) -> None:
    """Keep the answer to the question before a session: `same`, `painless` or `hurts`."""
    facts = facts_of(account, at)
    if facts is None:
        return
    held = {*facts.signs}
    if how == "painless":
        held -= PAIN_SIGNS
    elif how == "hurts" and held.isdisjoint(PAIN_SIGNS):
        held.add(Sign.PELVIC_PAIN)
    _store(account, _check(facts.at, signs=tuple(sorted(held))))


def how_it_goes(account: Account, told: Mapping[str, bool], at: datetime) -> None:
    """Keep a word on how it goes: `stronger`, `satisfied`, `enough`, `worse`, `wants_help`."""
    facts = facts_of(account, at)
    if facts:
        _store(account, _check(facts.at, **told))


def log(account: Account, text: str, at: datetime) -> LogLine:
    """Keep a session that the player tells of; the same event twice is kept once.

    Raises:
        RefusedError: if it is no session, or lies in the future.
    """
    data = text.encode(errors="surrogatepass")
    if len(data) > LONGEST_LINE:
        raise RefusedError("session: longer than a session can be")
    try:
        line = read_line(data, "session")
    except Refusal as refusal:
        raise RefusedError(str(refusal)) from refusal
    if not isinstance(line, Session):
        raise RefusedError('session: kind: expected "session"')
    if line.on > at.astimezone(line.at.tzinfo).date() + ZONES_APART:
        raise RefusedError(f"session: at: expected no later than tomorrow, got {line.at.isoformat()}")
    return _store(account, line)


def log_by_table(account: Account, event_id: UUID, ended: str, at: datetime, locale: str) -> LogLine | None:
    """Keep today's session as planned, for someone who followed the table; None when nothing was due."""
    if known := account.log.filter(event_id=event_id).first():
        return known
    today = due(account, at, locale)
    if today is None or today.state != "go" or today.plan.position is None:
        return None
    whole = Ended(ended) is Ended.WHOLE
    return _store(
        account,
        Session(
            id=event_id,
            at=today.facts.at,
            source=Source.PAPER,
            position=today.plan.position,
            ended=Ended(ended),
            done=tuple(_as_planned(dose) for dose in today.plan.doses) if whole else (),
        ),
    )


def feel(account: Account, event_id: UUID, felt: Mapping[str, Any], troubled: Collection[str]) -> None:
    """Write once, into the session itself, how it felt and which movements gave trouble."""
    with transaction.atomic():
        kept = account.log.select_for_update().get(event_id=event_id, kind="session")
        if "felt" in kept.line:
            return
        done = [
            {**each, "trouble": each["movement"] in troubled} if each.get("movement") else each
            for each in kept.line["done"]
        ]
        kept.line = write_line(read_line({**kept.line, "done": done, "felt": dict(felt)}, "session"))
        kept.save(update_fields=["line"])


# --- inside


def _keep_dates(person: dict[str, Any], before: Mapping[str, Any], on: date) -> None:
    """What is told again as it was keeps its first date: looked at by someone, and measured."""
    seen = {each["sign"]: each["on"] for each in before.get("seen_for", ())}
    person["seen_for"] = [
        {"sign": sign, "on": seen.get(sign, on.isoformat())} for sign in person.get("seen_for", ())
    ]
    if capacity := person.get("capacity"):
        old = before.get("capacity") or {}
        same = all(old.get(name) == value for name, value in capacity.items() if name != "measured_on")
        person["capacity"] = old if same else {**capacity, "measured_on": on.isoformat()}


def _check(at: datetime, **told: Any) -> Check:  # noqa: ANN401  # the fields of a check
    return Check(id=uuid4(), at=at, source=Source.PLAYER, **told)


def _as_planned(dose: Dose) -> Done:
    return Done(
        exercise=dose.exercise,
        movement=dose.movement,
        reps=dose.reps,
        hold_s=dose.hold_s,
        held_s=dose.hold_s * dose.reps if dose.open and dose.exercise is Exercise.ENDURANCE else None,
    )


def _store(account: Account, line: Line) -> LogLine:
    told = {"kind": line.kind, "on": line.on, "at": line.at, "line": write_line(line)}
    return account.log.get_or_create(event_id=line.id, defaults=told)[0]
