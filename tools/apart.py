"""Tells whether our Swedish texts share a run of eight words with a page that someone else wrote.

`python tools/apart.py PAGE.txt`: the page is protected and stays out of this house: save its
text, run this, throw it away.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib  # type: ignore[import-untyped]  # it has no types

from knipa.content.articles import articles
from knipa.content.language import SOURCE, language
from knipa.content.words import words
from readability import READERS, text_of

SWEDISH = ("sv", "sv-x-latt")
RUN = 8  # words: fewer are shared by chance
WORD = re.compile(r"[^\W_]+")


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of eight words, whatever stands between the words."""
    told = [word.casefold() for word in WORD.findall(text)]
    return {tuple(told[at : at + RUN]) for at in range(len(told) - RUN + 1)}


def our_texts(locale: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a language with its place: articles as each reader has them, words, and pages."""
    for slug, article in articles(locale).items():
        for reader in READERS:
            yield f"articles/{slug}.md", text_of(article, reader)
    for table, texts in words(locale).tables.items():
        yield from ((f"{table}.{key}", text) for key, text in texts.items())
    yield from (("django.po", text) for text in _pages(locale))


def _pages(locale: str) -> Iterator[str]:
    """What pages and forms say: translated, or, in the language that they are written in, as the translator got it."""
    spoken = language(SWEDISH[0] if locale == SOURCE else locale)
    for entry in polib.pofile(str(spoken.folder / "LC_MESSAGES/django.po")):
        yield from (
            [entry.msgid, entry.msgid_plural]
            if locale == SOURCE
            else [entry.msgstr, *entry.msgstr_plural.values()]
        )


def shared(page: str, locale: str) -> list[tuple[str, str]]:
    """Return place and words of every run that a page shares with our texts."""
    theirs = runs(page)
    found = {(place, " ".join(run)) for place, text in our_texts(locale) for run in runs(text) & theirs}
    return sorted(found)


def main(files: list[str]) -> int:
    """Print what is shared with each page; fail where anything is."""
    pages = {file: Path(file).read_text("utf-8") for file in files}
    found = [
        (file, *each) for file, page in pages.items() for locale in SWEDISH for each in shared(page, locale)
    ]
    for file, place, run in found:
        print(f"{file}: {place}: {run}")
    print(f"{len(found)} runs of {RUN} words shared with {len(files)} pages")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
