"""Who reads, and the one text as it is worded for them.

Within a sentence `[[vagina: … | penis: … | …]]` chooses by the body; the last is for someone who has not said.
A block between `::: pregnant` and `:::` is there only for whom it concerns; of a body that is not stated, both are.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from knipa.content.library import ContentError

type Body = Literal["vagina", "penis", "unstated"]
type Place = Literal["in_sweden", "elsewhere"]

BODIES = ("vagina", "penis")
SITUATIONS = ("pregnant", "after_birth", "before_surgery", "after_surgery")
PLACES = ("in_sweden", "elsewhere")
CHOICE = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
BLOCK = re.compile(r"^:::[ \t]*(\w+)[ \t]*\n(.*?)^:::[ \t]*$\n?", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reader:
    """What the wording follows; frozen, so that a page can be kept for all who are alike."""

    body: Body = "unstated"
    situations: frozenset[str] = field(default_factory=frozenset)
    place: Place = "elsewhere"


ANYONE = Reader()


def text_for(text: str, reader: Reader) -> str:
    """Return the text as it is worded for this reader.

    Raises:
        ContentError: if a block or a choice is not one that Knipa knows.
    """
    text = BLOCK.sub(lambda block: block[2] if _concerns(block[1], reader) else "", text)
    return CHOICE.sub(lambda choice: _chosen(choice[1], reader), text)


def _concerns(whom: str, reader: Reader) -> bool:
    if whom in BODIES:
        return reader.body in (whom, "unstated")
    if whom in PLACES:
        return reader.place == whom
    if whom in SITUATIONS:
        return whom in reader.situations
    raise ContentError(f"::: {whom}: expected one of {', '.join((*BODIES, *SITUATIONS, *PLACES))}")


def _chosen(told: str, reader: Reader) -> str:
    *named, unstated = told.split("|")
    by_body = {"unstated": unstated.strip()}
    for each in named:
        body, colon, words = each.partition(":")
        if not colon or body.strip() not in BODIES:
            raise ContentError(f"[[{told}]]: expected {' or '.join(BODIES)}, a colon and words")
        by_body[body.strip()] = words.strip()
    return by_body.get(reader.body, by_body["unstated"])
