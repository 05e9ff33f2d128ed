"""How much each article speaks of each word: most in its title, least where the word is said once in passing."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from knipa.content.articles import Article
from knipa.content.finding.likeness import folded, likeness, pieces, words

# What a word weighs by where it stands, alone in its line; all numbers here are our choice, tried on the questions.
TITLE, ALSO, SHORT, HEADING = 8.0, 6.0, 2.0, 1.5
BODY = 1.0  # each time the word is twice as common in the text
HOME = 1.0  # beside that, in the article that says it most
HALF = 4.0  # so much counts half of what any weight can
SYNONYM = 0.8  # of the weight that the articles' own word has
KIN = 0.8  # so alike to a synonym is that word inflected
BEGINNING_LETTERS = 2  # in common to be it
MARKS = re.compile(
    r"!\[.*?\]\(.*?\)|\]\([^)]*\)|\{#[\w-]+\}|^:::.*$|\[\[|\]\]|\b(?:vagina|penis):", re.MULTILINE
)  # what is written about the text rather than in it; every variant is found by everyone
HEADINGS = re.compile(r"^#+[ \t]+(.+)$", re.MULTILINE)

type Weights = dict[str, dict[int, float]]  # word → article's place → 0 to 1


def weigh(told: Sequence[Article], skipped: frozenset[str]) -> Weights:
    """Return what every word weighs in every article that says it."""
    texts = [MARKS.sub(" ", article.body) for article in told]
    counts = [Counter(_telling(text, skipped)) for text in texts]
    most: Counter[str] = Counter()
    for count in counts:
        most |= count
    weights: Weights = defaultdict(dict)
    for at, (article, text, count) in enumerate(zip(told, texts, counts, strict=True)):
        heavy = _body(count, most)
        for line, weight in _lines(article, text):
            said = {*_telling(line, skipped)}
            for word in said:
                heavy[word] += weight / math.sqrt(len(said))
        for word, weight in heavy.items():
            weights[word][at] = weight / (weight + HALF)
    return weights


def with_synonyms(weights: Weights, groups: Iterable[str], endings: frozenset[str]) -> Weights:
    """Return the weights, and for each word of a group what its fellows weigh, a little less."""
    begun: dict[str, list[str]] = defaultdict(list)
    for word in weights:
        begun[_beginning(word)].append(word)
    more = dict(weights)
    for group in map(words, groups):
        kin = {word for each in group for word in begun[_beginning(each)] if _inflected(word, each, endings)}
        for each in group if kin else ():
            more[each] = _heavier(more.get(each, {}), [weights[word] for word in kin])
    return more


def _telling(text: str, skipped: frozenset[str]) -> list[str]:
    return [word for word in words(text) if folded(word) not in skipped]


def _body(count: Counter[str], most: Counter[str]) -> defaultdict[str, float]:
    return defaultdict(
        float,
        {
            word: BODY * math.log2(1 + times) + (HOME * times / most[word] if times > 1 else 0)
            for word, times in count.items()
        },
    )


def _lines(article: Article, text: str) -> list[tuple[str, float]]:
    return [
        (article.title, TITLE),
        *((name, ALSO) for name in article.also),
        (article.short, SHORT),
        *((heading, HEADING) for heading in HEADINGS.findall(text)),
    ]


def _beginning(word: str) -> str:
    return folded(word)[:BEGINNING_LETTERS]


def _inflected(word: str, synonym: str, endings: frozenset[str]) -> bool:
    one, other = pieces(folded(word)), pieces(folded(synonym))
    common = 2 * len(one & other) / (len(one) + len(other))
    return word == synonym or likeness(folded(word), folded(synonym), common, endings) >= KIN


def _heavier(own: Mapping[int, float], fellows: list[dict[int, float]]) -> dict[int, float]:
    heavy = dict(own)
    for fellow in fellows:
        for at, weight in fellow.items():
            heavy[at] = max(heavy.get(at, 0), weight * SYNONYM)
    return heavy
