"""A nudge is posted to a program of the person's own, and whatever it says, nothing can be slipped in with it."""

import json
from email.header import decode_header, make_header
from uuid import UUID

import pytest
from django.utils import timezone, translation

from knipa.web.models import Channel, ChannelKind
from knipa.web.reminders import webhook
from knipa.web.reminders.message import Message
from knipa.web.reminders.outcome import Delivered, Failed, Why
from knipa.web.reminders.outgoing import allowed, idle, looked_up
from receivers import Receiver, answer

KEY = UUID("5f0c2d0e-6f0a-4b7e-9a53-0d4b6f1f7c11")
NOW = timezone.now()
TITLE = "Dags för din paus 🌿"
URL = "https://ntfy.example/anna"


@pytest.fixture(autouse=True)
def set_up(monkeypatch):
    monkeypatch.setattr(looked_up, "_kept", {})
    monkeypatch.setattr(looked_up, "_ask", lambda host, port: ["1.1.1.1"])
    with translation.override("en"):  # whatever a test before this one spoke
        yield
    idle.close_all()


@pytest.fixture
def program(settings):
    with Receiver(answer(200)) as receiver:
        settings.CALL_PRIVATE = allowed.read(f"127.0.0.1:{receiver.port}")
        receiver.url = f"http://127.0.0.1:{receiver.port}/anna?auth=x"
        yield receiver


def nudge(**more):
    told = {"title": TITLE, "body": "När det\npassar.", "start": "Börja", "later": "Senare", "done": "Gjort"}
    return Message(KEY, "session", "sv", **{**told, **more})


def channel(program, style):
    return Channel(kind=ChannelKind.WEBHOOK, told={"url": program.url, "style": style})


def heard(header):
    return str(make_header(decode_header(header)))


@pytest.mark.once
def test_a_program_gets_it_as_json(program, phones_come):
    assert webhook.deliver(channel(program, "json"), nudge()) == Delivered()
    [got] = program.got
    assert (got.line, got.headers["content-type"]) == ("POST /anna?auth=x HTTP/1.1", "application/json")
    assert json.loads(got.body) == {
        "key": str(KEY), "kind": "session", "title": TITLE, "body": "När det\npassar.",
        "opens": "https://knipa.example/today/",
    }  # fmt: skip
    assert got.headers["idempotency-key"] == str(KEY)


@pytest.mark.once
def test_ntfy_gets_it_as_ntfy_wants_it(program, phones_come):
    assert webhook.deliver(channel(program, "ntfy"), nudge()) == Delivered()
    [got] = program.got
    assert got.body.decode() == "När det\npassar."
    assert heard(got.headers["title"]) == TITLE
    assert got.headers["click"] == "https://knipa.example/today/"
    assert got.headers["idempotency-key"] == got.headers["x-sequence-id"] == str(KEY)


@pytest.mark.once
def test_without_an_address_of_our_own_nothing_is_to_click(program):
    webhook.deliver(channel(program, "ntfy"), nudge())
    webhook.deliver(channel(program, "json"), nudge())
    first, second = program.got
    assert "click" not in first.headers
    assert json.loads(second.body)["opens"] == "/today/"


@pytest.mark.once
@pytest.mark.parametrize(
    "title",
    [
        "A\r\nX-Evil: 1", "A\nX-Evil: 1", "A\r\n\r\nGET / HTTP/1.1", "A\x00B", "A\u2028X-Evil: 1",
        "=?UTF-8?B?WA==?=", "å" * 500,
    ],
)  # fmt: skip
def test_a_title_brings_no_header_with_it(program, title):
    assert webhook.deliver(channel(program, "ntfy"), nudge(title=title)) == Delivered()
    [got] = program.got
    assert "x-evil" not in got.headers
    assert heard(got.headers["title"]) == title


@pytest.mark.once
@pytest.mark.parametrize(
    ("said", "became"),
    [
        (answer(204), Delivered()),
        (answer(404), Failed(Why.REFUSED, "HTTP 404")),
        (answer(410), Failed(Why.GONE, "HTTP 410", gone=True)),
        (answer(429, "Retry-After: 60"), Failed(Why.BUSY, "HTTP 429", after_s=60)),
        (answer(302, "Location: https://knipa.example/"), Failed(Why.REFUSED, "HTTP 302")),
        (b"HTTP/1.1 500 secret\r\nContent-Length: 6\r\n\r\nsecret", Failed(Why.FAULTY, "HTTP 500")),
    ],
)
def test_what_the_program_says_is_what_became_of_it_and_no_word_more(program, said, became):
    program.answer = said
    assert webhook.deliver(channel(program, "json"), nudge()) == became


@pytest.mark.once
def test_a_program_that_is_allowed_no_more_is_not_called(program, settings):
    settings.CALL_PRIVATE = allowed.read("")
    assert webhook.deliver(channel(program, "json"), nudge()).why == Why.FORBIDDEN
    assert program.connections == 0


def test_an_address_is_kept_and_counts_at_once(person):
    added = webhook.add(person, {"url": URL, "style": "ntfy", "more": 1}, NOW)
    added.refresh_from_db()
    assert added.told == {"url": URL, "style": "ntfy"}
    assert [*person.channels.that_send()] == [added]


def test_the_same_address_again_is_the_same_program(person):
    first = webhook.add(person, {"url": URL, "style": "ntfy"}, NOW)
    second = webhook.add(person, {"url": URL, "style": "json"}, NOW)
    assert second.pk == first.pk
    assert person.channels.get().told["style"] == "json"
    webhook.take_away(second)
    assert not person.channels.exists()


def test_ten_programs_are_enough(person):
    for number in range(10):
        webhook.add(person, {"url": f"{URL}{number}", "style": "ntfy"}, NOW)
    with pytest.raises(ValueError, match="Take one away first"):
        webhook.add(person, {"url": URL, "style": "ntfy"}, NOW)
    assert person.channels.count() == 10


def test_a_private_address_is_refused_as_one_that_is_nowhere_is(person, monkeypatch):
    said = set()
    for found in (["10.0.0.1"], []):
        monkeypatch.setattr(looked_up, "_ask", lambda host, port, found=found: found)
        with pytest.raises(ValueError, match="We do not post there") as refusal:
            webhook.add(person, {"url": "https://db.inside.example/", "style": "json"}, NOW)
        said.add(str(refusal.value))
    assert len(said) == 1
    assert "\n" not in said.pop()


@pytest.mark.parametrize(
    "told",
    [
        {}, {"url": URL}, {"url": URL, "style": "xml"}, {"url": URL, "style": ["json"]}, {"style": "json"},
        {"url": None, "style": "json"}, {"url": "http://ntfy.example/", "style": "json"},
        {"url": "https://192.168.1.20/", "style": "json"}, {"url": "https://localhost/", "style": "ntfy"},
    ],
)  # fmt: skip
def test_what_is_not_to_be_posted_to_is_refused(person, told):
    with pytest.raises(
        ValueError, match=r"^(We do not post there|Choose how it is to be sent|Write the whole address)"
    ):
        webhook.add(person, told, NOW)
    assert not person.channels.exists()


@pytest.mark.parametrize(
    "url", ["hej", "ntfy.sh/abc", "ftp://ntfy.sh/abc", "//ntfy.sh/abc", "", "http://ntfy.sh/abc"]
)
def test_an_address_that_is_not_whole_is_answered_so(person, url):
    with pytest.raises(ValueError, match=r"^Write the whole address, with https:// first\.$"):
        webhook.add(person, {"url": url, "style": "ntfy"}, NOW)


@pytest.mark.parametrize(
    "url",
    ["https://ntfy.sh/påminnelse", "https://påminnelse.example/", "https://ntfy.sh/a b", 'https://ntfy.sh/"a"',
     "https://ntfy.sh/a\nX-Evil: 1", "https://ntfy.sh\\a"],
)  # fmt: skip
def test_signs_that_no_address_takes_are_answered_so(person, url):
    with pytest.raises(ValueError, match=r"^Use only a–z, digits and common signs in the address\.$"):
        webhook.add(person, {"url": url, "style": "ntfy"}, NOW)


def test_what_follows_a_hash_is_left_out(person):
    first = webhook.add(person, {"url": f"{URL}#påminnelse", "style": "ntfy"}, NOW)
    assert first.told["url"] == URL
    assert webhook.add(person, {"url": URL, "style": "ntfy"}, NOW).pk == first.pk


@pytest.mark.parametrize(
    "url", ["http://ntfy.home/", "http://10.0.0.9/", "http://ntfy.example/", "http://other.home/"]
)
def test_where_something_at_home_is_allowed_nothing_tells_what(person, settings, monkeypatch, url):
    monkeypatch.setattr(looked_up, "_ask", lambda host, port: [])
    settings.CALL_PRIVATE = allowed.read("ntfy.home")
    with pytest.raises(ValueError, match="We do not post there"):
        webhook.add(person, {"url": url, "style": "ntfy"}, NOW)


def test_what_the_operator_allows_may_be_at_home(person, program):
    assert webhook.add(person, {"url": program.url, "style": "json"}, NOW).pk
