"""The page about the body and what it has been through: pregnancy, birth, operation, treatment."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from knipa.web import clock
from knipa.web.forms import day, one
from knipa.web.pages.intake import choices
from knipa.web.pages.intake.forms import Question, Told

DUE_AHEAD = timedelta(days=294)  # a due date lies at most so far ahead (42 weeks; our choice)
GENTLE = _("Soft squeezes allowed from (if you have been told a date)")
CLEARED = _("Training allowed from (if you have been told a date)")


class Body(Question):
    title = _("About your body")
    why = _("After a birth or an operation there is a time to wait and a time to begin softly.")
    anatomy = one(
        _("Which words fit you?"),
        choices.ANATOMY,
        _("Chooses words, never the training itself."),
        required=False,
    )
    due = day(_("Due date"))
    ended = day(_("If the pregnancy has ended: when"))
    birth_on = day(_("Date of the birth"))
    birth_mode = one(_("How was it?"), choices.BIRTH_MODE, required=False)
    birth_tear = one(_("Was there a tear?"), choices.TEAR, required=False)
    birth_gentle_from = day(GENTLE)
    birth_cleared_from = day(CLEARED)
    operation = one(_("Which operation?"), choices.OPERATION, required=False)
    operation_on = day(_("Date of the operation, past or planned"))
    operation_gentle_from = day(GENTLE)
    operation_cleared_from = day(CLEARED)
    cancer_on = day(_("Date the treatment ended, or is planned"))
    cancer_cleared_from = day(CLEARED)

    GROUPS = (
        (_("I am or have recently been pregnant"), ("due", "ended")),
        (
            _("I have given birth"),
            ("birth_on", "birth_mode", "birth_tear", "birth_gentle_from", "birth_cleared_from"),
        ),
        (
            _("I have had, or will have, an operation in the pelvis"),
            ("operation", "operation_on", "operation_gentle_from", "operation_cleared_from"),
        ),
        (
            _("I have had, or will have, radiation or other cancer treatment in the pelvis"),
            ("cancer_on", "cancer_cleared_from"),
        ),
    )
    NEEDS = (  # when any of the first is told, the second must be
        (("ended",), "due"),
        (("birth_mode", "birth_tear", "birth_gentle_from", "birth_cleared_from"), "birth_on"),
        (("birth_on",), "birth_mode"),
        (("operation", "operation_gentle_from", "operation_cleared_from"), "operation_on"),
        (("operation_on",), "operation"),
        (("cancer_cleared_from",), "cancer_on"),
    )

    def clean(self) -> Told:
        told = super().clean() or {}
        for others, needed in self.NEEDS:
            if any(told.get(name) for name in others) and not told.get(needed) and needed not in self.errors:
                self.add_error(needed, _("This is needed too, since you filled in the lines beside it."))
        for kind in ("birth", "operation"):
            self._in_order(f"{kind}_on", f"{kind}_gentle_from")
            self._in_order(f"{kind}_on", f"{kind}_cleared_from")
            self._in_order(f"{kind}_gentle_from", f"{kind}_cleared_from")
        self._in_order("cancer_on", "cancer_cleared_from")
        return told

    def clean_birth_on(self) -> date | None:
        on: date | None = self.cleaned_data["birth_on"]
        if on and on > localdate(clock.now()) + timedelta(days=1):
            raise ValidationError(_("This date lies ahead. Write a coming birth as a due date instead."))
        return on

    def clean_due(self) -> date | None:
        due: date | None = self.cleaned_data["due"]
        if due and due > localdate(clock.now()) + DUE_AHEAD:
            raise ValidationError(_("This due date is more than 42 weeks ahead. Check the year."))
        return due

    def _in_order(self, first: str, then: str) -> None:
        before, after = self.cleaned_data.get(first), self.cleaned_data.get(then)
        if before and after and after < before:
            self.add_error(then, _("This date is before the one above it."))

    @property
    def groups(self) -> list[Told]:
        """What to show folded, and open where something is filled in."""
        return [
            {
                "name": name,
                "fields": [self[field] for field in fields],
                "open": any(self[field].value() or self[field].errors for field in fields),
            }
            for name, fields in self.GROUPS
        ]

    def told(self) -> Told:
        events = [event for write in _WRITERS if (event := write(self.cleaned_data))]
        anatomy = self.cleaned_data["anatomy"]
        return {"events": events, **({"anatomy": anatomy} if anatomy else {})}

    @classmethod
    def shown(cls, person: Mapping[str, Any]) -> Told:
        shown: Told = {"anatomy": person.get("anatomy")}
        for event in person.get("events", ()):
            prefix = _PREFIX[event["kind"]]
            shown |= {f"{prefix}{name}": value for name, value in event.items()}
            shown |= {"operation": event["operation"]} if event["kind"] == "surgery" else {}
        return {name: value for name, value in shown.items() if name in cls.base_fields}


_PREFIX = {"pregnancy": "", "birth": "birth_", "surgery": "operation_", "pelvic_cancer_treatment": "cancer_"}


def fields_of(kind: str) -> list[str]:
    """Return the names of the fields that tell of a birth or an operation."""
    return [name for name in Body.base_fields if name.startswith(_PREFIX[kind].rstrip("_"))]


def unshown(events: Iterable[Told]) -> list[Told]:
    """Return the events that the page has no room for: of each kind it shows the last one."""
    told = [*events]
    shown = {event["kind"]: event for event in told}
    return [event for event in told if event is not shown[event["kind"]]]


def _event(kind: str, told: Mapping[str, Any], names: tuple[str, ...]) -> Told | None:
    values = {name: told.get(f"{_PREFIX[kind]}{name}") for name in names}
    if not values[names[0]]:
        return None
    return {"kind": kind} | {
        name: value if isinstance(value, str) else value.isoformat()
        for name, value in values.items()
        if value
    }


def _surgery(told: Mapping[str, Any]) -> Told | None:
    event = _event("surgery", told, ("on", "gentle_from", "cleared_from"))
    return event | {"operation": told["operation"]} if event else None


_WRITERS: tuple[Callable[[Mapping[str, Any]], Told | None], ...] = (
    lambda told: _event("pregnancy", told, ("due", "ended")),
    lambda told: _event("birth", told, ("on", "mode", "tear", "gentle_from", "cleared_from")),
    _surgery,
    lambda told: _event("pelvic_cancer_treatment", told, ("on", "cleared_from")),
)
