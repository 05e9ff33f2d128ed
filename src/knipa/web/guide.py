"""The guide as HTML, for its own pages and wherever a paragraph of it is needed; kept for all who are alike."""

from contextlib import suppress
from functools import lru_cache

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from knipa.content.articles import Press, Reader, articles, passage, press
from knipa.content.figures import draw, names
from knipa.content.language import language, with_fallbacks
from knipa.content.library import ContentError
from knipa.content.words import words

KEPT = 1024  # texts in memory, a few kilobytes each: some readers' whole guides (our choice)
PAGES = "app:"  # a link to a page of ours rather than to an article
BODIES = ("vagina", "penis")


def address(target: str) -> str:
    """Return where a link of an article leads: "find#closing", or "app:today"."""
    if target.startswith(PAGES):
        return reverse(target.removeprefix(PAGES))
    slug, hash_, part = target.partition("#")
    return (reverse("article", args=[slug]) if slug else "") + hash_ + part


@lru_cache(maxsize=KEPT)
def whole(slug: str, locale: str, reader: Reader) -> SafeString:
    """Return an article's text, or nothing where there is no such article."""
    told = articles(locale).get(slug)
    return mark_safe(press(told, reader, _press(locale, reader)) if told else "")  # noqa: S308  # our own text


@lru_cache(maxsize=KEPT)
def part(slug: str, part_id: str, locale: str, reader: Reader) -> SafeString:
    """Return the paragraph, or all under the heading, with this id; where it lacks, of the language that stands in."""
    *before, last = with_fallbacks(locale)
    for each in before:
        with suppress(ContentError):
            return _passage(slug, part_id, each.tag, locale, reader)
    return _passage(slug, part_id, last.tag, locale, reader)


@lru_cache(maxsize=KEPT)
def picture(name: str, locale: str, reader: Reader) -> SafeString:
    """Return a picture of the guide; where it differs by body, the reader's, or both."""
    known = names()
    drawn = (
        [name]
        if name in known
        else [f"{name}_{body}" for body in BODIES if reader.body in (body, "unstated")]
    )
    return format_html(
        '<figure class="picture">{}</figure>',
        mark_safe("".join(draw(each, words(locale)) for each in drawn)),  # noqa: S308
    )


def _passage(slug: str, part_id: str, spoken: str, locale: str, reader: Reader) -> SafeString:
    """The passage as one language has it, said to be in another than the page's where it is."""
    told = articles(spoken)[slug]
    html = mark_safe(passage(told, part_id, reader, _press(locale, reader)))  # noqa: S308  # our own text
    if told.spoken == language(locale):
        return html
    return format_html('<div lang="{}" dir="{}">{}</div>', told.spoken.tag, told.spoken.direction, html)


def _press(locale: str, reader: Reader) -> Press:
    return Press(address, lambda name: picture(name, locale, reader))
