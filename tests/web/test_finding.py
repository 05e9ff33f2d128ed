"""Searching the guide: without JavaScript by the server, and with it from an index that the browser keeps."""

import gzip
import json

import brotli
import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MOST_BYTES = 24_000  # of one language's index, brotli: a small part of the guide's 400 KB (issue 5)
LANGUAGES = ["sv", "en"]


def asked(client, question, language="sv"):
    return client.get("/guide/", {"q": question}, headers={"accept-language": language})


def test_a_question_is_answered_at_the_top_of_the_contents(client):
    answer = asked(client, "kejsarsnit")
    page = answer.content.decode()
    assert answer.context["hits"][0].slug == "after-birth"
    assert page.index('href="/guide/after-birth/#caesarean"') < page.index('id="start"')
    assert 'value="kejsarsnit"' in page


def test_nothing_found_leads_on(client):
    page = asked(client, "xyzzyx", "en").content.decode()
    assert "Nothing found" in page
    assert page.count('href="/care/"') >= 2, "in what is said, and where it always is"
    assert 'href="/guide/why/"' in page, "the contents stay"


def test_the_contents_alone_show_no_place_for_hits(client):
    page = client.get("/guide/").content.decode()
    assert '<section id="found" aria-labelledby="found_said" hidden>' in page


def test_a_question_is_text_and_has_an_end(client):
    answer = asked(client, '"><script>' + "knip " * 500)
    assert "<script>knip" not in answer.content.decode()
    assert len(answer.context["question"]) <= 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_is_small_and_the_same_however_it_is_sent(client, language):
    said = {"accept-language": language}
    packed = client.get("/guide/index.json", headers={**said, "accept-encoding": "gzip, br"})
    plain = client.get("/guide/index.json", headers=said)
    zipped = client.get("/guide/index.json", headers={**said, "accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "br"
    assert len(packed.content) <= MOST_BYTES
    assert brotli.decompress(packed.content) == plain.content == gzip.decompress(zipped.content)
    assert json.loads(plain.content)["format"] == "knipa.finding/1"
    assert plain["Content-Language"] == language


def test_an_index_that_has_not_changed_is_not_sent_again(client):
    first = client.get("/guide/index.json")
    again = client.get("/guide/index.json", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/guide/index.json", headers={"if-none-match": first["ETag"], "accept-language": "sv"})
    assert other.status_code == 200
    assert other["ETag"] != first["ETag"]


def test_a_discreet_page_says_what_stays_in_the_history(client, answered):
    assert "<noscript>" not in asked(client, "knip").content.decode()
    answered.discreet = True
    answered.save()
    assert "<noscript>" in asked(client, "knip").content.decode()
