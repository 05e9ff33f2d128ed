"""The week as seven days: trained or not, today, ahead, paused."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from knipa.training.person import Person


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week, as its dot shows it."""

    on: date
    trained: bool
    today: bool
    ahead: bool
    paused: bool


def week_of(person: Person, trained: Collection[date], today: date) -> list[Day]:
    """Return Monday to Sunday of the week that today lies in."""
    monday = today - timedelta(today.weekday())
    days = [monday + timedelta(step) for step in range(7)]
    return [
        Day(
            on=day,
            trained=day in trained,
            today=day == today,
            ahead=day > today,
            paused=person.paused(day) is not None,
        )
        for day in days
    ]
