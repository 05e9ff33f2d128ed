"""The guide's pages: every article opens in each language, worded for who reads it, and costs little."""

import json
import re
from datetime import timedelta

import brotli
import pytest
from django.utils import timezone

from knipa.content.articles import articles, parts
from knipa.web import coach

MOST_QUERIES = 4  # the account, its snapshot, the answers; and room for one
MOST_BYTES = 400_000  # the whole guide in one language, transferred (issue 5)


def told(client, path="/guide/", language="en"):
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200, path
    return answer.content.decode()


def answers(person, **more):
    usual = {"found": True, "timezone": "Europe/Stockholm", "signs": [], "seen_for": []}
    coach.answer(person, {**usual, **more}, timezone.now() - timedelta(minutes=1))


@pytest.mark.once
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_article_opens(client, answered, language):
    for slug, article in articles(language).items():
        page = told(client, f"/guide/{slug}/", language)
        assert f">{article.title}</h1>" in page
        assert 'href="app:' not in page


@pytest.mark.once
def test_no_place_in_an_article_has_the_name_of_a_place_of_its_page(client, answered):
    for slug in articles("en"):
        named = re.findall(r'\sid="([^"]+)"', told(client, f"/guide/{slug}/"))
        assert sorted(named) == sorted({*named}), slug


def test_the_contents_name_every_article(client, answered):
    page = told(client)
    for part in parts():
        for slug in part.slugs:
            assert f'href="/guide/{slug}/"' in page


def test_it_can_be_read_before_the_first_answers(client, person):
    assert 'href="/guide/find/"' in told(client)
    assert "For you, to begin with" not in told(client)
    assert "Find the squeeze" in told(client, "/guide/find/")


def test_what_is_about_the_person_comes_first(client, person):
    answers(person, found=False, anatomy="penis", reasons=["leak_stool"])
    mine = told(client).partition('aria-labelledby="start"')[0]
    assert [slug for slug in ("find", "check", "bowel", "men") if f'href="/guide/{slug}/"' in mine] == [
        "find",
        "check",
        "bowel",
        "men",
    ]


def test_the_words_follow_the_body(client, person):
    pages = {}
    for anatomy in ("vagina", "penis"):
        answers(person, anatomy=anatomy)
        pages[anatomy] = told(client, "/guide/check/")
    assert "vagina" in pages["vagina"]
    assert "penis" not in pages["vagina"]
    assert "scrotum" in pages["penis"]
    assert "vagina" not in pages["penis"]


def test_an_article_says_what_it_rests_on_and_when_it_was_read(client, answered):
    page = told(client, "/guide/before-the-cough/")
    assert "1177.se" in page
    assert "Last read through" in page


def test_what_is_not_there_says_so(client, answered):
    assert client.get("/guide/nowhere/").status_code == 404


def test_a_page_asks_the_database_as_little_however_much_is_kept(
    client, answered, django_assert_max_num_queries
):
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get("/guide/")
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get("/guide/find/")


class TestCarried:
    """The whole guide on the device."""

    ADDRESS = "/offline/guide.json"

    def carried(self, client, **headers):
        return client.get(self.ADDRESS, headers={"accept-encoding": "br", **headers})

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_every_article_is_in_it_and_it_is_small(self, client, answered, language):
        answer = self.carried(client, **{"accept-language": language})
        assert len(answer.content) <= MOST_BYTES
        guide = json.loads(brotli.decompress(answer.content))
        assert {f"/guide/{slug}/" for slug in articles(language)} | {
            "/guide/",
            "/guide/index.json",
        } == guide["pages"].keys()
        page = guide["html"][guide["pages"]["/guide/find/"]]
        assert f">{articles(language)['find'].title}</h1>" in page

    def test_it_is_fetched_again_only_when_it_has_changed(self, client, person):
        answers(person, anatomy="vagina")
        first = self.carried(client)["ETag"]
        assert self.carried(client, **{"if-none-match": first}).status_code == 304
        assert json.loads(client.get("/offline/ahead.json").content)["guide"] == first
        answers(person, anatomy="penis")
        assert self.carried(client, **{"if-none-match": first}).status_code == 200
        assert json.loads(client.get("/offline/ahead.json").content)["guide"] != first

    def test_a_session_does_not_change_it(self, client, answered):
        first = self.carried(client)["ETag"]
        coach.ready(answered, "same", timezone.now())
        assert self.carried(client)["ETag"] == first
