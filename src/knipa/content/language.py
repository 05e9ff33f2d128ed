"""The languages that Knipa speaks: each is one folder, with its words, its articles and how it writes a date."""

import os
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from knipa.content.language_file import Language, read, wrong
from knipa.content.library import ContentError

__all__ = [
    "SOURCE",
    "Language",
    "language",
    "languages",
    "roots",
    "weekday",
    "with_fallbacks",
    "write_with_weekday",
]
OWN = Path(str(files("knipa.content") / "languages"))
SOURCE = "en"  # the language that templates are written in, and that stands in where there is no other


def roots() -> list[Path]:
    """Return where language folders lie: Knipa's own, and the folder that KNIPA_LANGUAGES names."""
    more = os.environ.get("KNIPA_LANGUAGES")
    return [OWN, *([Path(more)] if more else [])]


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


def weekday(day: date, spoken: Language) -> str:
    """Return what the day of the week is called: Monday."""
    named = (each.weekdays for each in with_fallbacks(spoken.tag))
    return next(names for names in named if names)[day.weekday()]


def write_with_weekday(day: date, spoken: Language) -> str:
    """Return a day near by as it is written: Monday 16 November."""
    form = next(each.near_form for each in with_fallbacks(spoken.tag) if each.near_form)
    return form.format(weekday=weekday(day, spoken), day=day.day, month=spoken.months[day.month - 1])


@cache
def _languages(where: tuple[Path, ...]) -> Mapping[str, Language]:
    found: dict[str, Language] = {}
    for file in (file for root in where for file in _in(root)):
        told = read(file)
        if told.tag in found:
            raise wrong(file, "tag", f'"{told.tag}" is already there, in {found[told.tag].folder}')
        found[told.tag] = told
    for each in found.values():
        _check_fallback(each, found)
    return found


def _in(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        raise ContentError(f"KNIPA_LANGUAGES: {root} is not a folder")
    yield from sorted(root.glob("*/language.toml"))


def _check_fallback(spoken: Language, known: Mapping[str, Language]) -> None:
    """Every chain of fallbacks ends in a language that is complete."""
    seen, at = [spoken.tag], spoken
    while at.fallback is not None:
        if at.fallback not in known:
            raise wrong(at.folder / "language.toml", "fallback", f'there is no language "{at.fallback}"')
        if at.fallback in seen:
            raise wrong(at.folder / "language.toml", "fallback", f'"{at.fallback}" leads round in a ring')
        at = known[at.fallback]
        seen.append(at.tag)
