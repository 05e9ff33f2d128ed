"""Moments of an ordinary day to train beside; never the toilet (R20)."""

from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from django.utils.translation import gettext_lazy as _

from knipa.web.forms import Text
from knipa.web.reminders.said import WEEK, WORKDAYS

TIMES = ("07:30", "12:15", "16:30", "20:00")  # before, between and after most people's duties (our choice)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A habit that most people have, and an if-then sentence to begin with."""

    name: str
    title: Text
    after: Text
    then: Text
    days: tuple[str, ...] = WEEK

    def wish(self) -> dict[str, Any]:
        """Return it as one of the wishes of `knipa.wishes/1`, in the language of the page."""
        return new_wish(days=[*self.days], after=str(self.after), then=str(self.then))


SUGGESTIONS = (
    Suggestion(
        "teeth_morning",
        _("After brushing your teeth in the morning"),
        _("have brushed my teeth in the morning"),
        _("do a round by the sink"),
    ),
    Suggestion(
        "teeth_evening",
        _("After brushing your teeth in the evening"),
        _("have brushed my teeth in the evening"),
        _("do a round before I go to bed"),
    ),
    Suggestion(
        "bus",
        _("When you sit down on the bus or train"),
        _("sit down on the bus or the train"),
        _("do a round before I look at my phone"),
        WORKDAYS,
    ),
    Suggestion("meal", _("After a meal"), _("have eaten dinner"), _("do a round before I clear the table")),
)
BY_NAME = {each.name: each for each in SUGGESTIONS}
EXAMPLE = SUGGESTIONS[0]


def new_wish(**told: Any) -> dict[str, Any]:  # noqa: ANN401  # as the contract has it
    """Return a wish with an id of its own."""
    return {"id": token_hex(4), **told}
