"""What a phone carries for the coming days: the pages as they would be, made again only when something has changed."""

import gzip
import json
import re
from datetime import timedelta

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knipa.web import coach
from knipa.web.models import Account

ADDRESS = "/offline/ahead.json"
MOST_BYTES = 120_000  # compressed; two weeks of pages, fetched once a change (our choice)


@pytest.fixture
def ahead(client):
    return lambda **headers: client.get(ADDRESS, headers=headers).json()


def bare(page):
    """A page without what is new in it each time, and without the picture that the session's own page carries."""
    page = re.sub(r"<figure.*?</figure>", "", page, flags=re.DOTALL)
    return re.sub(r'(csrfmiddlewaretoken|name="id)" value="[\w-]+"', r"\1", page)


def today(told, day=0, done=0):
    return told["html"][told["days"][day]["today"][done]]


def test_it_works(ahead, answered):
    told = ahead()
    days = [day["on"] for day in told["days"]]
    assert days == [str(timezone.localdate() + timedelta(day)) for day in range(15)]
    assert told["owner"] == answered.mark
    for day in told["days"]:
        assert 'id="sheet"' in told["html"][day["train"]]
    assert "112" in told["html"][told["pages"]["/care/"]]
    assert "older than two weeks" in told["html"][told["pages"]["old"]]


def test_drills_and_the_two_minute_round_are_carried_too(ahead, answered):
    told = ahead()
    assert {"/now/", "/now/urge/", "/now/knack/", "/now/let-go/"} <= told["pages"].keys()
    for day in told["days"]:
        if day["short"]:
            assert '"round": "short"' in told["html"][day["short"]]


def test_before_the_first_answers_there_is_no_day_but_care_is_there(ahead, person):
    told = ahead()
    assert told["days"] == []
    assert {"/care/", "unreachable"} <= told["pages"].keys()


def test_todays_page_is_the_one_that_the_server_shows(client, ahead, answered):
    assert bare(today(ahead())) == bare(client.get("/today/").content.decode())


def test_the_train_page_is_the_one_that_the_server_shows(client, ahead, answered):
    told, page = ahead(), client.get("/train/").content.decode()
    assert bare(told["html"][told["days"][0]["train"]]) == bare(page)


def test_each_round_of_today_has_its_page_and_the_last_says_enough(ahead, answered):
    told = ahead()
    day = told["days"][0]
    assert len(day["today"]) == day["left"] + 1
    assert "1 done today" in today(told, done=1)
    assert "Done for today" in today(told, done=-1)
    assert "How did your last session feel" not in today(told, done=1)
    assert "Is anything new" in today(told, done=1)


def test_after_pain_every_day_only_lets_go(ahead, answered):
    told = ahead()
    for day in told["days"]:
        assert "It still hurts" in told["html"][day["hurt"]["today"]]
        assert '"exercise": "strength"' not in told["html"][day["hurt"]["train"]]


def test_the_day_itself_is_as_it_was_foretold(ahead, answered, monkeypatch):
    told = ahead()
    then = timezone.now() + timedelta(days=3)
    monkeypatch.setattr("knipa.web.clock.now", lambda: then)
    assert bare(today(told, day=3)) == bare(Client().get("/today/").content.decode())


def test_looking_ahead_changes_nothing(ahead, answered):
    before = coach.due(answered, timezone.now(), "en").told
    ahead()
    assert coach.due(Account.only(), timezone.now(), "en").told == before


def test_where_one_seeks_care_no_session_is_carried(client, ahead, answered):
    coach.answer(answered, {"signs": ["saddle_numbness"], "seen_for": []}, timezone.now())
    told = ahead()
    assert not any(day["train"] or day["hurt"]["train"] for day in told["days"])
    assert "Seek care now" in today(told)


def test_the_answers_before_a_session_are_told_as_signs(ahead, answered):
    assert ahead()["ready"] == {"same": [], "painless": [], "hurts": ["pelvic_pain"]}


def test_nothing_is_rendered_when_nothing_has_changed(client, answered):
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("what", ["line", "answer", "theme", "language", "day", "cookie"])
def test_whatever_the_pages_depend_on_makes_them_anew(client, answered, line, send, monkeypatch, what):
    etag = client.get(ADDRESS)["ETag"]
    headers = {"if-none-match": etag}
    if what == "line":
        send(line())
    elif what == "answer":
        coach.answer(answered, {"satisfied": True}, timezone.now())
    elif what == "theme":
        Account.objects.update(theme="dark")
    elif what == "language":
        headers["accept-language"] = "sv"
    elif what == "day":
        tomorrow = timezone.now() + timedelta(days=1)
        monkeypatch.setattr("knipa.web.clock.now", lambda: tomorrow)
    else:
        client.cookies.clear()
    assert client.get(ADDRESS, headers=headers).status_code == 200


def test_queries_do_not_grow_with_days_or_log(client, answered, line, send):
    client.get(ADDRESS)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(ADDRESS)
    for _ in range(5):
        send(line())
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as many:
        client.get(ADDRESS)
    assert len(many) == len(few) <= 24


def test_two_weeks_are_small_on_their_way(client, answered):
    assert len(gzip.compress(client.get(ADDRESS).content)) < MOST_BYTES


@pytest.mark.parametrize("accepted", ["gzip, deflate, br, zstd", "br"])
def test_what_understands_brotli_gets_less_still(client, answered, accepted):
    plain = client.get(ADDRESS, headers={"accept-encoding": "identity"})
    small = client.get(ADDRESS, headers={"accept-encoding": accepted})
    assert small["Content-Encoding"] == "br"
    whole = brotli.decompress(small.content)
    assert json.loads(whole).keys() == plain.json().keys()
    assert len(whole) == len(plain.content)  # the same but for the form's token, which is masked anew
    assert len(small.content) < len(gzip.compress(plain.content)) * 0.8


def test_another_machine_gets_nothing(client, answered):
    assert client.get(ADDRESS, REMOTE_ADDR="192.168.1.20").status_code == 403


# --- the worker itself


def test_the_worker_lies_at_the_root_and_is_asked_for_each_time(client, person):
    answer = client.get("/worker.js")
    assert answer["Content-Type"] == "text/javascript"
    assert answer["Cache-Control"] == "private, no-store"
    text = answer.content.decode()
    assert text.startswith('self.KNIPA = {"version": "')
    assert "import" not in re.sub(r"\"[^\"]*\"|`[^`]*`", "", text)


def test_a_page_names_its_owner_and_its_bar_waits_hidden(client, answered):
    page = client.get("/today/").content.decode()
    assert f'data-owner="{answered.mark}"' in page
    assert re.search(r'<section class="offline" id="offline"[^>]* hidden ', page)


def test_the_owner_is_another_in_another_house(answered, django_user_model):
    other = django_user_model.objects.create_user("other")
    mark, other.pk, other.date_joined = (
        answered.mark,
        answered.pk,
        answered.date_joined + timedelta(seconds=1),
    )
    assert mark != other.mark
    assert mark == Account.objects.get(pk=answered.pk).mark
