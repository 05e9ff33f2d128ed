"""The index as the browser gets it: knipa.finding/1, with the numbers of the ranking."""

import json
from collections.abc import Mapping
from typing import Any

from knipa.content.finding import index, likeness, ranking

FORMAT = "knipa.finding/1"
NUMBERS: Mapping[Any, tuple[str, ...]] = {
    likeness: (
        "SAME_BUT_ACCENTS",
        "BEGINNING_COUNTS",
        "STEM_LETTERS",
        "INSIDE",
        "INSIDE_LETTERS",
    ),
    index: ("WHOLE",),
    ranking: (
        "LEAST_ALIKE",
        "LEAST_NEAR",
        "LEAST_COMMON",
        "KNOWN",
        "SHARPER",
        "RARER",
        "LEAST_OF_BEST",
        "MOST_HITS",
    ),
}


def as_json(locale: str) -> str:
    """Return a language's index; the places of a word are article and weight by turns."""
    told = index.index_of(locale)
    return json.dumps(
        {
            "format": FORMAT,
            "numbers": {
                name.lower(): getattr(room, name) for room, names in NUMBERS.items() for name in names
            },
            "articles": [
                {
                    "slug": each.slug,
                    "title": each.title,
                    "short": each.short,
                    "lang": each.lang,
                    "parts": [[part.id, part.heading] for part in each.parts],
                }
                for each in told.articles
            ],
            "skipped": " ".join(sorted(told.skipped)),
            "endings": " ".join(sorted(told.endings)),
            "words": " ".join(told.words),
            "places": [[number for pair in places for number in pair] for places in told.places],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
