"""What is asked of whoever makes a card, and of whoever has got one."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from knipa.web import coach
from knipa.web.forms import day, number, one
from knipa.web.pages.card import choices

LONGEST = 60  # twenty signs, and whatever people write between them
EMPTY = _(
    "Choose a birth or an operation, or fill in a position or a first dose. An empty card says nothing."
)
NOT_POSSIBLE = _("A card cannot say this. Check the year, and the order of the dates.")
FAULTS = {
    "length": _("A code has 20 signs, in five groups of four. Look at each group once more."),
    "signs": _("A code has only digits and the letters A to Z, and no U. Look at each group once more."),
    "mistyped": _("One of the signs is mistyped. Look at each group of four once more."),
    "other": _(
        "This Knipa does not know this kind of code. It may come from a newer one. "
        "You can fill in the dates yourself, under My answers."
    ),
    "untrue": _(
        "This code says something that cannot be true. Ask whoever gave you the card for a new one, "
        "or fill in the dates yourself, under My answers."
    ),
}


class Making(forms.Form):
    """One screen, for someone who knows what to say. Lines of what was not chosen count for nothing."""

    use_required_attribute = False
    event = one(_("What is it about?"), choices.EVENT, required=False)
    mode = one(_("How was the birth?"), choices.BIRTH_MODE, required=False)
    tear = one(_("Was there a tear?"), choices.TEAR, required=False)
    operation = one(_("Which operation?"), choices.OPERATION, required=False)
    on = day(_("Date of the birth or the operation"))
    gentle_from = day(_("Soft squeezes from"))
    cleared_from = day(_("Training from"))
    position = one(_("Position to begin in"), choices.POSITION, required=False)
    hold_s = number(_("Hold, in seconds"), 1, 10)
    reps = number(_("Such squeezes in a row"), 1, 15)
    fast_reps = number(_("Quick squeezes in a row"), 1, 20)
    endurance_s = number(_("Long squeeze, in seconds"), 1, 60)

    DATES = ("on", "gentle_from", "cleared_from")
    DOSE = ("hold_s", "reps", "fast_reps", "endurance_s")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if any(told.get(name) for name in self.DATES) and not told.get("event"):
            self.add_error("event", _("Choose what the dates are about."))
        if told.get("event") == "surgery" and not told.get("operation") and "operation" not in self.errors:
            self.add_error("operation", _("Choose which operation."))
        dose = [name for name in self.DOSE if self.data.get(name)]
        for name in self.DOSE if dose else ():
            if not self.data.get(name):
                self.add_error(name, _("Fill in all four numbers, or leave all four empty."))
        self._in_order()
        return told

    def write(self, made_on: date) -> coach.Written | None:
        """Return the card; None, and an error where it belongs, if there can be no such card."""
        try:
            return coach.write_start_card(self._told(made_on))
        except coach.CardRefusedError as refused:
            empty = refused.field == "event"
            field = refused.field.removeprefix("dose.")
            self.add_error(
                None if empty or field not in self.fields else field, EMPTY if empty else NOT_POSSIBLE
            )
            return None

    def _in_order(self) -> None:
        days = [(name, on) for name in self.DATES if (on := self.cleaned_data.get(name))]
        for (_first, before), (then, after) in pairwise(days):
            if after < before:
                self.add_error(then, _("This date is before the one above it."))

    def _told(self, made_on: date) -> dict[str, Any]:
        told = self.cleaned_data
        of_event = {"birth": ("mode", "tear"), "surgery": ("operation",)}.get(told["event"], ())
        event = {name: told[name] for name in of_event if told[name]}
        dose = {name: told[name] for name in self.DOSE}
        return {
            "made_on": made_on.isoformat(),
            "event": {"kind": told["event"], **event} if told["event"] else None,
            **{name: told[name].isoformat() for name in self.DATES if told[name]},
            "position": told["position"] or None,
            "dose": {**dose, "measured_on": made_on.isoformat()} if told["hold_s"] else None,
        }


class Code(forms.Form):
    """The one field of whoever has got a card."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("The letters and digits on the card"),
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": FAULTS["length"]},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def __init__(self, data: QueryDict | None, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_code(self) -> coach.Written:
        try:
            return coach.read_start_card(self.cleaned_data["code"], self.today)
        except coach.CardRefusedError as refused:
            raise forms.ValidationError(FAULTS[refused.fault]) from refused


class LeftOut(forms.Form):
    """What the card does not say and an answer needs."""

    use_required_attribute = False
    on = day(_("Which day was it, or will it be?"))
    mode = one(_("How was the birth?"), choices.BIRTH_MODE)

    def __init__(self, data: QueryDict | None, asked: dict[str, Any], card: coach.Card, today: date) -> None:
        bound = data if data is not None and any(name in data for name in asked) else None
        super().__init__(bound, initial=asked)
        self.latest = today + timedelta(days=1) if card.event and card.event.kind == "birth" else date.max
        for name in {*self.fields} - {*asked}:
            del self.fields[name]

    def clean_on(self) -> date:
        on: date | None = self.cleaned_data["on"]
        if on is None:
            raise forms.ValidationError(_("Write the day. The dates on the card are reckoned with it."))
        if on > self.latest:
            raise forms.ValidationError(
                _("This date lies ahead. Write a coming birth as a due date instead.")
            )
        return on

    @property
    def answered(self) -> bool:
        """Nothing is left to ask."""
        return not self.fields or self.is_valid()

    def told(self) -> dict[str, Any]:
        """Return the answers, as the contract has them."""
        told = self.cleaned_data if self.fields else {}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()}
