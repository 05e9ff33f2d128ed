"""The guide: every fact has a home, every article a twin, every link an end."""

import re
from datetime import date

import pytest

from apart import shared
from guide_facts import PAGE, homes, page
from knipa.content.articles import ANYONE, Press, Reader, articles, passage, press
from knipa.content.figures import names
from knipa.content.library import ContentError, evidence
from readability import EASY, MEASURES, READERS, hardest

LOCALES = ("sv", "en")
FACTS = [f"R{number}" for number in range(1, 46)]
ARTICLES = [
    pytest.param(locale, slug, id=f"{locale}-{slug}") for locale in LOCALES for slug in articles(locale)
]
BODIES = ("vagina", "penis")
APP = {
    "today",
    "care",
    "programme",
    "my_answers",
    "pause",
    "settings",
    "let_go",
    "urge",
    "knack",
    "paper",
    "card",
}
LONGEST_TITLE, LONGEST_SHORT = 40, 90


def told(article, reader=ANYONE):
    links, pictures = [], []
    by = Press(lambda target: links.append(target) or target, lambda name: pictures.append(name) or "")
    html = press(article, reader, by)
    return html, links, pictures


def ids(article, reader):
    return set(re.findall(r'id="([\w-]+)"', told(article, reader)[0]))


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_has_a_home(fact):
    assert fact in {home[0] for home in homes()}


def test_the_table_of_homes_is_fresh():
    assert PAGE.read_text("utf-8") == page(), "run `python tools/guide_facts.py`"


@pytest.mark.parametrize("slug", articles("sv"))
def test_an_article_has_its_twin(slug):
    sv, en = articles("sv")[slug], articles("en")[slug]
    assert (sv.spoken.tag, en.spoken.tag) == ("sv", "en")
    assert (sv.facts, sv.sources, sv.related) == (en.facts, en.sources, en.related)
    for reader in READERS:
        assert ids(sv, reader) == ids(en, reader)
        assert told(sv, reader)[2] == told(en, reader)[2], "not the same pictures"


@pytest.mark.parametrize(("locale", "slug"), ARTICLES)
def test_every_reader_is_told_every_fact(locale, slug):
    article = articles(locale)[slug]
    for part in article.facts.values():
        for body in (*BODIES, "unstated"):
            for place in ("in_sweden", "elsewhere"):
                assert passage(article, part, Reader(body, frozenset(), place), Press(str, str))


@pytest.mark.parametrize(("locale", "slug"), ARTICLES)
def test_every_link_has_an_end(locale, slug):
    known = articles(locale)
    for reader in READERS:
        for link in told(known[slug], reader)[1]:
            if link.startswith("app:"):
                assert link.removeprefix("app:") in APP
                continue
            there, _, part = link.partition("#")
            assert there in known, link
            assert not part or part in ids(known[there], reader), link
    assert {*known[slug].related} <= {*known} - {slug}


@pytest.mark.parametrize(("locale", "slug"), ARTICLES)
def test_every_picture_is_drawn(locale, slug):
    for name in told(articles(locale)[slug])[2]:
        assert name in names() or {f"{name}_{body}" for body in BODIES} <= {*names()}, name


@pytest.mark.parametrize(("locale", "slug"), ARTICLES)
def test_what_is_said_about_an_article_is_whole(locale, slug):
    article = articles(locale)[slug]
    assert 0 < len(article.title) <= LONGEST_TITLE
    assert 0 < len(article.short) <= LONGEST_SHORT
    assert article.short.endswith((".", "?"))
    assert {*article.sources} <= {"1177", *evidence()}
    assert "1177" in article.sources or not article.facts
    assert date(2026, 11, 1) <= article.read_through
    assert 1 <= article.minutes <= 6
    assert len(article.also) >= 4


@pytest.mark.parametrize(("locale", "slug"), ARTICLES)
def test_an_article_is_easy_to_read(locale, slug):
    measure = MEASURES[locale]
    value = hardest(articles(locale)[slug], measure)
    assert measure.keeps(value), f"{measure.name} {value:.1f}"


def test_a_hard_text_would_be_noticed():
    hard = "Bäckenbottenmuskulaturens kontraktionsförmåga utvecklas huvudsakligen genom systematisk träning."
    assert not MEASURES["sv"].keeps(MEASURES["sv"].of(hard))
    assert not MEASURES["en"].keeps(
        MEASURES["en"].of("Urinary incontinence necessitates individualised rehabilitation.")
    )
    assert EASY.keeps(EASY.of("Du kniper. Du släpper. Det är allt."))


def test_a_run_of_eight_words_would_be_noticed():
    theirs = "Först något annat. Tänk dig att du står i en full hiss och håller in en gas, skrev någon."
    assert shared(theirs, "sv")
    assert not shared("Sju ord ur guiden: du står i en full hiss. Och så något annat.", "sv")


def test_what_is_not_there_is_named():
    with pytest.raises(
        ContentError, match=r"^sv/articles/find\.md: nowhere: no paragraph or heading has this id$"
    ):
        passage(articles("sv")["find"], "nowhere", ANYONE, Press(str, str))
