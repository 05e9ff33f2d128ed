"""What is known of an account at a moment: the answers that hold, and where the log has led."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from knipa.contract import Refusal, read_line, read_person
from knipa.training.person import PAIN_SIGNS, Person, Sign
from knipa.training.progression import Course
from knipa.training.session_log import Check, Line, Session
from knipa.web.coach.snapshot import stood
from knipa.web.models import Account


class RefusedError(ValueError):
    """What was sent cannot be true; the text is one line that says why."""


class TooMuchError(RefusedError):
    """More was sent at once than is taken at once."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one account at a moment; three queries, however long the log."""

    person: Person
    course: Course | None  # where the person stood before the lines
    lines: list[Line]  # of the last days, as they arrived
    at: datetime  # in the person's own zone
    account: Account | None = field(default=None, compare=False)  # None: somebody imagined

    @property
    def on(self) -> date:
        return self.at.date()

    @property
    def sessions(self) -> list[Session]:
        """The sessions of the last days."""
        return [line for line in self.lines if isinstance(line, Session)]

    @property
    def signs(self) -> frozenset[Sign]:
        """The signs that hold, without asking the log again; new answers leave a check, too."""
        if check := self._last_check:
            return frozenset(check.signs or ())
        return self.course.signs | self.course.pain_signs if self.course else frozenset(self.person.signs)

    @property
    def _last_check(self) -> Check | None:
        told = [line for line in self.lines if isinstance(line, Check) and line.signs is not None]
        return max(told, key=lambda check: check.at, default=None)

    @property
    def asked(self) -> bool:
        """Signs were told today, and no session has arrived since: one may begin."""
        check = self._last_check
        last = next(
            (line for line in reversed(self.lines) if line is check or isinstance(line, Session)), None
        )
        if last is None:
            return self.person.signs_on == self.on
        return not isinstance(last, Session) and last.at.astimezone(self.at.tzinfo).date() == self.on


def facts_of(account: Account, at: datetime) -> Facts | None:
    """Return what is known, or None before the first answers."""
    told = latest(account)
    if told is None:
        return None
    person = person_in(told, None)
    local = at.astimezone(ZoneInfo(person.timezone))
    since = stood(account, person, local.date())
    return Facts(person, since.course, since.lines, local, account)


def latest(account: Account) -> dict[str, Any] | None:
    """Return what was answered last, as `knipa.person/1`."""
    person: dict[str, Any] | None = account.answers.values_list("person", flat=True).last()
    account.has_answered = person is not None  # the shell need not ask again
    return person


def signs_of(account: Account, person: Person) -> frozenset[Sign]:
    """Return the signs that hold now: of the last check that told of any, else of the answers.

    New answers leave a check too, so the last check is never older than they.
    """
    last = account.log.filter(kind="check", line__has_key="signs").values_list("line", flat=True).last()
    check = read_line(last, "log") if last else None
    return frozenset((check.signs or ()) if isinstance(check, Check) else person.signs)


def with_pain(signs: frozenset[Sign]) -> frozenset[Sign]:
    """Return what holds once a person has said that it hurts; a pain already known needs no other name."""
    return signs | {Sign.PELVIC_PAIN} if signs.isdisjoint(PAIN_SIGNS) else signs


def person_in(told: Mapping[str, Any], on: date | None) -> Person:
    try:
        return read_person(told, "answers", on=on)
    except Refusal as refusal:
        raise RefusedError(str(refusal)) from refusal
