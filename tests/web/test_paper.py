"""On paper: what the plan asks is what is printed, and what may not be done is not."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from knipa.web import coach
from knipa.web.models import Account
from states import (
    answers,
    care_now,
    care_soon,
    enough,
    gentle,
    go,
    on,
    paused,
    relax,
    rest,
    train,
    unasked,
    wait,
)

SAYS_WHAT_IT_IS = re.compile(r"pelvi|squeez|train|floor|leak|strength|muscle|knip|exercis", re.IGNORECASE)
DOSE = re.compile(r"\d+ × \d+ s|\d+ × breathe|as long as you can|\d+ breaths")


def live(state):
    account = Account.only()
    state(account)
    return account


def printed(client, address):
    """What is on the paper, without the page around it."""
    page = client.get(address).content.decode()
    return re.sub(r"\s+", " ", re.search(r"<article.*</article>", page, re.DOTALL)[0])


def card(client, kind):
    return printed(client, f"/paper/mirror/?as={kind}")


def week(client):
    return printed(client, "/paper/week/")


def rows(told):
    """Each day: how many boxes are asked for, how many more one may, and what is said instead."""
    found = re.findall(r'<tr><th scope="row">[^<]+</th>(.*?)</tr>', told)
    return [
        (
            row.count("paper-box paper-due"),
            row.count("paper-box paper-spare"),
            *re.findall(r'<td colspan="5">([^<]*)</td>', row),
        )
        for row in found
    ]


def test_it_works(client, answered):
    chooser = client.get("/paper/").content.decode()
    for address in ("/paper/mirror/?as=neutral", "/paper/mirror/?as=plain", "/paper/week/"):
        assert f'href="{address}"' in chooser
        assert "<article" in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/today/", "/programme/"])
def test_it_is_reached_from_today_and_from_the_programme(client, answered, address):
    assert 'href="/paper/"' in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/paper/", "/paper/mirror/", "/paper/week/"])
def test_without_answers_it_leads_to_the_start(client, person, address):
    assert client.get(address).url == "/"


@pytest.mark.parametrize("address", ["/paper/", "/paper/mirror/?as=plain", "/paper/week/"])
def test_it_asks_the_database_no_more_than_today_does(client, answered, address, django_assert_num_queries):
    client.get(address)
    with django_assert_num_queries(3):
        client.get(address)


@pytest.mark.parametrize("state", [unasked, go, gentle, relax, rest, paused, wait, care_now])
def test_the_neutral_card_tells_a_guest_nothing(client, db, state):
    live(state)
    told = re.sub(r"<[^>]+>", " ", card(client, "neutral"))
    assert told.strip()
    assert not SAYS_WHAT_IT_IS.search(told)
    assert "<title>A card – Knipa</title>" in client.get("/paper/mirror/?as=neutral").content.decode()


def test_a_card_of_no_known_kind_is_the_neutral_one(client, answered):
    assert card(client, "loud") == card(client, "neutral")
    assert printed(client, "/paper/mirror/") == card(client, "neutral")


def test_the_neutral_card_has_a_circle_for_each_round_of_a_day(client, db):
    live(go)
    told = card(client, "neutral")
    assert re.findall(r"<li>(\d)</li>", told) == ["1", "2", "3"]
    assert "three times a day" in told


def test_who_trains_some_days_a_week_has_one_circle_and_is_told_so(client, db):
    live(rest)
    told = card(client, "neutral")
    assert re.findall(r"<li>(\d)</li>", told) == ["1"]
    assert "3 days a week" in told


def test_the_plain_card_tells_the_doses_of_today(client, db):
    live(go)
    told = card(client, "plain")
    for _, dose in coach.due(Account.only(), timezone.now(), "en").doses:
        assert (f"aim {dose.hold_s} s" if dose.open else f"{dose.reps} × {dose.hold_s} s") in told
    assert "Squeeze in movement: coughing" in told
    assert "Squeeze first, then cough" in told
    for said in ("Standing", "1–3 rounds a day", "Breathe", "Let go", "If it hurts"):
        assert said in told


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (unasked, "Finding squeeze"),
        (gentle, "never so that it hurts"),
        (relax, "Do not squeeze now"),
        (rest, "Strength squeeze"),  # the card hangs there on other days, too
        (paused, "Strength squeeze"),
    ],
)
def test_each_state_has_its_own_plain_card(client, db, state, said):
    live(state)
    assert said in card(client, "plain")


@pytest.mark.parametrize("state", [wait, care_now, care_soon])
def test_who_may_not_train_gets_no_exercise_on_any_paper(client, db, state):
    live(state)
    because = coach.due(Account.only(), timezone.now(), "en").told["clearance"]["because"][0]["text"]
    for told in (card(client, "plain"), week(client)):
        assert because in told
        assert not DOSE.search(told)
        assert "paper-box" not in told
    assert "The training waits just now" in client.get("/paper/").content.decode()
    assert "<li>" not in card(client, "neutral")


def test_who_only_relaxes_is_given_nothing_to_squeeze(client, db):
    live(relax)
    for told in (card(client, "plain"), week(client)):
        assert "Calm breathing" in told
        assert not re.search(r"(?:Strength|Quick|Endurance|Finding|Circulation) squeeze", told)


def test_seven_days_have_the_boxes_that_the_plan_asks_for(client, db):
    live(unasked)  # finding: three rounds a day
    assert rows(week(client)) == [(3, 0)] * 7


def test_what_may_be_done_beyond_what_is_asked_is_dotted(client, answered):
    told = week(client)
    assert rows(told) == [(1, 2)] * 7
    assert "dotted" in told


def test_what_is_done_today_is_not_asked_for_again(client, answered, line, send):
    send(line())
    assert rows(week(client)) == [(0, 2), *[(1, 2)] * 6]


def test_a_day_that_has_enough_says_so(client, db):
    live(enough)
    assert rows(week(client)) == [(0, 0, "Done for today"), *[(1, 2)] * 6]


def test_days_of_rest_stay_days_of_rest(client, db):
    live(rest)  # at most three days of seven; trained 6, 4 and 2 days ago
    told = week(client)
    assert rows(told)[0] == (0, 0, "Rest")
    ahead = [number for number, day in enumerate(rows(told)) if day[0]]
    for number in ahead:
        assert sum(number - 7 < day < number for day in (-6, -4, -2, *ahead)) < 3
    assert len(ahead) == 3
    assert "at most 3 of seven" in told


def test_days_of_training_are_spread_over_the_week(client, db):
    account = Account.only()
    answers(account, satisfied=True)
    train(account, 3)
    assert [day[0] for day in rows(week(client))] == [1, 0, 1, 0, 1, 0, 0]


def test_a_pause_is_seen_and_ends(client, db):
    live(paused)  # five days more
    days = rows(week(client))
    assert days[:6] == [(0, 0, "Pause")] * 6
    assert days[6] == (1, 2)


def test_a_week_of_nothing_but_pause_says_why(client, db):
    answers(Account.only(), pauses=[{"from": on(0), "to": on(20), "why": "travel"}])
    told = week(client)
    assert rows(told) == [(0, 0, "Pause")] * 7
    assert "You are taking a break" in told
    assert not DOSE.search(told)


def test_from_the_day_of_an_operation_nothing_is_asked(client, db):
    answers(Account.only(), events=[{"kind": "surgery", "operation": "prolapse", "on": on(4)}])
    told = week(client)
    assert rows(told)[3] == (1, 2)
    assert rows(told)[4:] == [(0, 0, "The training waits")] * 3
    before, _, after = told.partition("The training waits")
    assert "Strength squeeze" in before
    assert not DOSE.search(after.partition("<table")[0])


def test_a_week_of_ticks_moves_no_dose_on_paper(client, answered):
    told = week(client)
    assert told.count("Strength squeeze") == 1  # one part: all seven days ask the same


def test_printing_keeps_nothing(client, answered):
    for address in ("/paper/", "/paper/mirror/?as=plain", "/paper/week/"):
        client.get(address)
    assert not answered.log.exists()
    assert coach.due(answered, timezone.now() + timedelta(1), "en").plan.today.done == 0


@pytest.mark.parametrize("state", [go, wait, relax])
def test_whom_to_ring_is_on_the_paper(client, db, state):
    live(state)
    told = week(client)
    for said in ("112", "1177", "New weakness in a leg"):
        assert said in told


def test_another_language_keeps_the_card(client, answered):
    assert (
        'name="next" value="/paper/mirror/?as=plain"'
        in client.get("/paper/mirror/?as=plain").content.decode()
    )
