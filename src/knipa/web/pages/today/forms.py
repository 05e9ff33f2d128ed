"""The small questions beside today's session."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knipa.web.forms import one

HOW = {  # what each answer tells the log
    "same": {"stronger": False, "worse": False},
    "stronger": {"stronger": True, "worse": False},
    "satisfied": {"satisfied": True, "enough": True, "worse": False},
    "not_enough": {"satisfied": False, "enough": False},
    "worse": {"satisfied": False, "worse": True},
}


OFFERED = {  # what each answer to an offer tells the log; "not yet" lets it rest for a while
    "stronger": {"stronger": True},
    "not_stronger": {"stronger": False},
    "satisfied": {"satisfied": True, "enough": True},
    "not_satisfied": {"satisfied": False},
}
MOVEMENTS = ("rise", "walk", "lift", "jump", "cough")


class Offered(forms.Form):
    """Fewer days, or keeping what is reached: yes, or not yet."""

    answer = forms.ChoiceField(choices=[(answer, answer) for answer in OFFERED])

    def told(self) -> dict[str, bool]:
        return OFFERED[self.cleaned_data["answer"]]


class SqueezedFirst(forms.Form):
    """A squeeze before a movement of the day; `id` is made with the page, so that a second press tells nothing new."""

    id = forms.UUIDField()
    movement = forms.ChoiceField(choices=[(movement, movement) for movement in MOVEMENTS])


class TakeBack(forms.Form):
    """That was a slip."""

    back = forms.UUIDField()


class Ready(forms.Form):
    """Is anything new, or does anything hurt?"""

    how = forms.ChoiceField(choices=[(how, how) for how in ("same", "painless", "hurts")])


class How(forms.Form):
    """How is it going?"""

    use_required_attribute = False
    how = one(
        _("How is it going?"),
        [
            ("same", _("Not much change yet")),
            ("stronger", _("I feel stronger")),
            ("satisfied", _("I am satisfied with how it is now")),
            ("not_enough", _("It is not enough")),
            ("worse", _("It is getting worse")),
        ],
        required=False,
    )
    wants_help = forms.BooleanField(label=_("I want help from a professional"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "how" in told and not told["how"] and not told.get("wants_help"):
            self.add_error("how", _("Choose one of the answers."))
        return told

    def told(self) -> dict[str, bool]:
        return {**HOW.get(self.cleaned_data["how"], {}), "wants_help": self.cleaned_data["wants_help"]}
