"""The guide: everything a person needs to know, in the order it is read, and worded for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knipa.content.articles import Article, articles, parts
from knipa.content.finding import find
from knipa.content.language import SOURCE
from knipa.content.library import evidence
from knipa.web import clock, coach, guide
from knipa.web.request import Request

LONGEST_QUESTION = 200  # characters: more is not a question (our choice)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A part of the guide with its articles."""

    key: str
    title: str
    articles: list[Article]


@require_safe
def contents(request: Request) -> HttpResponse:
    """List what there is; what is about this person first."""
    return show_contents(request, _reading(request))


@require_safe
def read(request: Request, slug: str) -> HttpResponse:
    """Show one article."""
    told = articles(get_language() or SOURCE).get(slug)
    if told is None:
        raise Http404
    return show(request, told, _reading(request))


def show_contents(request: Request, reading: coach.Reading) -> HttpResponse:
    """Return the list of contents for this reader, and before it what they ask for."""
    locale = get_language() or SOURCE
    question = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    known = articles(locale)
    context = {
        "question": question,
        "longest": LONGEST_QUESTION,
        "hits": find(question, locale),
        "mine": [known[slug] for slug in reading.mine],
        "shelves": [
            Shelf(part.key, coach.say("guide_part", part.key, locale), [known[slug] for slug in part.slugs])
            for part in parts()
        ],
    }
    return render(request, "guide/contents.html", context)


def show(request: Request, told: Article, reading: coach.Reading) -> HttpResponse:
    """Return an article as it is worded for this reader."""
    locale = get_language() or SOURCE
    known = articles(locale)
    context = {
        "article": told,
        "part": coach.say("guide_part", _part_of(told.slug), locale),
        "text": guide.whole(told.slug, locale, reading.reader),
        "related": [known[each] for each in told.related],
        "after": coach.say("about", "after", locale),
        "sources": _sources(told),
        "next": _next(told.slug, known),
    }
    return render(request, "guide/article.html", context)


def _reading(request: Request) -> coach.Reading:
    return coach.reading(request.user, clock.now(), get_language() or SOURCE)


def _part_of(slug: str) -> str:
    return next(part.key for part in parts() if slug in part.slugs)


def _next(slug: str, known: Mapping[str, Article]) -> Article | None:
    order = [*known.values()]
    after = order.index(known[slug]) + 1
    return order[after] if after < len(order) else None


def _sources(told: Article) -> list[dict[str, str]]:
    return [evidence()[key] for key in told.sources if key in evidence()]
