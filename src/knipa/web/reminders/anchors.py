"""Habits that must never be trained beside: on the toilet the muscles relax, so that the bladder empties (R20)."""

import re

from knipa.content.language import languages
from knipa.content.words import words

TABLE = "anchors"
APART = re.compile(r"[^\w]+|_")


def names_the_toilet(*texts: str) -> bool:
    """Tell whether one of these sentences names the toilet, in any language that Knipa speaks."""
    return any(found_in(patterns(), text) for text in texts)


def is_beside_the_toilet(*texts: str) -> bool:
    """Tell whether one of them means training there: with washed hands it is over, and right afterwards is fine."""
    washed = _told("washed")
    return any(found_in(patterns(), text) and not found_in(washed, text) for text in texts)


def patterns() -> list[str]:
    """Return what gives it away, as static/reminders/anchor.js reads it: words; a star stands for any ending."""
    return _told("toilet")


def _told(key: str) -> list[str]:
    told = (words(tag).text(TABLE, key) for tag in languages())
    return sorted({each.strip().lower() for text in told for each in text.split(",")})


def found_in(those: list[str], text: str) -> bool:
    """Tell whether one of the patterns is among the words of a text, at the beginning of one."""
    said = f" {' '.join(APART.split(text.lower()))} "
    return any(f" {each[:-1] if each.endswith('*') else f'{each} '}" in said for each in those)
