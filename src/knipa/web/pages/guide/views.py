"""The guide: everything a person needs to know, in the order it is read, and worded for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knipa.content.articles import Article, articles, parts
from knipa.content.language import SOURCE
from knipa.content.library import evidence
from knipa.web import clock, coach, guide
from knipa.web.request import Request


@dataclass(frozen=True, slots=True)
class Shelf:
    """A part of the guide with its articles."""

    key: str
    title: str
    articles: list[Article]


@require_safe
def contents(request: Request) -> HttpResponse:
    """List what there is; what is about this person first."""
    locale = get_language() or SOURCE
    known = articles(locale)
    reading = coach.reading(request.user, clock.now(), locale)
    context = {
        "mine": [known[slug] for slug in reading.mine],
        "shelves": [
            Shelf(part.key, coach.say("guide_part", part.key, locale), [known[slug] for slug in part.slugs])
            for part in parts()
        ],
    }
    return render(request, "guide/contents.html", context)


@require_safe
def read(request: Request, slug: str) -> HttpResponse:
    """Show one article."""
    locale = get_language() or SOURCE
    known = articles(locale)
    told = known.get(slug)
    if told is None:
        raise Http404
    reading = coach.reading(request.user, clock.now(), locale)
    context = {
        "article": told,
        "part": coach.say("guide_part", _part_of(slug), locale),
        "text": guide.whole(slug, locale, reading.reader),
        "related": [known[each] for each in told.related],
        "sources": _sources(told),
        "next": _next(slug, known),
    }
    return render(request, "guide/article.html", context)


def _part_of(slug: str) -> str:
    return next(part.key for part in parts() if slug in part.slugs)


def _next(slug: str, known: Mapping[str, Article]) -> Article | None:
    order = [*known.values()]
    after = order.index(known[slug]) + 1
    return order[after] if after < len(order) else None


def _sources(told: Article) -> list[dict[str, str]]:
    return [evidence()[key] for key in told.sources if key in evidence()]
