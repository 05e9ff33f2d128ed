"""The check-in: does the squeeze feel right? The answer is kept, and leads to the self-checks and to care."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from knipa.web import coach
from knipa.web.models import Account
from states import answers, relax, train

ASKS = "Does the squeeze feel right?"


@pytest.fixture
def two_weeks(person):
    """Someone whose first session was two weeks ago."""
    return began(person, 14)


def began(person, days, **told):
    answers(person, **told)
    train(person, days)
    return person


def today(client):
    return client.get("/today/").content.decode()


def contacts(person):
    return [
        line["contact"]
        for line in person.log.filter(kind="check").values_list("line", flat=True)
        if "contact" in line
    ]


def test_it_works(client, two_weeks):
    assert ASKS in today(client)
    assert client.post("/technique/", {"contact": "clear"}).url == "/technique/?said=sure"
    assert "You feel it close" in client.get("/technique/?said=sure").content.decode()
    assert contacts(two_weeks) == ["clear"]
    assert ASKS not in today(client)


@pytest.mark.parametrize("days", [0, 13])
def test_before_the_second_week_nothing_is_asked(client, person, days):
    began(person, days)
    assert ASKS not in today(client)


def test_an_answer_is_asked_again_at_the_next_mark_and_not_before(client, two_weeks, monkeypatch):
    client.post("/technique/", {"contact": "faint"})
    start = timezone.now()
    asked = []
    for later in range(1, 15):
        monkeypatch.setattr("knipa.web.clock.now", lambda later=later: start + timedelta(days=later))
        asked.append(ASKS in today(client))
    assert asked == [False] * 13 + [True]


@pytest.mark.parametrize("contact", ["faint", "none"])
def test_who_is_not_sure_is_led_to_the_self_checks(client, two_weeks, contact):
    assert client.post("/technique/", {"contact": contact}).url == "/technique/?said=checks"
    told = client.get("/technique/?said=checks").content.decode()
    assert "Did you find it?" in told
    assert "fingertips" in told
    assert "Kneel and rest on your forearms" in told  # all fours, for who cannot find the muscles
    assert contacts(two_weeks) == [contact]


@pytest.mark.parametrize(
    ("anatomy", "said", "unsaid"),
    [
        ("vagina", "If you have a vagina", "If you have a penis"),
        ("penis", "If you have a penis", "If you have a vagina"),
    ],
)
def test_the_self_checks_are_those_of_ones_body(client, person, anatomy, said, unsaid):
    began(person, 14, anatomy=anatomy)
    told = client.get("/technique/").content.decode()
    assert said in told
    assert unsaid not in told


def test_no_position_is_suggested_that_one_cannot_take(client, person):
    began(person, 14, cannot=["all_fours"])
    told = client.get("/technique/").content.decode()
    assert "forearms" not in told
    assert "Sit on a chair" in told


def test_found_after_the_self_checks_is_kept_and_thanked(client, two_weeks):
    client.post("/technique/", {"contact": "none"})
    assert client.post("/technique/", {"contact": "clear", "looked": "on"}).url == "/technique/?said=sure"
    assert contacts(two_weeks) == ["none", "clear"]


def test_not_found_after_the_self_checks_leads_to_care_without_blame(client, two_weeks):
    assert client.post("/technique/", {"contact": "none", "looked": "on"}).url == "/technique/?said=help"
    told = client.get("/technique/?said=help").content.decode()
    assert 'href="/care/"' in told
    assert "/guide/seek-care/#contact" in told
    assert "it says nothing about you" in told
    assert "say that you cannot find the squeeze" in told


def test_the_answer_moves_no_dose(client, two_weeks):
    train(two_weeks, 1)
    before = coach.due(two_weeks, timezone.now(), "en").plan.doses
    client.post("/technique/", {"contact": "none"})
    assert coach.due(two_weeks, timezone.now() + timedelta(days=1), "en").plan.doses == before


def test_where_one_may_not_squeeze_nothing_is_asked_and_nothing_is_to_be_felt_for(client, two_weeks):
    coach.answer(two_weeks, {"signs": ["pelvic_pain"], "seen_for": []}, timezone.now())
    assert ASKS not in today(client)
    assert client.get("/technique/").url == "/today/"


@pytest.mark.parametrize("told", [{}, {"contact": "perhaps"}])
def test_an_answer_that_is_none_changes_nothing(client, two_weeks, told):
    assert client.post("/technique/", told).url == "/technique/"
    assert contacts(two_weeks) == []


def test_a_form_from_elsewhere_is_refused(two_weeks):
    assert Client(enforce_csrf_checks=True).post("/technique/", {"contact": "clear"}).status_code == 403
    assert contacts(two_weeks) == []


def test_without_answers_it_leads_to_the_start(client, person):
    assert client.get("/technique/").url == "/"
    client.post("/technique/", {"contact": "clear"})
    assert not person.log.exists()


def test_a_page_that_is_kept_for_later_has_no_question_that_a_device_could_not_keep(client, two_weeks):
    told = client.get("/offline/ahead.json").json()
    assert ASKS in today(client)
    assert not [page for page in told["html"].values() if ASKS in page]


def test_the_question_costs_no_query(client, two_weeks, django_assert_num_queries):
    today(client)
    assert ASKS in today(client)
    with django_assert_num_queries(3):
        today(client)
    client.post("/technique/", {"contact": "clear"})
    today(client)
    with django_assert_num_queries(3):
        assert ASKS not in today(client)


def test_what_was_answered_long_ago_is_remembered_where_the_log_is_no_longer_read(
    client, two_weeks, monkeypatch
):
    client.post("/technique/", {"contact": "clear"})
    then = timezone.now() + timedelta(days=5)
    monkeypatch.setattr("knipa.web.clock.now", lambda: then)
    today(client)  # where the person stands is kept
    account = Account.only()
    assert account.snapshot.course["technique_on"] == timezone.localdate().isoformat()
    assert ASKS not in today(client)


def test_who_may_not_squeeze_by_now_is_not_told_to_go_on(client, two_weeks):
    goes_on = "go on as before"
    assert goes_on in client.get("/technique/?said=help").content.decode()
    relax(two_weeks)
    page = client.get("/technique/?said=help").content.decode()
    assert "Who to ask" in page
    assert goes_on not in page
