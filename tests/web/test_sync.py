"""What devices bring: every line is answered for, each event is kept once, and no other site may bring anything."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from at_once import at_once
from knipa.web import coach
from knipa.web.models import Account, LogLine

FELT = {"ease": "right", "contact": "clear", "let_go": True, "pain": False}
OTHER_FELT = {**FELT, "pain": True}


@pytest.fixture
def post(client):
    """`post(lines)`: send a batch as a device does; text is sent as it is."""

    def send(lines, **headers):
        body = (
            lines
            if isinstance(lines, str | bytes)
            else json.dumps({"format": "knipa.sync/1", "lines": lines})
        )
        return client.post("/api/v1/sync", body, content_type="application/json", headers=headers)

    return send


def told(answer):
    assert answer.status_code == 200, answer.content
    assert answer.json()["format"] == "knipa.synced/1"
    return [each["status"] for each in answer.json()["results"]]


def other(kind, **told):
    at = timezone.localtime().isoformat()
    return {"format": "knipa.log/1", "id": str(uuid4()), "kind": kind, "at": at, "source": "player", **told}


def test_it_works(post, answered, line):
    lines = [line(), other("check", signs=[]), other("moment", movement="cough")]
    answer = post(lines)
    assert told(answer) == ["kept"] * 3
    assert [each["id"] for each in answer.json()["results"]] == [each["id"] for each in lines]
    assert sorted(answered.log.values_list("kind", flat=True)) == ["check", "moment", "session"]


def test_the_same_batch_twice_is_one_history(post, answered, line):
    lines = [line(), line(), other("check", signs=[])]
    assert told(post(lines)) == ["kept"] * 3
    before = [*answered.log.values()]
    assert told(post(lines)) == ["known"] * 3
    assert [*answered.log.values()] == before


def test_one_event_twice_in_a_batch_is_one_row(post, answered, line):
    session = line()
    assert told(post([session, session | {"ended": "early"}])) == ["kept", "known"]
    assert answered.log.get().line["ended"] == "whole"


def test_a_bad_line_never_stops_the_others(post, answered, line):
    lines = [
        line(),
        line(position="flying"),
        "no line",
        None,
        line(colour="red"),
        line(at=(timezone.localtime() + timedelta(days=3)).isoformat()),
        line(at="1970-01-01T00:00:00+00:00"),
        {"format": "knipa.log/1"},
        line(),
    ]
    answer = post(lines)
    assert told(answer) == ["kept", *["refused"] * 7, "kept"]
    results = answer.json()["results"]
    assert "position" in results[1]["why"]
    assert results[2] == {"id": None, "status": "refused", "why": 'line: expected an object, got "no line"'}
    assert "no later than tomorrow" in results[5]["why"]
    assert "no earlier than" in results[6]["why"]
    assert LogLine.objects.count() == 2


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        ('"done":NaN', "done: expected a number, got NaN"),
        ('"done":[],"done":[]', "done: given twice"),
        (
            '"done":[{"exercise":"fast","reps":' + "9" * 5000 + ',"hold_s":2}]',
            "done[0].reps: a number with too many",
        ),
        ('"done":"\\ud800"', "done: expected whole characters"),
        ('"done":' + "[" * 5000 + "]" * 5000, "nested too deeply"),
    ],
)
def test_json_that_readers_disagree_on_is_refused_in_its_line_alone(post, answered, line, spoilt, why):
    bad = json.dumps({name: value for name, value in line().items() if name != "done"})[:-1] + f",{spoilt}}}"
    answer = post(f'{{"format":"knipa.sync/1","lines":[{bad},{json.dumps(line())}]}}')
    assert told(answer) == ["refused", "kept"]
    assert why in answer.json()["results"][0]["why"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (" ", 400),
        ("{", 400),
        ("[]", 400),
        ("[" * 100_000, 400),
        (b"\xff", 400),
        ('{"format":"knipa.sync/2","lines":[]}', 400),
        ('{"format":"knipa.sync/1"}', 400),
        ('{"format":"knipa.sync/1","lines":{}}', 400),
        ('{"format":"knipa.sync/1","lines":[],"also":1}', 400),
        ('{"format":"knipa.sync/1","lines":NaN}', 400),
        ('{"format":"knipa.sync/1","lines":[' + ",".join(["0"] * 501) + "]}", 413),
        (" " * 1_000_001, 413),
    ],
)
def test_what_is_no_batch_is_refused_in_one_sentence(post, answered, text, status):
    answer = post(text)
    assert answer.status_code == status
    assert len(answer.json()["why"].splitlines()) == 1


def test_an_empty_batch_is_answered(post, answered):
    assert told(post([])) == []


# --- how it felt


def test_how_it_felt_is_written_into_the_session_once_and_the_first_word_stands(post, answered, line):
    session = line()
    assert told(post([session])) == ["kept"]
    assert told(post([session | {"felt": FELT}])) == ["kept"]
    assert told(post([session | {"felt": FELT}, session | {"felt": OTHER_FELT}, session])) == ["known"] * 3
    assert answered.log.get().line["felt"] == FELT


def test_a_session_told_when_it_had_come_half_way_is_told_whole_later(post, answered, line):
    half = line(ended="early", done=[{"exercise": "strength", "reps": 2, "hold_s": 3}])
    whole = {**half, "ended": "whole", "done": [{"exercise": "strength", "reps": 10, "hold_s": 3}]}
    assert told(post([half])) == ["kept"]
    assert told(post([whole])) == ["kept"]
    assert told(post([half, whole])) == ["known", "known"]
    kept = answered.log.get().line
    assert (kept["ended"], kept["done"][0]["reps"]) == ("whole", 10)


def test_a_session_that_was_whole_or_has_been_felt_is_not_told_anew(post, answered, line):
    whole = line(done=[{"exercise": "strength", "reps": 2, "hold_s": 3}])
    felt = line(ended="early", done=[{"exercise": "strength", "reps": 2, "hold_s": 3}], felt=FELT)
    more = [{"exercise": "strength", "reps": 9, "hold_s": 3}]
    post([whole, felt])
    assert told(post([{**whole, "done": more}, {**felt, "done": more}])) == ["known", "known"]
    assert {row["done"][0]["reps"] for row in answered.log.values_list("line", flat=True)} == {2}


def test_a_session_and_its_feeling_in_one_batch(post, answered, line):
    session = line()
    assert told(post([session, session | {"felt": FELT}])) == ["kept", "kept"]
    assert answered.log.get().line["felt"] == FELT


def test_what_gave_trouble_comes_with_the_feeling(post, answered, line):
    moved = [
        {"exercise": "functional", "movement": name, "reps": 3, "hold_s": 5} for name in ("rise", "lift")
    ]
    session = line(done=moved)
    post([session])
    with_trouble = [{**moved[0], "trouble": False}, {**moved[1], "trouble": True}]
    assert told(post([session | {"done": with_trouble, "felt": FELT}])) == ["kept"]
    assert answered.log.get().line["done"] == with_trouble


def test_what_the_page_asked_first_stands(client, post, answered, line, send):
    session = line()
    client.post(send(session), {"ease": "hard", "contact": "faint", "let_go": "no", "pain": "no"})
    assert told(post([session | {"felt": FELT}])) == ["known"]
    assert answered.log.get().line["felt"]["ease"] == "hard"


# --- two devices


def test_two_devices_whose_clocks_are_hours_wrong_make_one_history(post, answered, line):
    now = timezone.localtime().replace(microsecond=0)
    slow = line(at=(now - timedelta(hours=7)).isoformat())
    fast = line(at=(now + timedelta(hours=5)).isoformat())
    assert told(post([fast])) == ["kept"]
    assert told(post([slow, fast])) == ["kept", "known"]
    kept = [str(each) for each in answered.log.values_list("event_id", flat=True)]
    assert kept == [slow["id"], fast["id"]]
    due = coach.due(answered, timezone.now(), "en")
    assert due.plan.today.done == sum(each["at"][:10] == now.isoformat()[:10] for each in (slow, fast))


def test_a_line_that_arrives_late_moves_what_was_worked_out_before(post, answered, line):
    coach.due(answered, timezone.now(), "en")
    late = line(at=(timezone.localtime() - timedelta(days=5)).isoformat(), felt=FELT)
    assert told(post([late])) == ["kept"]
    assert coach.due(
        answered, timezone.now(), "en"
    ).plan.progress.first_session == timezone.localdate() - timedelta(5)


def test_anothers_event_of_the_same_name_is_not_mine(post, answered, line, django_user_model):
    session = line()
    someone = django_user_model.objects.create_user("other")
    someone.log.create(
        event_id=session["id"], kind="session", on=timezone.localdate(), at=timezone.now(), line=session
    )
    assert told(post([session])) == ["kept"]
    assert LogLine.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_batch_at_the_same_moment_is_one_history(line):
    person = Account.only()
    coach.answer(
        person, {"found": True, "timezone": "Europe/Stockholm", "signs": [], "seen_for": []}, timezone.now()
    )
    lines = [line() for _ in range(10)]
    body = json.dumps({"format": "knipa.sync/1", "lines": [each | {"felt": FELT} for each in lines] + lines})

    def bring():
        answer = Client().post("/api/v1/sync", body, content_type="application/json")
        return answer.status_code, [each["status"] for each in answer.json()["results"]]

    statuses = at_once(4, bring)
    assert [status for status, _ in statuses] == [200] * 4
    assert sum(told.count("kept") for _, told in statuses) == 10
    assert person.log.count() == 10


def test_a_known_batch_costs_one_look_however_long(post, answered, line, django_assert_max_num_queries):
    lines = [line() for _ in range(40)]
    post(lines)
    with django_assert_max_num_queries(4):
        assert told(post(lines)) == ["known"] * 40


# --- from elsewhere


def test_another_persons_lines_are_not_taken(post, answered, line):
    assert post([line()], **{"x-knipa-owner": "somebody-elses"}).status_code == 409
    assert not LogLine.objects.exists()
    assert told(post([line()], **{"x-knipa-owner": answered.mark})) == ["kept"]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://testserver"},
        {"origin": "//testserver"},
        {"origin": "http://testserver.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
    ],
)
def test_a_page_of_another_site_is_refused(post, answered, line, headers):
    assert post([line()], **headers).status_code == 403
    assert not LogLine.objects.exists()


@pytest.mark.parametrize("headers", [{"origin": "http://testserver", "sec-fetch-site": "same-origin"}, {}])
def test_our_own_page_and_a_program_are_let_in(answered, line, headers):
    strict = Client(enforce_csrf_checks=True)
    body = json.dumps({"format": "knipa.sync/1", "lines": [line()]})
    assert told(strict.post("/api/v1/sync", body, content_type="application/json", headers=headers)) == [
        "kept"
    ]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_what_a_form_could_send_is_refused(client, answered, line, kind):
    body = json.dumps({"format": "knipa.sync/1", "lines": [line()]})
    assert client.generic("POST", "/api/v1/sync", body, content_type=kind).status_code == 415
    assert not LogLine.objects.exists()


def test_a_browser_that_asks_first_gets_no_leave(client, answered):
    answer = client.options("/api/v1/sync", headers={"origin": "https://evil.example"})
    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_another_machine_is_refused(client, answered, line):
    answer = client.post("/api/v1/sync", {}, content_type="application/json", REMOTE_ADDR="192.168.1.20")
    assert answer.status_code == 403
