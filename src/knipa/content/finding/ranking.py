"""Which articles answer a question, best first."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knipa.content.finding.index import WHOLE, Entry, Index, Part, index_of
from knipa.content.finding.likeness import folded, likeness, pieces, words

# All numbers are our choice, tried on the questions in tests/content/questions; the browser gets them with the index.
LEAST_ALIKE = 0.4  # less is another word
LEAST_NEAR = 0.3  # where nothing is alike, the nearest word is taken if it is at least so near
LEAST_COMMON = 0.25  # share of pieces in common, below which a word is not looked at
KNOWN = 0.9  # what others count for when the word that was typed is one of ours
SHARPER = 2  # power: what is only somewhat alike counts much less
RARER = 1.5  # power: a word that few articles speak of says much more
LEAST_OF_BEST = 0.3  # a hit so far behind the best one is no hit
MOST_HITS = 8

type Alike = Mapping[
    int, float
]  # which of the index's words may be meant, and how alike it is to what was typed


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers, and the heading in it that comes closest."""

    article: Entry
    part: Part | None

    @property
    def slug(self) -> str:
        """The article's."""
        return self.article.slug


def find(question: str, locale: str) -> list[Hit]:
    """Return the articles that answer, best first; none where nothing is alike."""
    told = index_of(locale)
    asked = [alike for word in words(question) if (alike := _alike(word, told))]
    said = [_said(alike, told) for alike in asked]
    news = [_news(each) for each in said]
    scores = [
        sum(new * each[at] for new, each in zip(news, said, strict=True)) for at in range(len(told.articles))
    ]
    least = LEAST_OF_BEST * max(scores)
    best = sorted((at for at, score in enumerate(scores) if 0 < score >= least), key=lambda at: -scores[at])
    return [Hit(told.articles[at], _part(told.articles[at], told, asked, news)) for at in best[:MOST_HITS]]


def _alike(word: str, told: Index) -> Alike:
    """Every word of the index that may be meant."""
    mine = folded(word)
    if mine in told.skipped:
        return {}
    runs = pieces(mine)
    counts = Counter(at for run in runs for at in told.pieces.get(run, ()))
    shares = {at: 2 * count / (len(runs) + told.sizes[at]) for at, count in counts.items()}
    near = {
        at: likeness(mine, told.folded[at], share, told.endings)
        for at, share in shares.items()
        if share >= LEAST_COMMON
    }
    found = {at: alike for at, alike in near.items() if alike >= LEAST_ALIKE}
    if word in told.at:
        return {**{at: KNOWN * alike for at, alike in found.items()}, told.at[word]: 1.0}
    return found or _nearest(near)


def _nearest(near: Alike) -> Alike:
    """The one word that is nearest, the first of several, where none is alike; so that a slip or two is forgiven."""
    at = min(near, key=lambda each: (-near[each], each), default=None)
    return {} if at is None or near[at] < LEAST_NEAR else {at: near[at]}


def _said(alike: Alike, told: Index) -> list[float]:
    """How much each article speaks of it, 0 to 1: each word that may be meant adds to what the others leave."""
    left = [1.0] * len(told.articles)
    for at in sorted(alike):
        for article, weight in told.places[at]:
            left[article] *= 1 - alike[at] ** SHARPER * weight / WHOLE
    return [1 - each for each in left]


def _news(said: Sequence[float]) -> float:
    """How much a word tells: little, when every article speaks of it."""
    return math.pow(math.log(1 + len(said) * max(said) / sum(said)), RARER)


def _part(article: Entry, told: Index, asked: Sequence[Alike], news: Sequence[float]) -> Part | None:
    """The heading that repeats most of the question."""
    best, most = None, 0.0
    for part in article.parts:
        said = [told.at.get(word, -1) for word in words(part.heading)]
        heard = [max((alike.get(at, 0) for at in said), default=0) ** SHARPER for alike in asked]
        much = sum(new * each for new, each in zip(news, heard, strict=True))
        if much > most:
            best, most = part, much
    return best
