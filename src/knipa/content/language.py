"""The languages that Knipa speaks: each is one folder, with its words, its articles and how it writes a date."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, cast

from knipa.content.library import ContentError

SOURCE = "en"  # the language that templates are written in, and that stands in where there is no other
FIELDS = {"tag", "name", "switch", "direction", "date", "months"}
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Language:
    """One language: what it calls itself, which way it is read, and the language that stands in for what it lacks."""

    tag: str  # BCP 47, in lower case
    name: str  # in itself
    switch: str  # what is pressed to come to it, said in itself
    direction: Literal["ltr", "rtl"]
    day_form: str  # with {day}, {month} and {year}
    months: tuple[str, ...]
    fallback: str | None  # null: it is complete
    folder: Path

    def write(self, day: date) -> str:
        """Return a date as it is written: 4 March 2026."""
        return self.day_form.format(day=day.day, month=self.months[day.month - 1], year=day.year)


def roots() -> list[Path]:
    """Return where language folders lie: Knipa's own, and the folder that KNIPA_LANGUAGES names."""
    own = Path(str(files("knipa.content") / "languages"))
    more = os.environ.get("KNIPA_LANGUAGES")
    return [own, *([Path(more)] if more else [])]


def languages() -> Mapping[str, Language]:
    """Return every language by its tag, Knipa's own first.

    Raises:
        ContentError: if a folder's language.toml is broken or incomplete; it names file and field.
    """
    return _languages(tuple(roots()))


def language(tag: str) -> Language:
    """Return the language for a tag: itself, its own primary language, or English where there is none."""
    known, told = languages(), tag.lower().replace("_", "-")
    return known.get(told) or known.get(told.split("-", maxsplit=1)[0]) or known[SOURCE]


def with_fallbacks(tag: str) -> list[Language]:
    """Return the language for a tag, and after it each that stands in for what is missing."""
    found = [language(tag)]
    while (after := found[-1].fallback) and after not in [each.tag for each in found]:
        found.append(language(after))
    return found


@cache
def _languages(where: tuple[Path, ...]) -> Mapping[str, Language]:
    told = [each for root in where for each in _in(root)]
    return {each.tag: each for each in told}


def _in(root: Path) -> Iterator[Language]:
    if not root.is_dir():
        raise ContentError(f"KNIPA_LANGUAGES: {root} is not a folder")
    for file in sorted(root.glob("*/language.toml")):
        yield _read(file)


def _read(file: Path) -> Language:
    place = f"{file.parent.name}/{file.name}"
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as broken:
        raise ContentError(f"{place}: {broken}") from broken
    if wrong := sorted({*told} - {*FIELDS, "fallback"} | FIELDS - {*told}):
        raise ContentError(f"{place}: {wrong[0]}: {'missing' if wrong[0] in FIELDS else 'unknown field'}")
    if told["direction"] not in ("ltr", "rtl"):
        raise ContentError(f'{place}: direction: expected "ltr" or "rtl", got "{told["direction"]}"')
    if len(told["months"]) != MONTHS_A_YEAR:
        raise ContentError(f"{place}: months: expected twelve, got {len(told['months'])}")
    return Language(
        tag=told["tag"],
        name=told["name"],
        switch=told["switch"],
        direction=cast("Literal['ltr', 'rtl']", told["direction"]),
        day_form=told["date"],
        months=tuple(told["months"]),
        fallback=told.get("fallback"),
        folder=file.parent,
    )
