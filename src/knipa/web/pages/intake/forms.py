"""The questions of each page; each knows how to tell and to show again its part of `knipa.person/1`."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knipa.web.forms import many, number, one
from knipa.web.pages.intake import choices

Told = dict[str, Any]


class Question(forms.Form):
    """One page of questions."""

    title: Any = ""
    why: Any = ""  # one small line: why it is asked
    use_required_attribute = False

    def told(self) -> Told:
        """Its part of the person, from cleaned answers, what was left open too."""
        return {**self.cleaned_data}

    @classmethod
    def shown(cls, person: Mapping[str, Any]) -> Told:
        """What to show when the question comes again."""
        return {name: person[name] for name in cls.base_fields if name in person}


class Why(Question):
    title = _("Why do you train?")
    why = _("Your reasons choose which advice stands beside the training.")
    reasons = many(_("Choose all that fit"), choices.REASONS)


class When(Question):
    title = _("When do you notice it?")
    why = _("These moments become the movements you train for, once your strength is there.")
    trouble_when = many(_("Choose all that fit, or none"), choices.TROUBLE_WHEN)
    avoids = many(_("Is there anything you avoid because of it?"), choices.AVOIDS)


class Able(Question):
    title = _("Is there anything your body does not do?")
    why = _("We leave out positions and movements that you cannot do.")
    cannot = many(_("Choose all that fit, or none"), choices.CANNOT)
    position = one(
        _("Position to begin in"), choices.POSITION, required=False
    )  # known from a start card alone

    def told(self) -> Told:
        return {**self.cleaned_data, "position": self.cleaned_data["position"] or None}


class Safety(Question):
    """All signs on one page; one has to say that there are none."""

    title = _("Is any of this true for you now?")
    why = _(
        "This decides whether it is safe to train today. It means new signs, "
        "not what you have long had and had examined."
    )
    signs = many(_("Signs"), [(code, text) for _name, group in choices.SIGNS for code, text in group])
    seen_for = many(_("A professional has looked at it"), [(code, "") for code in choices.SEEN])
    none = forms.BooleanField(label=_("None of these"), required=False)

    def clean(self) -> Told:
        told = super().clean() or {}
        signs, none = told.get("signs"), told.get("none")
        if "signs" in told and not signs and not none:
            self.add_error("signs", _("Choose what is true for you now, or “None of these”."))
        if signs and none:
            self.add_error(
                "signs", _("You chose both a sign and “None of these”. Keep the one that is true.")
            )
        return told

    def told(self) -> Told:
        signs = self.cleaned_data["signs"]
        return {"signs": signs, "seen_for": [sign for sign in self.cleaned_data["seen_for"] if sign in signs]}

    @classmethod
    def shown(cls, person: Mapping[str, Any]) -> Told:
        """Signs are asked anew each time; only what has been looked at is remembered."""
        return {"seen_for": [each["sign"] for each in person.get("seen_for", ())]}

    @property
    def groups(self) -> list[tuple[Any, list[Told]]]:
        """The signs under their headings, each with its tick and, where it matters, the tick for having been seen."""
        ticks = {tick.data["value"]: tick for tick in self["signs"]}
        seen = {tick.data["value"]: tick for tick in self["seen_for"]}
        return [
            (name, [{"tick": ticks[code], "seen": seen.get(code)} for code, _text in group])
            for name, group in choices.SIGNS
        ]


class Squeeze(Question):
    title = _("Do you know the squeeze?")
    why = _("If you do, we begin with building. If not, we begin with finding it, without hurry.")
    found = one(_("When you squeeze, do you feel it lift and close?"), choices.FOUND)
    hold_s = number(_("Seconds you can hold a full squeeze"), 1, 10)
    reps = number(_("How many such squeezes in a row"), 1, 15)
    fast_reps = number(_("How many quick squeezes in a row"), 1, 20)
    endurance_s = number(_("Seconds you can hold a moderate squeeze"), 1, 60)
    timezone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    TEST = ("hold_s", "reps", "fast_reps", "endurance_s")

    def clean(self) -> Told:
        told = super().clean() or {}
        given = [name for name in self.TEST if self.data.get(name)]
        for name in self.TEST if given else ():
            if not self.data.get(name):
                self.add_error(name, _("Fill in all four numbers, or leave all four empty."))
        return told

    def clean_timezone(self) -> str:
        zone: str = self.cleaned_data["timezone"]
        return zone if choices.is_zone(zone) else ""

    def told(self) -> Told:
        told: Told = {"found": self.cleaned_data["found"] == "yes", "capacity": None}
        if self.cleaned_data["hold_s"]:
            told["capacity"] = {name: self.cleaned_data[name] for name in self.TEST}
        if self.cleaned_data["timezone"]:
            told["timezone"] = self.cleaned_data["timezone"]
        return told

    @classmethod
    def shown(cls, person: Mapping[str, Any]) -> Told:
        shown = {name: value for name, value in (person.get("capacity") or {}).items() if name in cls.TEST}
        found = {"found": "yes" if person["found"] else "no"} if "found" in person else {}
        return {**shown, **found}
