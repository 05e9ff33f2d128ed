"""What can be found in one language: every word of its articles, and how much each article speaks of it."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from knipa.content.articles import ANYONE, Article, articles, text_for
from knipa.content.finding.likeness import folded, pieces, words
from knipa.content.finding.weighing import weigh, with_synonyms
from knipa.content.language import Language, language
from knipa.content.words import words as said_in

WHOLE = 100  # the greatest weight: small whole numbers travel well
NAMED = re.compile(r"^\{#([\w-]+)\}\n#+[ \t]+(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading that can be led to."""

    id: str
    heading: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a hit shows it."""

    slug: str
    title: str
    short: str
    lang: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """All that can be found in one language."""

    articles: tuple[Entry, ...]
    words: tuple[str, ...]
    places: tuple[tuple[tuple[int, int], ...], ...]  # for each word: article, and its weight, 1 to WHOLE
    skipped: frozenset[str]  # folded words that say nothing about what is looked for
    endings: frozenset[str]  # what words of the language are inflected by, folded; none is one, too
    folded: tuple[str, ...]
    sizes: tuple[int, ...]  # how many pieces each word has
    pieces: Mapping[str, tuple[int, ...]]  # which words have a piece
    at: Mapping[str, int]  # where a word is


def index_of(locale: str) -> Index:
    """Return the index of a language, made once."""
    return _index(language(locale))


@cache
def _index(spoken: Language) -> Index:
    told = [*articles(spoken.tag).values()]
    known = said_in(spoken.tag).tables  # what a language has not said about itself is left out
    own = known.get("search", {})
    skipped, endings = (frozenset(map(folded, words(own.get(name, "")))) for name in ("skip", "endings"))
    endings |= {""}
    weights = with_synonyms(weigh(told, skipped), known.get("alike", {}).values(), endings)
    named = tuple(sorted(weights))
    flat = tuple(folded(word) for word in named)
    having = defaultdict(list)
    for at, word in enumerate(flat):
        for piece in pieces(word):
            having[piece].append(at)
    return Index(
        articles=tuple(_entry(article) for article in told),
        words=named,
        places=tuple(_rounded(weights[word]) for word in named),
        skipped=skipped,
        endings=endings,
        folded=flat,
        sizes=tuple(len(pieces(word)) for word in flat),
        pieces={piece: tuple(every) for piece, every in having.items()},
        at={word: at for at, word in enumerate(named)},
    )


def _rounded(weights: Mapping[int, float]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (at, rounded) for at, weight in sorted(weights.items()) if (rounded := round(weight * WHOLE))
    )


def _entry(article: Article) -> Entry:
    parts = tuple(Part(*each) for each in NAMED.findall(text_for(article.body, ANYONE)))
    return Entry(article.slug, article.title, article.short, article.spoken.tag, parts)
