"""One article as it lies in its file: what it is about, which facts it tells and where, and its text."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from knipa.content.language import Language, language, with_fallbacks
from knipa.content.library import ContentError

FENCE = "+++"  # before and after what is told about the article, which is TOML
FIELDS = {
    "title": str,
    "short": str,
    "facts": dict,
    "sources": list,
    "read_through": date,
    "also": list,
    "related": list,
}
WORDS_A_MINUTE = 180  # read without hurry (our choice)
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article in one language."""

    slug: str
    spoken: Language  # what it is written in: a fallback's where the language has none
    title: str
    short: str  # one line in the list of contents
    facts: Mapping[str, str]  # R-fact → the id of the paragraph or heading that tells it
    sources: tuple[str, ...]  # "1177", or keys of evidence.toml
    read_through: date  # when someone last read it against its sources
    also: tuple[str, ...]  # what people call it when they search
    related: tuple[str, ...]  # slugs
    body: str  # Markdown, with variants (reader.py)

    @property
    def minutes(self) -> int:
        """About how long it takes to read."""
        return max(1, round(len(WORD.findall(self.body)) / WORDS_A_MINUTE))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the guide: articles that belong together, in the order they are read."""

    key: str
    slugs: tuple[str, ...]


@cache
def parts() -> tuple[Part, ...]:
    """Return the parts of the guide in their order."""
    told = tomllib.loads((files("knipa.content") / "guide.toml").read_text(encoding="utf-8"))
    return tuple(Part(part["key"], tuple(part["articles"])) for part in told["part"])


def articles(locale: str) -> Mapping[str, Article]:
    """Return every article of the guide by its slug, in the order of the guide.

    Raises:
        ContentError: if one is missing or broken; it names file and field.
    """
    return _articles(language(locale))


@cache
def _articles(spoken: Language) -> Mapping[str, Article]:
    return {slug: _found(slug, spoken) for part in parts() for slug in part.slugs}


def _found(slug: str, spoken: Language) -> Article:
    for each in with_fallbacks(spoken.tag):
        file = each.folder / "articles" / f"{slug}.md"
        if file.is_file():
            return _read(file, slug, each)
    raise ContentError(f"{spoken.folder.name}/articles/{slug}.md: missing")


def _read(file: Path, slug: str, spoken: Language) -> Article:
    place = f"{spoken.folder.name}/articles/{file.name}"
    text = file.read_text(encoding="utf-8")
    if not text.startswith(FENCE + "\n") or text.count(f"\n{FENCE}\n") != 1:
        raise ContentError(
            f"{place}: expected {FENCE}, what is told about the article, {FENCE}, and the text"
        )
    front, body = text.removeprefix(FENCE).split(f"\n{FENCE}\n")
    told = _checked(front, place)
    return Article(
        slug=slug,
        spoken=spoken,
        title=told["title"],
        short=told["short"],
        facts=told["facts"],
        sources=tuple(told["sources"]),
        read_through=told["read_through"],
        also=tuple(told["also"]),
        related=tuple(told["related"]),
        body=body.strip() + "\n",
    )


def _checked(front: str, place: str) -> dict[str, Any]:
    try:
        told = tomllib.loads(front)
    except tomllib.TOMLDecodeError as broken:
        raise ContentError(f"{place}: {broken}") from broken
    if unknown := sorted({*told} - {*FIELDS}):
        raise ContentError(f"{place}: {unknown[0]}: unknown field")
    for field, kind in FIELDS.items():
        if not isinstance(told.get(field), kind):
            raise ContentError(f"{place}: {field}: expected {kind.__name__}, got {told.get(field)!r}")
    return told
