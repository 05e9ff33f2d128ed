"""How alike two words are: inflected, misspelt, typed without dots and accents, or one inside the other."""

import re
import unicodedata
from functools import cache

WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"['’]")  # can't is typed cant
EDGE = "_"  # before the first letter and after the last
# All numbers are our choice, tried on the questions in tests/content/questions; the browser gets them with the index.
SAME_BUT_ACCENTS = 0.95  # how alike words are that differ only there
BEGINNING_COUNTS = 0.4  # share of the likeness that a common beginning decides: it is seldom misspelt
STEM_LETTERS = 3  # two words are one word inflected when they begin alike for so long, and go on with endings
INSIDE, INSIDE_LETTERS = 0.6, 4  # a word that begins or ends a compound; shorter ones do so by chance


def words(text: str) -> list[str]:
    """Return the words of a text, in lower case."""
    return WORD.findall(unicodedata.normalize("NFC", APOSTROPHE.sub("", text.lower())))


@cache
def folded(word: str) -> str:
    """Return a word without dots and accents: läckage, lackage."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if unicodedata.category(sign) != "Mn")


def pieces(word: str) -> set[str]:
    """Return all runs of two and of three letters in a folded word, its edges counted as letters."""
    edged = f"{EDGE}{word}{EDGE}"
    return {edged[at : at + long] for long in (2, 3) for at in range(len(edged) - long + 1)}


def likeness(one: str, other: str, common: float, endings: frozenset[str]) -> float:
    """Return how alike two folded words are, 0 to SAME_BUT_ACCENTS; `common` is the share of their pieces in common."""
    short = min(len(one), len(other))
    stem = _stem(one, other, short)
    alike = common * (1 - BEGINNING_COUNTS + BEGINNING_COUNTS * stem / short)
    if short >= INSIDE_LETTERS and (stem == short or one.endswith(other) or other.endswith(one)):
        alike = max(alike, INSIDE)
    if stem >= STEM_LETTERS and {one[stem:], other[stem:]} <= endings:
        alike = max(alike, stem / (stem + 1))
    return min(SAME_BUT_ACCENTS, alike)


def _stem(one: str, other: str, short: int) -> int:
    """How many letters they begin with in common."""
    at = 0
    while at < short and one[at] == other[at]:
        at += 1
    return at
