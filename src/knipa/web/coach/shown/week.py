"""The week as seven days, planned against done; a day that passed otherwise than planned is no fault."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from knipa.content.language import weekday
from knipa.training.person import Person
from knipa.web.spoken import spoken


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week, as its dot shows it."""

    on: date
    trained: bool
    today: bool
    ahead: bool
    paused: bool
    planned: bool

    @property
    def name(self) -> str:
        """Monday, in the language of the page."""
        return weekday(self.on, spoken())

    @property
    def letter(self) -> str:
        """What stands above its dot."""
        return self.name[0].upper()

    @property
    def kind(self) -> str:
        """How the dot is drawn: what was done counts before what was planned."""
        if self.trained:
            return "trained"
        if self.paused:
            return "paused"
        if self.today:
            return "now"
        if not self.planned:
            return "free"
        return "ahead" if self.ahead else "none"


def week_of(person: Person, trained: Collection[date], planned: Collection[date], today: date) -> list[Day]:
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
            planned=day in planned,
        )
        for day in days
    ]
