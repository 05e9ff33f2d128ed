"""How long the pause is, and why, if the person likes to say."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from knipa.web.forms import day, one

UNTIL, OTHER = "until", "other"
LONGEST = timedelta(days=366)  # a longer one is most likely a slip of the thumb (our choice)


class Pause(forms.Form):
    """How long, why, and from when."""

    use_required_attribute = False
    length = one(
        _("How long?"),
        [
            ("3", _("Three days")),
            ("7", _("A week")),
            ("14", _("Two weeks")),
            (UNTIL, _("Until a day I choose")),
        ],
    )
    why = one(
        _("Why? Answer if you like."),
        [("ill", _("I am ill")), ("travel", _("I am travelling")), (OTHER, _("Something else"))],
        required=False,
    )
    last = day(_("Last day of the pause"))
    first = day(_("First day, if it is not today"))

    def __init__(self, data: QueryDict | None, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_why(self) -> str:
        return self.cleaned_data["why"] or OTHER

    def clean_first(self) -> date:
        first: date = self.cleaned_data["first"] or self.today
        if not self.today <= first <= self.today + LONGEST:
            raise forms.ValidationError(_("Choose today or a day within a year."))
        return first

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        length, first = told.get("length"), told.get("first") or self.today
        if length and length != UNTIL:
            told["last"] = first + timedelta(days=int(length) - 1)
        elif length and "last" not in self.errors:
            self._check_last(told.get("last"), first)
        return told

    def _check_last(self, last: date | None, first: date) -> None:
        if last is None:
            self.add_error("last", _("Choose the last day of the pause."))
        elif not first <= last <= first + LONGEST:
            self.add_error("last", _("Choose a day after the first one, within a year."))
