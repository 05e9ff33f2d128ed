"""All that is known of an account, read from its records."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from knipa.contract import Refusal, read_line, read_person
from knipa.training.person import Person, Sign
from knipa.training.session_log import Check, Line, Session
from knipa.web.models import Account


class RefusedError(ValueError):
    """What was sent cannot be true; the text is one line that says why."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of one account at a moment; two queries."""

    person: Person
    answered_at: datetime
    lines: list[Line]  # as they arrived
    at: datetime  # in the person's own zone

    @property
    def on(self) -> date:
        return self.at.date()

    @property
    def sessions(self) -> list[Session]:
        return [line for line in self.lines if isinstance(line, Session)]

    @property
    def check(self) -> Check | None:
        """The last check that told of signs; new answers leave one too, so it is never older than they."""
        checks = [line for line in self.lines if isinstance(line, Check) and line.signs is not None]
        return max(checks, key=lambda check: check.at, default=None)

    @property
    def signs(self) -> frozenset[Sign]:
        """The signs that hold now."""
        return frozenset((self.check.signs or ()) if self.check else self.person.signs)

    @property
    def asked(self) -> bool:
        """Signs were told today, and no session has arrived since: one may begin."""
        last = next(
            (line for line in reversed(self.lines) if line is self.check or isinstance(line, Session)), None
        )
        told_at = last.at if last else self.answered_at
        return not isinstance(last, Session) and told_at.astimezone(self.at.tzinfo).date() == self.on


def facts_of(account: Account, at: datetime) -> Facts | None:
    answers = account.answers.last()
    if answers is None:
        return None
    person = person_in(answers.person, None)
    lines = [read_line(kept, "log") for kept in account.log.order_by("id").values_list("line", flat=True)]
    return Facts(person, answers.given_at, lines, at.astimezone(ZoneInfo(person.timezone)))


def person_in(told: Mapping[str, Any], on: date | None) -> Person:
    try:
        return read_person(json.dumps(told).encode(), "answers", on=on)
    except Refusal as refusal:
        raise RefusedError(str(refusal)) from refusal
