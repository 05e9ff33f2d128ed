"""Habits that must never be trained beside: on the toilet the muscles relax, so that the bladder empties (R20)."""

import re

from knipa.content.language import languages
from knipa.content.words import words

TABLE = "anchors"
FINE = "!"  # stands before what makes it fine: right afterwards, with washed hands, is
APART = re.compile(r"[^\w]+|_")


def names_the_toilet(*texts: str) -> bool:
    """Tell whether one of these sentences names the toilet without washed hands, in any language that Knipa speaks."""
    return any(found_in(patterns(), text) for text in texts)


def patterns() -> list[str]:
    """Return what gives it away, as static/reminders/anchor.js reads it: words; a star stands for any ending."""
    return [*_told("toilet"), *(f"{FINE}{each}" for each in _told("washed"))]


def found_in(those: list[str], text: str) -> bool:
    """Tell whether one of the patterns is among the words of a text, at the beginning of one, and none that is fine."""
    said = f" {' '.join(APART.split(text.lower()))} "
    found = [each for each in those if _sought(each) in said]
    return bool(found) and not any(each.startswith(FINE) for each in found)


def _sought(pattern: str) -> str:
    bare = pattern.removeprefix(FINE)
    return f" {bare[:-1] if bare.endswith('*') else f'{bare} '}"


def _told(key: str) -> list[str]:
    told = (words(tag).text(TABLE, key) for tag in languages())
    return sorted({each.strip().lower() for text in told for each in text.split(",")})
