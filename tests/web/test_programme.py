"""The programme: where one is, what comes, what has changed and why, how long it takes."""

import re

import pytest

from knipa.web.models import Account
from states import answers, go, new, rest, train, unasked, wait


def page(client):
    return " ".join(client.get("/programme/").content.decode().split())


def live(state):
    account = Account.only()
    state(account)
    return account


def here(told):
    return re.search(r'aria-current="step"><h3>([^<]+)', told)[1]


def test_it_works(client, db):
    live(go)  # four weeks of training, all targets but endurance reached
    told = page(client)
    assert here(told) == "Squeezing in movement"
    assert "What you have built" in told
    assert "goal 60 s" in told or "the goal is reached" in told
    assert "usually noticed from here" in told


def test_someone_who_looks_for_the_squeeze_has_it_all_ahead(client, db):
    live(unasked)
    told = page(client)
    assert here(told) == "Finding the squeeze"
    assert "Building up: in 3 training days at the earliest" in told
    assert "What you have built" not in told
    assert "Nothing yet" in told


def test_one_day_is_told_as_one(client, db):
    account = Account.only()
    answers(account, found=False)
    for days_ago in (3, 2):
        train(account, days_ago, ease="easy")
    assert "Building up: in 1 training day at the earliest" in page(client)


def test_what_has_changed_stands_with_its_day_and_reason_newest_first(client, db):
    live(go)
    told = page(client)
    days = re.findall(r'<time datetime="([\d-]+)">', told)
    assert days == sorted(days, reverse=True)
    assert "The strength squeezes have gone up a step" in told
    assert "Earlier" in told


def test_who_keeps_it_has_arrived(client, db):
    live(rest)
    told = page(client)
    assert here(told) == "Keeping your strength"
    assert "at the earliest" not in told
    assert "One round a day, 1–3 days a week." in told


def test_nobody_is_promised_a_stage_that_their_body_does_not_do(client, db):
    account = Account.only()
    answers(account, cannot=["standing"])
    train(account, 1)
    told = page(client)
    assert here(told) == "Building up"
    assert "Training upright" not in told
    assert "Squeezing in movement" not in told
    assert "Keeping your strength" in told


def test_while_the_training_waits_the_way_is_still_there(client, db):
    live(wait)
    told = page(client)
    assert "Just now the training waits" in told
    assert "The way, when you train again" in told
    assert "at the earliest" not in told


def test_it_is_honest_about_time(client, db):
    live(unasked)
    told = page(client)
    for said in ("about two months", "up to half a year", "sometimes training alone is not enough"):
        assert said in told


def test_without_answers_it_leads_to_the_start(client, db):
    live(new)
    assert client.get("/programme/").url == "/"


@pytest.mark.parametrize("more", [0, 30])
def test_queries_do_not_grow_with_the_log(client, db, django_assert_num_queries, more):
    account = live(go)
    for number in range(more):
        train(account, 60 + number)
    page(client)
    with django_assert_num_queries(3):
        page(client)
