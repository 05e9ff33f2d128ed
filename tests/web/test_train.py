"""Following a session: it is kept before the answer, kept once, and told how it felt once."""

import json
import re

from django.utils import timezone

from knipa.web import coach
from knipa.web.models import LogLine

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


def sheet(client, address):
    told = client.get(address).content.decode()
    return json.loads(re.search(r'<script id="sheet" type="application/json">(.*?)</script>', told)[1])


def test_two_minutes_are_the_same_session_with_fewer_of_each(client, strong):
    whole, short = sheet(client, "/train/"), sheet(client, "/train/?round=short")
    assert (short["round"], "round" in whole) == ("short", False)
    assert short["duration_ms"] <= 120_000 < whole["duration_ms"]
    assert short["digest"] != whole["digest"]
    exercises = [list(dict.fromkeys(cue["exercise"] for cue in each["cues"])) for each in (whole, short)]
    assert exercises[0] == exercises[1]
    told = client.get("/train/?round=short").content.decode()
    assert "It counts as a session" in told
    assert 'href="/train/">Do the whole session instead' in told


def test_two_minutes_count_as_a_session_of_the_day(client, strong, line, send):
    send(line(round="short", done=[{"exercise": "strength", "reps": 4, "hold_s": 6}]))
    assert strong.log.get(kind="session").line["round"] == "short"
    due = coach.due(strong, timezone.now(), "en")
    assert due.plan.today.done == 1
    assert [day.kind for day in due.week if day.today] == ["trained"]


def test_two_minutes_by_the_table_are_kept_as_what_they_were(client, strong):
    answer = client.get("/train/?round=short")
    assert '<input type="hidden" name="round" value="short">' in answer.content.decode()
    event_id = answer.context["event_id"]
    client.post("/train/by-table/", {"id": event_id, "ended": "whole", "round": "short"})
    kept = strong.log.get(kind="session").line
    assert kept["round"] == "short"
    assert [each["reps"] for each in kept["done"]] == [4, 6, 1]


def test_an_unknown_round_by_the_table_changes_nothing(client, strong):
    told = {"id": client.get("/train/").context["event_id"], "ended": "whole", "round": "half"}
    assert client.post("/train/by-table/", told).url == "/train/"
    assert not strong.log.filter(kind="session").exists()
