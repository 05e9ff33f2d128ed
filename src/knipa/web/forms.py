"""The few kinds of question that all pages ask with."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # known to django-stubs alone

type Text = str | _StrPromise
type Choices = Iterable[tuple[str, Text]]
CHOOSE = _("Choose one of the answers.")
A_DATE = _("Write the date as year-month-day, for example 2026-03-14.")


def many(label: Text, choices: Choices, help_text: Text = "") -> forms.MultipleChoiceField:
    """Any number of answers, none too."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHOOSE, "invalid_list": CHOOSE},
    )


def one(label: Text, choices: Choices, help_text: Text = "", *, required: bool = True) -> forms.ChoiceField:
    """One answer of a few."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


def yes_or_no(label: Text, *, required: bool = True, help_text: Text = "") -> forms.ChoiceField:
    """Yes or no; None when neither was said."""
    return one(label, [("yes", _("Yes")), ("no", _("No"))], help_text, required=required)


def day(label: Text, help_text: Text = "") -> forms.DateField:
    """A date that may be left out."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": A_DATE},
    )


def number(label: Text, least: int, most: int, help_text: Text = "") -> forms.IntegerField:
    """A whole number that may be left out."""
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write a whole number, for example 8."),
            "min_value": _("Write %(limit_value)s or a larger number."),
            "max_value": _("Write %(limit_value)s or a smaller number."),
        },
    )
