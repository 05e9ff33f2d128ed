"""What was answered on a page, told back in the words it was asked with."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.forms import ChoiceField, DateField, Field, HiddenInput
from django.utils.translation import gettext as _

from knipa.web.pages.intake.forms import Question
from knipa.web.spoken import spoken


class Line(NamedTuple):
    """A question, and what was answered."""

    label: str
    said: str


def summary(kind: type[Question], person: Mapping[str, Any]) -> list[Line]:
    """Return the lines of one page for these answers; empty where nothing was told."""
    signs = {"signs": person.get("signs", ())} if "signs" in kind.base_fields else {}
    shown = {**kind.shown(person), **signs}  # the form asks for signs anew each time
    return [*_lines(kind, shown)]


def _lines(kind: type[Question], shown: Mapping[str, Any]) -> Iterator[Line]:
    for name, field in kind.base_fields.items():
        if not isinstance(field.widget, HiddenInput) and (said := _said(field, shown.get(name))):
            yield Line(str(field.label), said)


def _said(field: Field, value: Any) -> str:  # noqa: ANN401  # as the form was given it
    if value in (None, "", [], ()):
        return ""
    if isinstance(field, ChoiceField):
        chosen = value if isinstance(value, list | tuple | set | frozenset) else [value]
        choices: Any = field.choices  # a plain list of pairs, here
        return ", ".join(str(text) for code, text in choices if code in chosen and text)
    if isinstance(field, DateField):
        return spoken().write(date.fromisoformat(value) if isinstance(value, str) else value)
    return _("yes") if value is True else str(value)
