"""Two minutes: the same session with fewer of each, kept as what it was, and counted."""

import json
import re

from django.utils import timezone

from knipa.web import coach


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
