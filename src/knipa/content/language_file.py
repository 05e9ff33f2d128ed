"""One language.toml, read strictly: what is wrong with it is named by file and field."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any, Literal

from knipa.content.library import ContentError

FIELDS = ("tag", "name", "switch", "direction", "date", "months")
OF_THE_FALLBACK = ("weekdays", "weekday_date")  # may be left out where another language stands in
TEXTS = ("name", "switch")
LISTS = {"months": 12, "weekdays": 7}
DATES = {"date": {"day", "month", "year"}, "weekday_date": {"weekday", "day", "month"}}
TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language: what it calls itself, which way it is read, and the language that stands in for what it lacks."""

    tag: str  # BCP 47, in lower case
    name: str  # in itself
    switch: str  # what is pressed to come to it, said in itself
    direction: Literal["ltr", "rtl"]
    day_form: str  # with {day}, {month} and {year}
    near_form: str | None  # with {weekday}, {day} and {month}; null: as the fallback writes it
    months: tuple[str, ...]
    weekdays: tuple[str, ...] | None  # Monday first; null: as the fallback names them
    fallback: str | None  # null: it is complete
    folder: Path

    def write(self, day: date) -> str:
        """Return a date as it is written: 4 March 2026."""
        return self.day_form.format(day=day.day, month=self.months[day.month - 1], year=day.year)


def read(file: Path) -> Language:
    """Return the language that a language.toml tells of.

    Raises:
        ContentError: if it is broken or incomplete; it names file and field.
    """
    told = _told(file)
    for field in told:
        _check(file, field, told)
    if (folder := gettext_name(told["tag"])) != file.parent.name:
        raise wrong(file, "tag", f'"{told["tag"]}" lies in a folder named {folder}, not {file.parent.name}')
    return Language(
        tag=told["tag"],
        name=told["name"],
        switch=told["switch"],
        direction=told["direction"],
        day_form=told["date"],
        near_form=told.get("weekday_date"),
        fallback=told.get("fallback"),
        months=tuple(told["months"]),
        weekdays=tuple(told["weekdays"]) if "weekdays" in told else None,
        folder=file.parent,
    )


def wrong(file: Path, field: str, what: str) -> ContentError:
    """Return the error that names a file and a field of it."""
    return ContentError(f"{file.parent.name}/{file.name}: {field}: {what}")


def gettext_name(tag: str) -> str:
    """Return a tag as gettext writes it: sv-x-latt lies in sv_X-latt, pt-br in pt_BR, zh-hant in zh_Hant."""
    first, _, more = tag.partition("-")
    second, dash, rest = more.partition("-")
    second = second.title() if len(second) > 2 else second.upper()  # a country has two letters
    return "".join([first, "_" if second else "", second, dash, rest])


def _told(file: Path) -> Mapping[str, Any]:
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise ContentError(f"{file.parent.name}/{file.name}: {broken}") from broken
    if unknown := sorted({*told} - {*FIELDS, *OF_THE_FALLBACK, "fallback"}):
        raise wrong(file, unknown[0], "unknown field")
    needed = FIELDS if "fallback" in told else (*FIELDS, *OF_THE_FALLBACK)
    if missing := [field for field in needed if field not in told]:
        raise wrong(file, missing[0], "missing")
    return told


def _check(file: Path, field: str, told: Mapping[str, Any]) -> None:
    value = told[field]
    if field == "tag" and not (isinstance(value, str) and TAG.fullmatch(value)):
        raise wrong(
            file, field, f"expected a language tag in lower case, like sv or sv-x-latt, got {value!r}"
        )
    if field == "direction" and value not in ("ltr", "rtl"):
        raise wrong(file, field, f'expected "ltr" or "rtl", got {value!r}')
    if field in (*TEXTS, "fallback") and not _is_text(value):
        raise wrong(file, field, f"expected a text, got {value!r}")
    if field in LISTS and not (
        isinstance(value, list) and len(value) == LISTS[field] and all(map(_is_text, value))
    ):
        raise wrong(file, field, f"expected {LISTS[field]} texts, got {value!r}")
    if field in DATES and not (_is_text(value) and _places(value) == DATES[field]):
        places = ", ".join(f"{{{name}}}" for name in sorted(DATES[field]))
        raise wrong(file, field, f"expected a text with {places}, got {value!r}")


def _places(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:  # a bracket that is not closed
        return set()


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
