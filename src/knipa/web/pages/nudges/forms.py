"""What is asked of a wish: a time, or a habit in one's own words, and the days."""

from collections.abc import Sequence
from datetime import time
from typing import Any
from unicodedata import category

from django import forms
from django.http import QueryDict
from django.utils.functional import lazystr
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from knipa.web.forms import Text, many, one
from knipa.web.pages.nudges.suggestions import EXAMPLE, TIMES
from knipa.web.reminders import said
from knipa.web.reminders.said import WEEK, WEEKEND, WORKDAYS, day_name

LONGEST = 120  # as CONTRACTS.md says of `after` and `then`
CONTROL = "Cc"  # what Unicode calls a sign that tells a machine something, and a reader nothing
A_TIME = _("Write the time as hours and minutes, for example 07:30.")
OWN = "own"
ENDS = ".!?… "  # phones end a line with them; it goes on within a sentence
HABIT, TIME = "habit", "time"  # what a wish begins with
SETS = {"all": WEEK, "workdays": WORKDAYS, "weekend": WEEKEND}


def time_of_day(label: Text, help_text: Text = "") -> forms.TimeField:
    """A time that may be left out."""
    return forms.TimeField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": A_TIME},
    )


def weekdays() -> list[tuple[str, str]]:
    """Return the days of the week, called as the page's language does."""
    return [(code, capfirst(day_name(code))) for code in WEEK]


class OwnWords(forms.CharField):
    """Words on one line, whatever was pasted, as the contract takes them."""

    def to_python(self, value: object) -> str:
        pasted = super().to_python(value) or ""
        seen = (sign for sign in pasted if sign.isspace() or category(sign) != CONTROL)
        return " ".join("".join(seen).split())


def _own_words(label: Text, example: Text) -> OwnWords:
    too_long = _("Write at most %(limit_value)s characters.")
    return OwnWords(
        label=label,
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": too_long},
        widget=forms.TextInput(attrs={"placeholder": example, "autocomplete": "off"}),
    )


class Times(forms.Form):
    """Times of the day to begin with, of which at least one is ticked."""

    times = many(_("At certain times"), [])

    def __init__(self, ticked: Sequence[str] | None = None) -> None:
        super().__init__(None if ticked is None else {"times": ticked})
        shown = [(at, said.clock_time(time.fromisoformat(at))) for at in TIMES]
        self.fields["times"].choices = shown  # type: ignore[attr-defined]  # a field of choices

    def clean_times(self) -> list[str]:
        ticked: list[str] = self.cleaned_data["times"]
        if not ticked:
            raise forms.ValidationError(_("Tick at least one time."))
        return ticked


class Wish(forms.Form):
    """A time of day, a habit to train beside, or both."""

    use_required_attribute = False
    at = time_of_day(_("Time"))
    after = _own_words(_("When I …"), lazystr(EXAMPLE.after))
    then = _own_words(_("then I …"), lazystr(EXAMPLE.then))
    which = one(
        _("On which days?"),
        [
            ("all", _("Every day")),
            ("workdays", _("Monday to Friday")),
            ("weekend", _("Saturday and Sunday")),
            (OWN, _("Days that I choose")),
        ],
    )
    days = many(_("Days"), [])

    def __init__(self, data: QueryDict | None, kind: str, wish: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=_shown(wish or {"days": WEEK}))
        self.first = "after" if kind == HABIT else "at"  # what the page asks for first
        self.fields["days"].choices = weekdays()  # type: ignore[attr-defined]  # a field of choices

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not {"at", "after"} & {*self.errors} and not told.get("at") and not told.get("after"):
            self._ask_for("after" if told.get("then") else self.first)
        if told.get("which") == OWN and not told.get("days"):
            self.add_error("days", _("Choose at least one day."))
        return told

    def _ask_for(self, first: str) -> None:
        asked = (
            _("Write which habit you train after.")
            if first == "after"
            else _("Choose a time, or write a habit.")
        )
        self.add_error(first, asked)

    def clean_after(self) -> str:
        return self._own("after")

    def clean_then(self) -> str:
        return self._own("then")

    def _own(self, part: str) -> str:
        """Return a part as it stands in the middle of the sentence."""
        return said.without_beginning(part, self.cleaned_data[part]).rstrip(ENDS)

    def told(self) -> dict[str, Any]:
        """Return the wish as the contract has it, without its id."""
        told = self.cleaned_data
        words = {name: told[name] for name in ("after", "then") if told[name] and told["after"]}
        at = {"at": f"{told['at']:%H:%M}"} if told["at"] else {}
        days = [*dict.fromkeys(SETS.get(told["which"], told["days"]))]  # each once
        return {"days": days, **at, **words}


def _shown(wish: dict[str, Any]) -> dict[str, Any]:
    """Return a wish as the form shows it."""
    days = tuple(wish["days"])
    which = next((name for name, those in SETS.items() if {*those} == {*days}), OWN)
    return {**wish, "which": which, "days": days if which == OWN else ()}
