"""A nudge reaches a browser through a push service that cannot read it, and a browser that is gone is let go."""

import base64
import json
import subprocess
import time
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone

from at_once import at_once
from judges import judge, node
from knipa.web.models import Account, Channel, ChannelKind, Device, Phone
from knipa.web.reminders import push_keys, web_push
from knipa.web.reminders.message import Message
from knipa.web.reminders.outcome import Delivered, Failed, Why
from knipa.web.reminders.outgoing import allowed, idle, looked_up
from knipa.web.reminders.push_keys import Push
from receivers import Receiver, answer

KEY = UUID("5f0c2d0e-6f0a-4b7e-9a53-0d4b6f1f7c11")
NOW = timezone.now()
NUDGE = Message(
    KEY, "session", "sv", "Dags för din paus 🌿", "När det passar.", "Börja", "Senare", "Redan gjort"
)
REFUSED = "This browser cannot be reached with what it told us."
PUSH = Push(push_keys.unwritten(push_keys.make()), "https://knipa.example:8443")


@pytest.fixture(autouse=True)
def set_up(settings, monkeypatch):
    settings.PUSH = PUSH
    monkeypatch.setattr(web_push, "_tokens", {})
    monkeypatch.setattr(looked_up, "_kept", {})
    monkeypatch.setattr(looked_up, "_ask", lambda host, port: ["1.1.1.1"])
    yield
    idle.close_all()


class Browser:
    """What a browser keeps to itself, and what it tells."""

    def __init__(self, endpoint="https://push.example/send/abc"):
        self.key = ec.generate_private_key(ec.SECP256R1())
        public = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        self.auth = base64.urlsafe_b64encode(b"sixteen bytes ok").rstrip(b"=").decode()
        self.told = {"endpoint": endpoint, "p256dh": push_keys.written(public), "auth": self.auth}

    def channel(self, **more):
        return Channel(kind=ChannelKind.PUSH, told={**self.told, **more})

    def private(self):
        return push_keys.written(self.key.private_numbers().private_value.to_bytes(32))


@pytest.fixture
def service(settings):
    with Receiver() as receiver:
        settings.CALL_PRIVATE = allowed.read(f"127.0.0.1:{receiver.port}")
        receiver.endpoint = f"http://127.0.0.1:{receiver.port}/send/abc"
        yield receiver


@pytest.fixture
def other(db):
    return Account.objects.create(username="other", password="!")


# --- delivery


@pytest.mark.once
def test_an_independent_browser_reads_what_the_push_service_was_given(service):
    browser = Browser(service.endpoint)
    assert web_push.deliver(browser.channel(), NUDGE) == Delivered()
    [got] = service.got
    asked = {
        "modules": str(judge("http_ece", "1.2.1")),
        "body": push_keys.written(got.body),
        "browser": browser.private(),
        "auth": browser.auth,
        "authorization": got.headers["authorization"],
    }
    program = Path(__file__).with_name("push.judge.mjs")
    read = json.loads(
        subprocess.run(
            [node(), program], input=json.dumps(asked).encode(), capture_output=True, check=True
        ).stdout
    )
    assert json.loads(read["payload"]) == {
        "key": str(KEY), "kind": "session", "title": "Dags för din paus 🌿", "body": "När det passar.",
        "opens": "/today/", "start": "Börja", "later": "Senare", "done": "Redan gjort", "lang": "sv", "dir": "ltr",
    }  # fmt: skip
    assert read["is_ours"]
    assert read["point"] == push_keys.public(PUSH.private)
    assert read["header"] == {"typ": "JWT", "alg": "ES256"}
    assert read["claims"]["aud"] == service.endpoint.removesuffix("/send/abc")
    assert read["claims"]["sub"] == "https://knipa.example:8443"
    assert 3600 < read["claims"]["exp"] - time.time() <= 24 * 3600


@pytest.mark.once
def test_the_push_service_learns_when_it_is_stale_and_what_it_replaces_and_nothing_else(service):
    web_push.deliver(Browser(service.endpoint).channel(), NUDGE)
    [got] = service.got
    assert got.line == "POST /send/abc HTTP/1.1"
    assert (got.headers["ttl"], got.headers["urgency"]) == ("3600", "high")
    assert got.headers["content-encoding"] == "aes128gcm"
    assert push_keys.unwritten(got.headers["topic"]) == KEY.bytes
    assert len(got.headers["topic"]) <= 32
    assert b"paus" not in got.body
    assert str(KEY) not in str(got.headers)


@pytest.mark.once
def test_a_push_of_one_kind_is_as_long_as_of_another(service):
    longer = Message(KEY, "weekly", "sv", "Dags för din paus", "x" * 90, "Börja", "Senare", "Redan gjort")
    browser = Browser(service.endpoint).channel()
    web_push.deliver(browser, NUDGE)
    web_push.deliver(browser, longer)
    first, second = service.got
    assert len(first.body) == len(second.body) < 4096
    assert first.body != second.body


@pytest.mark.once
def test_who_we_are_is_signed_once_for_each_service_and_again_in_time(monkeypatch):
    signed = []
    monkeypatch.setattr(
        web_push, "_signed", lambda origin, push, until: signed.append((origin, until)) or origin
    )
    for origin, at in [
        ("https://a", 0),
        ("https://a", 9 * 3600),
        ("https://b", 0),
        ("https://a", 11.5 * 3600),
    ]:
        assert web_push._token(origin, PUSH, 1_000_000 + at) == origin
    first, second = (1_000_000 + hours * 3600 for hours in (12, 23.5))
    assert signed == [("https://a", first), ("https://b", first), ("https://a", second)]


@pytest.mark.once
@pytest.mark.parametrize(
    ("said", "became"),
    [
        (answer(200), Delivered()),
        (answer(202), Delivered()),
        (answer(404), Failed(Why.GONE, "HTTP 404", gone=True)),
        (answer(410), Failed(Why.GONE, "HTTP 410", gone=True)),
        (answer(429, "Retry-After: 300"), Failed(Why.BUSY, "HTTP 429", after_s=300)),
        (answer(503), Failed(Why.BUSY, "HTTP 503")),
        (answer(400), Failed(Why.REFUSED, "HTTP 400")),
        (answer(403), Failed(Why.REFUSED, "HTTP 403")),
        (answer(413), Failed(Why.REFUSED, "HTTP 413")),
        (answer(307, "Location: http://127.0.0.1/"), Failed(Why.REFUSED, "HTTP 307")),
    ],
)
def test_what_the_push_service_says_is_what_became_of_it(service, said, became):
    service.answer = said
    assert web_push.deliver(Browser(service.endpoint).channel(), NUDGE) == became


@pytest.mark.once
def test_an_endpoint_that_leads_inside_by_now_is_not_called(service, settings):
    settings.CALL_PRIVATE = allowed.read("")
    inside = Browser(service.endpoint.replace("http:", "https:")).channel()
    for channel in (Browser(service.endpoint).channel(), inside):
        assert web_push.deliver(channel, NUDGE).why == Why.FORBIDDEN
    assert service.connections == 0


@pytest.mark.once
def test_without_a_key_nothing_is_sent(service, settings):
    settings.PUSH = None
    assert web_push.deliver(Browser(service.endpoint).channel(), NUDGE) == Failed(Why.NOT_SET_UP)
    assert service.connections == 0


# --- browsers come and go


def test_a_browser_is_kept_with_what_it_told_and_nothing_more(person):
    phone = Phone.objects.create(account=person, device=Device.IPHONE, paired_at=NOW, seen_on=NOW.date())
    told = Browser().told
    channel = web_push.add(person, phone, {**told, "expirationTime": None}, NOW)
    channel.refresh_from_db()
    assert (channel.told, channel.kind, channel.phone) == (told, "push", phone)
    assert (channel.made_at, channel.confirmed_at) == (NOW, NOW)
    assert [*person.channels.that_send()] == [channel]
    phone.delete()  # signed out: it is reminded of nothing any more
    assert not Channel.objects.exists()


def test_the_same_browser_again_is_the_same_channel_with_its_new_keys(person):
    first = web_push.add(person, None, Browser().told, NOW)
    first.fail("gone", NOW, gone=True)
    again = Browser().told
    second = web_push.add(person, None, again, NOW)
    assert second.pk == first.pk
    second.refresh_from_db()
    assert (second.told, second.gone_at, second.failures) == (again, None, 0)


def test_a_browser_taken_away_may_come_back(person):
    told = Browser().told
    web_push.take_away(web_push.add(person, None, told, NOW))
    assert not Channel.objects.exists()
    assert web_push.add(person, None, told, NOW).pk


def test_someone_elses_browser_is_refused_as_one_that_is_nobodys_is(person, other):
    web_push.add(other, None, Browser().told, NOW)
    with pytest.raises(ValueError, match=REFUSED) as taken:
        web_push.add(person, None, Browser().told, NOW)
    with pytest.raises(ValueError, match=REFUSED) as unknown:
        web_push.add(person, None, Browser("https://10.0.0.1/").told, NOW)
    assert str(taken.value) == str(unknown.value)
    assert Channel.objects.get().account == other


def test_ten_browsers_are_enough(person, other):
    for number in range(10):
        web_push.add(person, None, Browser(f"https://push.example/{number}").told, NOW)
    with pytest.raises(ValueError, match="Take one away first"):
        web_push.add(person, None, Browser().told, NOW)
    assert person.channels.count() == 10
    web_push.add(person, None, Browser("https://push.example/3").told, NOW)  # one of them, again
    web_push.add(other, None, Browser().told, NOW)
    person.channels.first().fail("gone", NOW, gone=True)
    assert web_push.add(person, None, Browser("https://push.example/more").told, NOW)


@pytest.mark.django_db(transaction=True)
def test_a_browser_that_tells_it_twice_at_once_is_one(transactional_db):
    account, told = Account.only(), Browser().told
    given = at_once(4, lambda: web_push.add(account, None, told, NOW).pk)
    assert len(set(given)) == Channel.objects.count() == 1


OFF_THE_CURVE = push_keys.written(b"\x04" + b"\x01" * 64)


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://push.example/"},
        {"endpoint": "https://127.0.0.1/"},
        {"endpoint": "https://push.example/" + "a" * 2_000},
        {"endpoint": None},
        {"endpoint": 7},
        {"endpoint": ["https://push.example/"]},
        {"p256dh": ""},
        {"p256dh": "A" * 87},
        {"p256dh": OFF_THE_CURVE},
        {"p256dh": "not base64url!"},
        {"p256dh": "A" * 1_000_000},
        {"p256dh": None},
        {"auth": "c2hvcnQ"},
        {"auth": ""},
        {"auth": "A" * 24},
        {"auth": {}},
    ],
    ids=lambda wrong: str(wrong)[:40],
)
def test_what_a_browser_cannot_have_told_is_refused_in_one_line(person, wrong):
    with pytest.raises(ValueError, match=REFUSED) as refusal:
        web_push.add(person, None, {**Browser().told, **wrong}, NOW)
    assert "\n" not in str(refusal.value)
    assert not Channel.objects.exists()


@pytest.mark.parametrize("missing", ["endpoint", "p256dh", "auth"])
def test_what_a_browser_left_out_is_refused(person, missing):
    told = Browser().told
    del told[missing]
    with pytest.raises(ValueError, match=REFUSED):
        web_push.add(person, None, told, NOW)
