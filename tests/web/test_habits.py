"""Habits on today: the week planned against done, marks and offers, an easy way back, the squeeze in life."""

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from knipa.web import clock, coach
from knipa.web.models import Account, Wished
from knipa.web.templatetags.nudging import silenced_by_fewer_days
from nudged import wish

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
KNOWS = {"found": True, "timezone": "Europe/Stockholm", "signs": [], "seen_for": []}
AT_TARGETS = {"hold_s": 6, "reps": 10, "fast_reps": 10, "endurance_s": 60, "measured_on": "2026-03-01"}
FELT = {"ease": "right", "contact": "clear", "let_go": True, "pain": False}


@pytest.fixture
def at(monkeypatch):
    """`at(3)`: it is nine in the morning, three days after the first Monday."""

    def come_to(number):
        moment = MONDAY + timedelta(days=number)
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    come_to(0)
    return come_to


@pytest.fixture
def knows(person, at):
    coach.answer(person, KNOWS, MONDAY - timedelta(minutes=1))
    return person


def train(account, *days, **felt):
    for number in days:
        moment = MONDAY + timedelta(days=number)
        coach.ready(account, "same", moment)
        line = coach.log_by_table(account, uuid4(), "whole", moment, "en")
        coach.feel(account, line.event_id, FELT | felt, [])


def page(client):
    return client.get("/today/").content.decode()


def dots(account, at):
    return [day.kind for day in coach.due(account, at, "en").week]


# --- the week, and how regularly one trains


def test_a_planned_day_without_a_session_is_told_calmly_beside_what_was_done(client, knows, at):
    train(knows, 7, 9)
    now = at(10)
    assert dots(knows, now) == ["trained", "none", "trained", "now", "ahead", "ahead", "ahead"]
    told = page(client)
    assert "Tuesday: no session" in told
    assert "Friday: still to come" in told


def test_days_before_the_beginning_were_not_planned(client, knows, at):
    train(knows, 2)
    assert dots(knows, at(3)) == ["free", "free", "trained", "now", "ahead", "ahead", "ahead"]
    assert "Monday: nothing planned" in page(client)


def test_wishes_name_the_planned_days(knows, at):
    train(knows, 0)
    told = {"format": "knipa.wishes/1", "timezone": "Europe/Stockholm"}
    wishes = [{"at": "07:30", "days": ["mon", "thu"]}, {"at": "19:00", "days": ["sat"]}]
    Wished.objects.create(account=knows, told={**told, "wishes": wishes})
    assert dots(Account.only(), at(1)) == ["trained", "now", "free", "ahead", "free", "ahead", "free"]


def test_the_count_stands_on_the_page_from_the_second_week(client, knows, at):
    train(knows, *range(6))
    at(6)
    assert "planned days" not in page(client)
    at(8)
    assert "You have trained on 6 of the last 8 planned days." in page(client)


def test_who_trained_little_hears_only_what_was_done(client, knows, at):
    train(knows, 0, 5)
    at(20)
    told = page(client)
    assert "Days with training in the last four weeks: 2." in told
    assert "planned days" not in told


def test_today_asks_the_database_no_more_for_it(client, knows, at, django_assert_num_queries):
    train(knows, *range(8))
    at(9)
    page(client)
    with django_assert_num_queries(3):
        page(client)


# --- marks of time


def test_two_months_are_told_of_honestly(client, knows, at):
    train(knows, 0, 58)
    at(61)  # 2 May
    told = page(client)
    assert "Two months have passed" in told
    assert "not everyone" in told
    at(75)
    assert "Two months have passed" not in page(client)


# --- offers


@pytest.fixture
def strong(knows, at):
    """Three sure rounds at every target."""
    coach.answer(knows, {"capacity": AT_TARGETS}, MONDAY - timedelta(minutes=1))
    train(knows, 0, 1, 2)
    at(3)
    return knows


def rhythm(account, at):
    return coach.due(account, at, "en").plan.rhythm.days_per_week.min


def test_fewer_days_are_offered_and_chosen(client, strong, at):
    assert "Fewer days a week?" in page(client)
    assert rhythm(strong, at(3)) == 7
    assert client.post("/today/offer/", {"answer": "stronger"}).url == "/today/"
    assert "Fewer days a week?" not in page(client)
    train(strong, 4)
    assert rhythm(strong, at(5)) == 3


def test_not_yet_changes_nothing_and_is_not_asked_again_for_a_while(client, strong, at):
    client.post("/today/offer/", {"answer": "not_stronger"})
    train(strong, *range(3, 31))
    at(30)
    assert "Fewer days a week?" not in page(client)
    assert rhythm(strong, at(31)) == 7
    assert "Does the squeeze feel right?" in page(client)  # one question at a time
    coach.technique(strong, "clear", at(31))
    assert "Fewer days a week?" in page(client)


@pytest.mark.parametrize(
    ("wished", "also", "is_told"),
    [
        ({"at": "07:30"}, [], True),
        ({"at": "07:30"}, ["soft"], True),
        ({"at": "07:30"}, ["keeping_on"], False),
        ({"after": "have had my coffee"}, [], False),
    ],
)
def test_before_fewer_days_are_chosen_it_is_said_that_reminders_are_silent_then(
    client, strong, wished, also, is_told
):
    wish(strong, wished, also=also)
    told = page(client)
    assert "Fewer days a week?" in told
    assert ("Your reminders are then silent" in told) is is_told


def test_who_wishes_no_reminders_hears_nothing_of_them_and_nothing_is_asked(
    client, strong, django_assert_num_queries
):
    assert "Your reminders" not in page(client)
    request = SimpleNamespace(user=Account.only())
    with django_assert_num_queries(0):
        assert not silenced_by_fewer_days({"request": request})


def test_keeping_what_is_reached_is_offered_and_chosen(client, strong, at):
    coach.how_it_goes(strong, {"stronger": True}, MONDAY - timedelta(days=30))
    assert "Keep what you have reached?" in page(client)
    client.post("/today/offer/", {"answer": "satisfied"})
    assert rhythm(strong, at(4)) == 1


def test_not_yet_satisfied_leaves_the_rest_as_it_was(client, strong, at):
    coach.how_it_goes(strong, {"stronger": True}, MONDAY - timedelta(days=30))
    client.post("/today/offer/", {"answer": "not_satisfied"})
    assert rhythm(strong, at(4)) == 3  # still stronger


def test_an_unknown_answer_to_an_offer_changes_nothing(client, strong):
    before = strong.log.count()
    assert client.post("/today/offer/", {"answer": "perhaps"}).url == "/today/"
    assert strong.log.count() == before


def test_a_page_that_is_kept_for_later_offers_nothing(client, strong):
    kept = client.get("/offline/ahead.json").json()
    assert not any("Fewer days a week?" in html for html in kept["html"].values())


# --- coming back


def test_who_comes_back_is_welcomed_without_a_count_and_two_minutes_come_first(client, strong, at):
    at(11)
    told = page(client)
    assert "Welcome back" in told
    assert "9 days" not in told
    assert told.index("Nothing new – two minutes") < told.index("Nothing new – the whole session")


def test_what_was_eased_is_said_instead(client, strong, at):
    at(25)
    told = page(client)
    assert "Welcome back. You start a little lighter" in told
    assert told.count("Welcome back") == 1


def test_after_a_few_days_nothing_is_made_of_it(client, strong, at):
    at(6)
    assert "Welcome back" not in page(client)


def test_asked_already_the_two_minutes_still_come_first(client, strong, at):
    coach.ready(strong, "same", at(11))
    told = page(client)
    assert told.index("?round=short") < told.index("The whole session")


# --- the squeeze in life (R24, R28)


def moments(account):
    return [line.line["movement"] for line in account.log.filter(kind="moment")]


def test_one_tap_keeps_it_and_the_week_counts_it(client, knows):
    assert "I squeezed first when I" in page(client)
    for movement in ("rise", "cough"):
        assert client.post("/today/moment/", {"id": uuid4(), "movement": movement}).status_code == 302
    assert sorted(moments(knows)) == ["cough", "rise"]
    assert "2 times this week" in page(client)


def test_a_second_press_of_the_same_page_tells_nothing_new(client, knows):
    told = {"id": uuid4(), "movement": "rise"}
    assert client.post("/today/moment/", told).url == client.post("/today/moment/", told).url
    assert moments(knows) == ["rise"]


def test_a_slip_is_taken_back(client, knows):
    answer = client.post("/today/moment/", {"id": uuid4(), "movement": "rise"}, follow=True)
    told = answer.content.decode()
    assert "1 time this week" in told
    client.post("/today/moment/", {"back": answer.request["QUERY_STRING"].removeprefix("told=")})
    assert moments(knows) == []
    assert "this week</p>" not in page(client)


def test_nothing_else_can_be_taken_back(client, knows, at):
    train(knows, 0)
    for line in knows.log.all():
        client.post("/today/moment/", {"back": line.event_id})
    assert knows.log.filter(kind="session").count() == 1
    old = uuid4()
    coach.squeezed_first(knows, old, "rise", MONDAY)
    at(3)
    client.post("/today/moment/", {"back": old})
    assert moments(knows) == ["rise"]


def test_only_what_was_told_just_now_may_be_taken_back_by_the_page(client, knows):
    for told in (uuid4(), "nothing"):
        assert 'name="back" value="" hidden' in client.get(f"/today/?told={told}").content.decode()
    kept = client.post("/today/moment/", {"id": uuid4(), "movement": "rise"}, follow=True).content.decode()
    assert 'name="back" value="" hidden' not in kept


@pytest.mark.parametrize(
    "told", [{}, {"movement": "rise"}, {"id": "x", "movement": "rise"}, {"id": str(UUID(int=7))}]
)
def test_what_is_no_squeeze_is_not_kept(client, knows, told):
    assert client.post("/today/moment/", told).url == "/today/#moments"
    told = {"id": uuid4(), "movement": "fly"}
    client.post("/today/moment/", told)
    assert moments(knows) == []


def test_a_phone_brings_them_when_it_is_online_again(client, knows):
    line = {
        "format": "knipa.log/1",
        "id": str(uuid4()),
        "kind": "moment",
        "source": "player",
        "movement": "lift",
    }
    batch = {"format": "knipa.sync/1", "lines": [{**line, "at": "2026-03-02T09:30:00+01:00"}]}
    for status in ("kept", "known"):
        answer = client.post("/api/v1/sync", json.dumps(batch), content_type="application/json")
        assert answer.json()["results"][0]["status"] == status
    assert "1 time this week" in page(client)


def test_earlier_days_of_the_week_are_counted_and_last_week_is_not(client, knows, at):
    for number in (0, 6, 7, 9, 9):
        coach.squeezed_first(knows, uuid4(), "rise", MONDAY + timedelta(days=number))
    at(11)
    assert "3 times this week" in page(client)


def test_it_is_no_session_and_never_a_dose(client, knows):
    before = coach.due(knows, clock.now(), "en").plan
    client.post("/today/moment/", {"id": uuid4(), "movement": "cough"})
    assert coach.due(knows, clock.now(), "en").plan == before


def test_before_the_squeeze_is_found_it_is_not_asked_for(client, person):
    coach.answer(person, {**KNOWS, "found": False}, timezone.now() - timedelta(minutes=1))
    assert "I squeezed first" not in page(client)


def test_a_page_that_is_kept_has_room_for_an_id_of_its_own(client, knows):
    kept = client.get("/offline/ahead.json").json()
    first = kept["html"][kept["days"][0]["today"][0]]
    assert 'name="id" value="00000000-0000-0000-0000-000000000000"' in first
