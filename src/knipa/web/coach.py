"""Closes the loop: from answers and log to today's plan, and from what happened back into the log."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.timezone import get_default_timezone_name

from knipa.content.library import Words, words
from knipa.contract import Refusal, built_in, plan_json, read_line, read_person, sheet_json, write_line
from knipa.training.exercise import Dose, Exercise
from knipa.training.person import PAIN_SIGNS, Person, Sign
from knipa.training.plan import Plan
from knipa.training.progression import follow
from knipa.training.screening import May
from knipa.training.session_log import Check, Done, Ended, Line, Session, Source
from knipa.web.models import Account, Answers, LogLine

PROTOCOL = "1177"
LONGEST_LINE = 64_000  # bytes; the longest honest session is far below (our choice)
ASK_HOW_AFTER = timedelta(days=7)  # "how is it going?" is asked from the second week (our choice)
ASK_FELT_FOR = timedelta(days=1)  # how a session felt is asked today and tomorrow (our choice)
ZONES_APART = timedelta(days=1)  # a line may be written where tomorrow has come (CONTRACTS.md, Time)


class Refused(ValueError):
    """What was sent cannot be true; the text is one line that says why."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one account at a moment; two queries."""

    person: Person
    answered_at: datetime
    lines: list[Line]
    at: datetime  # in the person's own zone

    @property
    def on(self) -> date:
        return self.at.date()

    @property
    def sessions(self) -> list[Session]:
        return [line for line in self.lines if isinstance(line, Session)]

    @property
    def told(self) -> tuple[datetime, frozenset[Sign]]:
        """When signs were last told, and which hold since."""
        checks = [line for line in self.lines if isinstance(line, Check) and line.signs is not None]
        latest = max(checks, key=lambda check: check.at, default=None)
        if latest and latest.at >= self.answered_at.replace(microsecond=0):
            return latest.at, frozenset(latest.signs or ())
        return self.answered_at, frozenset(self.person.signs)


@dataclass(frozen=True)
class Due:
    """What today asks of a person, in codes and in words."""

    facts: Facts
    plan: Plan
    words: Words

    @property
    def on(self) -> date:
        return self.facts.on

    @cached_property
    def told(self) -> Mapping[str, Any]:
        """The plan as its contract writes it, with a sentence for every reason."""
        return plan_json(self.plan, self.words)

    @property
    def may(self) -> str:
        return self.plan.clearance.may.value

    @property
    def state(self) -> str:
        """What the page shows: `care`, `wait`, `rest`, `enough` (for today) or `go`."""
        if self.plan.clearance.may is May.SEEK_CARE:
            return "care"
        if self.plan.clearance.may is May.WAIT or not self.plan.doses:
            return "wait"
        if self.plan.today.rest_day:
            return "rest"
        return "go" if self.plan.today.left else "enough"

    @property
    def page(self) -> str:
        return f"today/{self.state}.html"

    @property
    def stage(self) -> str:
        return self.words.write(self.plan.stage) if self.plan.stage else ""

    @property
    def position(self) -> str:
        return self.words.write(self.plan.position) if self.plan.position else ""

    @property
    def doses(self) -> list[tuple[str, Dose]]:
        """Each dose with its name."""
        return [(self.words.write(dose.movement or dose.exercise), dose) for dose in self.plan.doses]

    @property
    def minutes(self) -> int:
        """About how long the session takes."""
        return max(1, round(sum(5 + dose.reps * (dose.hold_s + dose.rest_s) for dose in self.plan.doses) / 60))

    @property
    def asked(self) -> bool:
        """Signs were told today, after the last session: one may begin."""
        told_at, _ = self.facts.told
        last = max((session.at for session in self.facts.sessions), default=None)
        return told_at.astimezone(self.facts.at.tzinfo).date() == self.on and not (last and last > told_at)

    @property
    def unfelt(self) -> UUID | None:
        """The last session, if it is recent and nobody has said how it felt."""
        last = max(self.facts.sessions, key=lambda session: session.at, default=None)
        recent = last and self.on - last.on <= ASK_FELT_FOR
        return last.id if last and recent and not last.felt and last.ended is not Ended.PAIN else None

    @property
    def asks_how(self) -> bool:
        first = min((session.on for session in self.facts.sessions), default=self.on)
        return self.on - first >= ASK_HOW_AFTER

    @property
    def sheet(self) -> Mapping[str, Any]:
        return sheet_json(self.plan, self.words, self.words.locale)


def due(account: Account, at: datetime, locale: str) -> Due | None:
    """Return what today asks, or None before the first answers."""
    facts = _facts(account, at)
    if facts is None:
        return None
    plan = follow(built_in(PROTOCOL), facts.person, facts.lines, facts.on)
    return Due(facts, plan, words(locale))


def say(table: str, key: str, locale: str) -> str:
    """Return a sentence of the content."""
    return words(locale).text(table, key)


def latest(account: Account) -> dict[str, Any] | None:
    """Return what was answered last, as `knipa.person/1`."""
    answers = account.answers.last()
    return answers.person if answers else None


def signs(account: Account, at: datetime) -> frozenset[str]:
    """Return the signs that hold now."""
    facts = _facts(account, at)
    return frozenset(sign.value for sign in facts.told[1]) if facts else frozenset()


# --- what a person tells


def answer(account: Account, told: Mapping[str, Any], at: datetime) -> None:
    """Keep a new set of answers beside the earlier ones.

    Raises:
        Refused: if the contract refuses them.
    """
    before = latest(account)
    zone = told.get("timezone") or (before or {}).get("timezone") or get_default_timezone_name()
    local = at.astimezone(ZoneInfo(zone))
    on = local.date()
    person = {"format": "knipa.person/1", **told, "timezone": zone, "signs_on": on.isoformat()}
    _keep_dates(person, before or {}, on)
    _read_person(person, on)
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
    facts = _facts(account, at)
    if facts is None:
        return
    held = {*facts.told[1]}
    if how == "painless":
        held -= PAIN_SIGNS
    elif how == "hurts" and held.isdisjoint(PAIN_SIGNS):
        held.add(Sign.PELVIC_PAIN)
    _store(account, _check(facts.at, signs=tuple(sorted(held))))


def how_it_goes(account: Account, told: Mapping[str, bool], at: datetime) -> None:
    """Keep a word on how it goes: `stronger`, `satisfied`, `enough`, `worse`, `wants_help`."""
    facts = _facts(account, at)
    if facts:
        _store(account, _check(facts.at, **told))


def log(account: Account, text: str, at: datetime) -> LogLine:
    """Keep a session that the player tells of; the same event twice is kept once.

    Raises:
        Refused: if it is no session, or lies in the future.
    """
    data = text.encode(errors="surrogatepass")
    if len(data) > LONGEST_LINE:
        raise Refused("session: longer than a session can be")
    try:
        line = read_line(data, "session")
    except Refusal as refusal:
        raise Refused(str(refusal)) from refusal
    if not isinstance(line, Session):
        raise Refused('session: kind: expected "session"')
    if line.on > at.astimezone(line.at.tzinfo).date() + ZONES_APART:
        raise Refused(f"session: at: expected no later than tomorrow, got {line.at.isoformat()}")
    return _store(account, line)


def log_by_table(account: Account, event_id: UUID, ended: str, at: datetime, locale: str) -> LogLine | None:
    """Keep today's session as planned, for someone who followed the table; None when nothing was due."""
    if known := account.log.filter(event_id=event_id).first():
        return known
    today = due(account, at, locale)
    if today is None or today.state != "go":
        return None
    whole = Ended(ended) is Ended.WHOLE
    return _store(
        account,
        Session(
            id=event_id,
            at=today.facts.at.replace(microsecond=0),
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


def _facts(account: Account, at: datetime) -> Facts | None:
    answers = account.answers.last()
    if answers is None:
        return None
    person = _read_person(answers.person, None)
    lines = [read_line(kept, "log") for kept in account.log.values_list("line", flat=True)]
    return Facts(person, answers.given_at, lines, at.astimezone(ZoneInfo(person.timezone)))


def _read_person(told: Mapping[str, Any], on: date | None) -> Person:
    try:
        return read_person(json.dumps(told).encode(), "answers", on=on)
    except Refusal as refusal:
        raise Refused(str(refusal)) from refusal


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


def _check(at: datetime, **told: Any) -> Check:
    return Check(id=uuid4(), at=at.replace(microsecond=0), source=Source.PLAYER, **told)


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
