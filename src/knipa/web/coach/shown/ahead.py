"""What the coming days ask of a person if nothing is heard of them, so that a phone can carry it without a network."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from knipa.content.words import Words
from knipa.contract import built_in
from knipa.training.exercise import Position
from knipa.training.progression import follow
from knipa.training.session_log import Ended, Session
from knipa.web.coach.facts import Facts, facts_of, signs_of
from knipa.web.coach.reader.care import words_of
from knipa.web.coach.shown.day import Due
from knipa.web.coach.snapshot import PROTOCOL
from knipa.web.coach.told.recording import as_planned, signs_told
from knipa.web.models import Account

DAYS = 14  # after today (issue 4)
COUNTED = 2  # days for which each round done has its own page; later ones: nothing done yet, and enough (our choice)
NOON = time(12)


@dataclass(frozen=True)
class Imagined(Due):
    """A day as it would be; how an imagined session felt is not asked."""

    @property
    def unfelt(self) -> UUID | None:
        return None


@dataclass(frozen=True, slots=True)
class DayAhead:
    """One day: as it begins, as it is after each further round, and as it is when something has hurt by then."""

    due: Due
    after: tuple[Due, ...]
    hurt: Due


@dataclass(frozen=True, slots=True)
class Ahead:
    """The coming days, and the signs that each answer to the question before a session tells."""

    days: list[DayAhead]
    ready: Mapping[str, tuple[str, ...]]


def ahead(account: Account, at: datetime, locale: str) -> Ahead | None:
    """Return today and the coming days, or None before the first answers; as many queries as today alone, and one."""
    facts = facts_of(account, at)
    if facts is None:
        return None
    held = signs_of(account, facts.person)
    ready = {how: signs_told(how, held) for how in ("same", "painless", "hurts")}
    say = words_of(account, locale, facts.person.timezone)
    return Ahead([_day(facts, day, say) for day in range(DAYS + 1)], ready)


def _day(facts: Facts, day: int, say: Words) -> DayAhead:
    then = facts if day == 0 else replace(facts, at=_noon(facts.at, day))
    due = _due(then, [], say, Due if day == 0 else Imagined)
    hurt = _session(facts, 0, due, Ended.PAIN)
    return DayAhead(due, tuple(_after(then, due, day, say)), _due(then, [hurt], say))


def _after(facts: Facts, due: Due, day: int, say: Words) -> Iterator[Due]:
    """The rest of a day, round by round, up to enough."""
    if due.state != "go":
        return
    rounds = [_session(facts, number, due, Ended.WHOLE) for number in range(due.plan.today.left)]
    for number in range(1 if day < COUNTED else len(rounds), len(rounds) + 1):
        yield _due(facts, rounds[:number], say)


def _due(facts: Facts, more: list[Session], say: Words, kind: type[Due] = Imagined) -> Due:
    known = replace(facts, lines=[*facts.lines, *more])
    plan = follow(built_in(PROTOCOL), known.person, known.lines, known.on, since=known.course)
    return kind(known, plan, say)


def _session(facts: Facts, number: int, due: Due, ended: Ended) -> Session:
    done = as_planned(due.plan.doses) if ended is Ended.WHOLE else ()
    position = (
        due.plan.position or Position.SUPINE
    )  # None where one waits; it says nothing of a session without doses
    return Session(id=UUID(int=number), at=facts.at, position=position, ended=ended, done=done)


def _noon(at: datetime, day: int) -> datetime:
    return datetime.combine(at.date() + timedelta(days=day), NOON, at.tzinfo)
