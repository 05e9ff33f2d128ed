"""A pause: ill, travelling; nothing is lost, and one may come back at any time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knipa.web import coach
from knipa.web.models import Answers


def on(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def pauses(account):
    return coach.latest(account).get("pauses", [])


def due(account):
    return coach.due(account, timezone.now(), "en")


def test_it_works(client, answered):
    assert client.post("/pause/", {"why": "ill", "length": "3"}).url == "/today/"
    assert pauses(answered) == [{"from": on(0), "to": on(2), "why": "ill"}]
    assert due(answered).state == "rest"
    assert due(answered).paused_until == timezone.localdate() + timedelta(days=2)
    assert "You have a pause up to and including" in client.get("/pause/").content.decode()


def test_nobody_needs_to_say_why(client, answered):
    client.post("/pause/", {"length": "3"})
    assert pauses(answered) == [{"from": on(0), "to": on(2), "why": "other"}]


def test_one_comes_back_before_it_ends(client, answered):
    client.post("/pause/", {"why": "travel", "length": "14"})
    assert client.post("/pause/", {"back": "on"}).url == "/today/"
    assert pauses(answered) == []
    assert due(answered).state == "go"


def test_a_pause_that_has_lasted_is_remembered_up_to_yesterday(client, answered):
    coach.answer(answered, {"pauses": [{"from": on(-5), "to": on(3), "why": "ill"}]}, timezone.now())
    client.post("/pause/", {"back": "on"})
    assert pauses(answered) == [{"from": on(-5), "to": on(-1), "why": "ill"}]


def test_it_may_lie_ahead_and_be_taken_away(client, answered):
    client.post("/pause/", {"why": "travel", "length": "until", "first": on(5), "last": on(20)})
    assert due(answered).state == "go"
    assert "You have planned a pause" in client.get("/pause/").content.decode()
    client.post("/pause/", {"back": "on"})
    assert pauses(answered) == []


def test_a_new_pause_takes_the_place_of_the_one_that_is(client, answered):
    coach.answer(answered, {"pauses": [{"from": on(-2), "to": on(9), "why": "ill"}]}, timezone.now())
    client.post("/pause/", {"why": "ill", "length": "until", "last": on(1)})
    assert pauses(answered) == [
        {"from": on(-2), "to": on(-1), "why": "ill"},
        {"from": on(0), "to": on(1), "why": "ill"},
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose one of the answers"),
        ({"why": "ill", "length": "until"}, "Choose the last day"),
        ({"why": "ill", "length": "until", "last": "2020-01-01"}, "after the first one"),
        ({"why": "ill", "length": "until", "last": "2999-01-01"}, "after the first one"),
        ({"why": "ill", "length": "3", "first": "2020-01-01"}, "Choose today or a day within a year"),
        ({"why": "ill", "length": "3", "first": "32 May"}, "Write the date as"),
        ({"why": "fun", "length": "3"}, "Choose one of the answers"),
    ],
)
def test_a_wrong_pause_says_what_to_change_and_keeps_nothing(client, answered, typed, said):
    answer = client.post("/pause/", typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Answers.objects.count() == 1


def test_without_answers_it_leads_to_the_start(client, person):
    assert client.get("/pause/").url == "/"
