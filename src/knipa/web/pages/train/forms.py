"""How a session felt; and what a session told by table says."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from knipa.web.forms import many, one, yes_or_no

MOVEMENTS = {
    "rise": _("Getting up"),
    "walk": _("Walking"),
    "lift": _("Lifting"),
    "jump": _("Jumping"),
    "cough": _("Coughing"),
}

LETS_GO = ("relaxation", "breathing")
HELPS = ("pain", "none", "faint", "hard")  # what may follow on the answers, the most careful first


def squeezed(line: Mapping[str, Any]) -> bool:
    """Tell whether anything was squeezed in a session."""
    return any(each["exercise"] not in LETS_GO for each in line["done"])


def help_for(line: Mapping[str, Any]) -> str | None:
    """Return which word of the guide helps after a session that felt like this; felt.js says the same."""
    felt = line["felt"]
    if felt.get("pain"):
        return "pain"
    if not squeezed(line):  # all other words are about squeezing
        return None
    if felt["contact"] in ("none", "faint"):
        return str(felt["contact"])
    return "hard" if felt["ease"] == "hard" else None


class ByTable(forms.Form):
    """I did it, or it hurt and I stopped."""

    id = forms.UUIDField()
    ended = forms.ChoiceField(choices=[("whole", ""), ("pain", "")])
    round = forms.ChoiceField(choices=[("short", "")], required=False)


class Felt(forms.Form):
    """A few large targets."""

    use_required_attribute = False
    ease = one(
        _("How was the technique?"),
        [("easy", _("Easy")), ("right", _("Just right")), ("hard", _("Hard, other muscles joined in"))],
        _("Being tired is not the same as hard."),
    )
    contact = one(
        _("Did you feel the squeeze?"),
        [("clear", _("Clearly")), ("faint", _("Faintly")), ("none", _("Not at all"))],
    )
    let_go = yes_or_no(_("Did you let go fully in between?"))
    pain = one(_("Did anything hurt?"), [("no", _("No")), ("yes", _("Yes"))])
    tired = yes_or_no(_("Did the muscles get tired?"), required=False)
    heavier = yes_or_no(_("Does it feel heavier now?"), required=False)

    def __init__(self, data: QueryDict | None, line: Mapping[str, Any]) -> None:
        super().__init__(data)
        moved = [each["movement"] for each in line["done"] if each.get("movement")]
        if moved:
            choices = [(name, MOVEMENTS[name]) for name in dict.fromkeys(moved)]
            self.fields["troubled"] = many(_("Did it leak or weigh down during any of these?"), choices)
        if line["done"] and not squeezed(line):
            self._only_let_go()

    @classmethod
    def of_any_session(cls) -> "Felt":
        """Return every question that any session may end with; the player shows those that fit."""
        return cls(None, {"done": [{"exercise": "functional", "movement": name} for name in MOVEMENTS]})

    def _only_let_go(self) -> None:
        """Where nothing was squeezed, nothing is asked about squeezing."""
        for name in ("contact", "tired"):
            del self.fields[name]

    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "ease": self.cleaned_data["ease"],
            "contact": self.cleaned_data.get("contact", "clear"),
        }
        for name in ("let_go", "pain", "tired", "heavier"):
            if said := self.cleaned_data.get(name):
                told[name] = said == "yes"
        return told

    @property
    def troubled_movements(self) -> list[str]:
        return [*self.cleaned_data.get("troubled", ())]
