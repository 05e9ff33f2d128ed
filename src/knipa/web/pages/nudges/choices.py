"""How one wishes to be reminded: quiet hours, once more, the week in sum, which words, and in calm times."""

from datetime import time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from knipa.web import coach
from knipa.web.forms import many, one
from knipa.web.pages.nudges.forms import time_of_day, weekdays
from knipa.web.reminders.wished import QUIET

SECONDS = ("30", "60", "120")  # minutes until a second nudge (our choice, within the engine's bounds)
NONE, SOME = "none", "some"
SUNDAY_EVENING = {"day": "sun", "at": "18:00"}  # what is proposed for the week in sum (our choice)
NEEDED = _("Choose a time here.")
IN_QUIET = _("That time lies in your quiet hours. Choose another, or nothing comes.")


class How(forms.Form):
    """Everything but the moments themselves."""

    use_required_attribute = False
    quiet = one(_("Quiet hours"), [(SOME, _("Nothing is sent at night")), (NONE, _("No quiet hours"))])
    quiet_from = time_of_day(_("Quiet from"))
    quiet_to = time_of_day(_("until"))
    second = one(
        _("Remind you again if you have not trained?"),
        [
            (NONE, _("No, once is enough")),
            ("30", _("Half an hour later")),
            ("60", _("An hour later")),
            ("120", _("Two hours later")),
        ],
    )
    weekly = one(_("The week in one line?"), [(NONE, _("No")), (SOME, _("Yes, once a week"))])
    weekly_day = forms.ChoiceField(label=_("Day"), required=False)
    weekly_at = time_of_day(_("Time"))
    wording = one(
        _("What the screen shows"),
        [("neutral", _("Neutral words")), ("plain", _("Plain words"))],
        _("Neutral words give nothing away to whoever sees your phone."),
    )
    also = many(
        _("Remind me also in calm times"),
        [
            ("letting_go", _("While it hurts and I only let go")),
            ("soft", _("While there are only soft squeezes")),
            ("keeping_on", _("While fewer days a week are enough")),
        ],
        _("Then Knipa is usually silent: rest does more good than a reminder."),
    )

    def __init__(self, data: QueryDict | None, told: dict[str, Any]) -> None:
        super().__init__(data, initial=_shown(told))
        self.fields["weekly_day"].choices = weekdays()  # type: ignore[attr-defined]  # a field of choices

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("quiet") == SOME:
            self._need("quiet_from", "quiet_to")
            if said.get("quiet_from") and said.get("quiet_from") == said.get("quiet_to"):
                self.add_error("quiet_to", _("Choose another time than the one where they begin."))
        if said.get("weekly") == SOME:
            self._need("weekly_day", "weekly_at")
            self._need_to_hear()
        return said

    def _need(self, *names: str) -> None:
        for name in names:
            if name not in self.errors and self.cleaned_data.get(name) in (None, ""):
                self.add_error(name, NEEDED)

    def _need_to_hear(self) -> None:
        said = self.cleaned_data
        at, from_, to = said.get("weekly_at"), said.get("quiet_from"), said.get("quiet_to")
        if said.get("quiet") == SOME and at and from_ and to and coach.Quiet(from_=from_, to=to).holds(at):
            self.add_error("weekly_at", IN_QUIET)

    def told(self) -> dict[str, Any]:
        """Return the choices as the contract has them; what is not wished is null there."""
        said = self.cleaned_data
        quiet = {"from": _time(said["quiet_from"]), "to": _time(said["quiet_to"])}
        weekly = {"day": said["weekly_day"], "at": _time(said["weekly_at"])}
        return {
            "quiet": quiet if said["quiet"] == SOME else None,
            "second_after_min": int(said["second"]) if said["second"] != NONE else None,
            "weekly": weekly if said["weekly"] == SOME else None,
            "wording": said["wording"],
            "also": said["also"],
        }


def _time(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


def _shown(told: dict[str, Any]) -> dict[str, Any]:
    quiet, weekly = told.get("quiet"), told.get("weekly")
    hours, week = quiet or QUIET, weekly or SUNDAY_EVENING
    second = str(told.get("second_after_min") or NONE)
    return {
        "quiet": SOME if quiet else NONE,
        "quiet_from": hours["from"],
        "quiet_to": hours["to"],
        "second": second if second in SECONDS else NONE,
        "weekly": SOME if weekly else NONE,
        "weekly_day": week["day"],
        "weekly_at": week["at"],
        "wording": told.get("wording", "neutral"),
        "also": told.get("also", ()),
    }
