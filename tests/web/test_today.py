"""Today: one thing to do, or the reason not to; and the question before each session."""

import pytest

from knipa.web import coach

FELT = {"ease": "right", "contact": "clear", "let_go": "yes", "pain": "no"}


def page(client):
    return client.get("/today/").content.decode()


def test_it_works(client, answered):
    told = page(client)
    assert "Strength squeeze" in told
    assert 'href="/train/"' in told  # signs were told a minute ago: nothing is asked twice


def test_without_answers_it_leads_to_the_start(client, person):
    assert client.get("/today/").url == "/"
    assert client.get("/safety/").url == "/"


def test_after_a_session_the_question_comes_before_the_next(client, answered, line, send):
    send(line())
    assert "Is anything new" in page(client)
    assert client.get("/train/").url == "/today/"
    assert client.post("/today/ready/", {"how": "same"}).url == "/train/"
    assert client.get("/train/").status_code == 200


@pytest.mark.parametrize(
    ("sign", "said"),
    [("fever", "The training waits"), ("saddle_numbness", "Ring 112"), ("blood_in_urine", "Ring 1177")],
)
def test_a_sign_stops_the_training_and_going_away_brings_it_back(client, answered, sign, said):
    assert client.post("/safety/", {"signs": [sign]}).url == "/today/"
    assert said in page(client)
    assert client.get("/train/").url == "/today/"
    assert "checked" in client.get("/safety/").content.decode()
    client.post("/safety/", {"none": "on"})
    assert "Strength squeeze" in page(client)


def test_a_sign_that_has_been_looked_at_is_no_hindrance(client, answered):
    client.post("/safety/", {"signs": ["blood_in_urine"], "seen_for": ["blood_in_urine"]})
    assert "Strength squeeze" in page(client)


def test_a_wrong_safety_form_says_so(client, answered):
    answer = client.post("/safety/", {})
    assert answer.status_code == 422
    assert "None of these" in answer.content.decode()


def test_pain_asks_otherwise_and_is_kept(client, answered, line, send):
    send(line(ended="pain"))
    assert "Nothing hurts today" in page(client)
    client.post("/today/ready/", {"how": "hurts"})
    assert coach.signs(answered) == {"pelvic_pain"}
    client.post("/today/ready/", {"how": "painless"})
    assert coach.signs(answered) == frozenset()


def test_an_unanswered_session_is_asked_for(client, answered, line, send):
    told = line()
    send(told)
    assert f"/train/{told['id']}/after/" in page(client)


def test_a_session_in_which_nothing_was_done_is_not_asked_about(client, answered, line, send):
    told = line(ended="early", done=[])
    send(told)
    assert told["id"] not in page(client)


def test_how_it_goes_is_kept(client, answered):
    assert client.post("/today/how/", {"how": "worse", "wants_help": "on"}).url == "/today/"
    kept = answered.log.get(kind="check").line
    assert (kept["worse"], kept["wants_help"], kept["satisfied"]) == (True, True, False)


def test_an_empty_word_on_how_it_goes_is_asked_again(client, answered):
    answer = client.post("/today/how/", {})
    assert answer.status_code == 422
    assert "Choose one of the answers" in answer.content.decode()
    assert not answered.log.exists()


def test_an_unknown_answer_to_the_question_changes_nothing(client, answered):
    assert client.post("/today/ready/", {"how": "maybe"}).url == "/today/"
    assert not answered.log.exists()


def test_enough_for_today(client, answered, line, send):
    for _ in range(3):
        send(line())
    assert "Done for today" in page(client)


def test_queries_do_not_grow_with_the_log(client, answered, line, send, django_assert_num_queries):
    page(client)
    for _ in range(2):
        send(line())
        with django_assert_num_queries(
            3
        ):  # the account and where it stood, its answers, the last days of its log
            page(client)


def test_a_long_session_may_be_done_in_two_minutes(client, strong):
    assert 'href="/train/?round=short"' in page(client)


def test_a_session_that_is_brief_already_is_offered_no_shorter(client, answered):
    assert "round=short" not in page(client)
    assert "Do the whole session" not in client.get("/train/?round=short").content.decode()


def test_the_question_before_it_leads_on_to_the_two_minutes(client, strong, line, send):
    send(line())
    assert 'formaction="/today/ready/?round=short"' in page(client)
    assert client.post("/today/ready/?round=short", {"how": "same"}).url == "/train/?round=short"
