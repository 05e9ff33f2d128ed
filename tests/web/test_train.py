"""Following a session: it is kept before the answer, kept once, and told how it felt once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knipa.web import coach
from knipa.web.models import LogLine
from knipa.web.pages.train.forms import Felt

FELT = {"ease": "right", "contact": "clear", "let_go": "yes", "pain": "no"}


def test_it_works(client, answered, line, send):
    page = client.get("/train/").content.decode()
    assert 'id="sheet"' in page
    assert 'id="words"' in page
    told = line()
    assert client.post(send(told), FELT | {"tired": "yes"}).url == "/today/"
    kept = answered.log.get().line
    assert kept["felt"] == {"ease": "right", "contact": "clear", "let_go": True, "pain": False, "tired": True}


def test_the_same_event_twice_is_one_row_and_the_same_answer(client, answered, line, send):
    told = line()
    assert send(told) == send(told | {"ended": "early"})
    assert answered.log.get().line["ended"] == "whole"


def test_how_it_felt_is_written_once(client, answered, line, send):
    after = send(line())
    client.post(after, FELT)
    assert "already said" in client.post(after, FELT | {"pain": "yes"}).content.decode()
    assert answered.log.get().line["felt"]["pain"] is False


def test_pain_leads_to_a_kind_page_and_to_letting_go(client, answered, line, send):
    page = client.get(send(line(ended="pain"))).content.decode()
    assert "Thank you for stopping" in page
    assert "breaths" in client.get("/today/").content.decode()


def test_an_empty_after_says_what_is_missing(client, answered, line, send):
    answer = client.post(send(line()), {"ease": "hard"})
    assert answer.status_code == 422
    assert "Choose one of the answers" in answer.content.decode()
    assert "felt" not in answered.log.get().line


def test_trouble_is_kept_by_movement(client, answered, line, send):
    moved = [
        {"exercise": "functional", "movement": name, "reps": 3, "hold_s": 5} for name in ("rise", "lift")
    ]
    client.post(send(line(done=moved)), FELT | {"troubled": ["lift"]})
    assert [each["trouble"] for each in answered.log.get().line["done"]] == [False, True]


def test_without_javascript_the_table_does(client, answered):
    event_id = client.get("/train/").context["event_id"]
    first = client.post("/train/by-table/", {"id": event_id, "ended": "whole"})
    again = client.post("/train/by-table/", {"id": event_id, "ended": "whole"})
    assert first.url == again.url == f"/train/{event_id}/after/"
    kept = answered.log.get().line
    assert [each["exercise"] for each in kept["done"]] == ["strength", "fast", "endurance"]
    assert kept["source"] == "paper"


def test_a_table_without_an_id_changes_nothing(client, answered):
    assert client.post("/train/by-table/", {"ended": "whole"}).url == "/train/"
    assert not LogLine.objects.exists()


def test_another_accounts_session_is_not_there(client, answered, line, django_user_model):
    told = line()
    other = django_user_model.objects.create_user("other")
    other.log.create(
        event_id=told["id"], kind="session", on=timezone.localdate(), at=timezone.now(), line=told
    )
    assert client.get(f"/train/{told['id']}/after/").status_code == 404
    assert "How did your last session feel" not in client.get("/today/").content.decode()


def test_two_accounts_may_have_the_same_event(client, answered, line, send, django_user_model):
    told = line()
    other = django_user_model.objects.create_user("other")
    other.log.create(
        event_id=told["id"], kind="session", on=timezone.localdate(), at=timezone.now(), line=told
    )
    send(told)
    assert LogLine.objects.count() == 2


# --- what the player asks by itself, also without a network


def test_the_train_page_brings_every_question_in_the_words_of_the_form(client, answered):
    page = client.get("/train/").content.decode()
    for name, field in Felt.of_any_session().fields.items():
        assert f'data-question="{name}"' in page
        assert str(field.label) in page
        assert all(f'data-answer="{value}"' in page for value, _label in field.choices)


def test_the_kind_word_is_on_the_page_before_anything_hurts(client, answered):
    assert "Thank you for stopping" in client.get("/train/").content.decode()


@pytest.mark.parametrize(
    ("held", "hurts"),
    [
        ([], "pelvic_pain"),
        (["wound_sore"], "pelvic_pain wound_sore"),
        (["pain_on_squeeze"], "pain_on_squeeze"),
    ],
)
def test_pain_told_without_the_rest_forgets_no_other_sign(client, person, held, hurts):
    told = {"found": True, "timezone": "Europe/Stockholm", "signs": held, "seen_for": []}
    coach.answer(person, told, timezone.now() - timedelta(minutes=1))
    assert f'data-hurts="{hurts}"' in client.get("/train/").content.decode()


def test_the_latest_check_says_which_signs_hold(client, answered):
    coach.ready(answered, "hurts", timezone.now())
    assert 'data-hurts="pelvic_pain"' in client.get("/train/").content.decode()
    coach.ready(answered, "painless", timezone.now())
    assert coach.due(answered, timezone.now(), "en").facts.signs == frozenset()
