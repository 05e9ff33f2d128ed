"""A browser says where it can be reached, once; nobody else's way can be asked after or taken away."""

import base64

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from knipa.web import clock, coach
from knipa.web.door import pairing
from knipa.web.models import Account, Channel
from knipa.web.reminders import push_keys
from knipa.web.reminders.outgoing import looked_up
from knipa.web.reminders.push_keys import Push

ENDPOINT = "https://push.example/send/abc"


@pytest.fixture(autouse=True)
def set_up(settings, monkeypatch):
    settings.PUSH = Push(push_keys.unwritten(push_keys.make()), "https://knipa.example")
    monkeypatch.setattr(looked_up, "_kept", {})
    monkeypatch.setattr(looked_up, "_ask", lambda host, port: ["1.1.1.1"])


def written(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def told(endpoint=ENDPOINT):
    """What a browser tells of its subscription."""
    point = (
        ec.generate_private_key(ec.SECP256R1())
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )
    return {"endpoint": endpoint, "p256dh": written(point), "auth": written(bytes(16))}


@pytest.fixture
def post(client):
    def send(path, told, **headers):
        return client.post(f"/api/v1/push{path}", told, content_type="application/json", headers=headers)

    return send


@pytest.fixture
def paired(by_phone, person):
    """A phone that may come in."""
    pairing.begin(person, clock.now())
    code = pairing.open_code(person, clock.now())
    by_phone.cookies["__Host-knipa_phone"] = pairing.claim(code, "android", clock.now())
    return by_phone


def standing(post, endpoint=ENDPOINT):
    return post("/standing", {"endpoint": endpoint}).json()["is"]


def test_it_works(post, person):
    assert standing(post) == "off"
    first, again = told(), told()
    assert post("", first).json() == post("", again).json() == {"is": "on"}
    assert person.channels.get().told == again
    assert standing(post) == "on"
    assert post("/away", {"endpoint": ENDPOINT}).json() == {"is": "off"}
    assert standing(post) == "off"
    assert not person.channels.exists()


def test_a_way_that_is_gone_is_to_be_subscribed_anew(post, person):
    post("", told())
    person.channels.get().fail("gone", clock.now(), gone=True)
    assert standing(post) == "gone"
    post("", told())
    assert standing(post) == "on"


def test_another_s_way_is_as_unknown_as_one_that_never_was(post, person):
    other = Account.objects.create_user("other")
    Channel.objects.create(account=other, kind="push", told=told(), made_at=clock.now())
    assert standing(post) == standing(post, "https://push.example/never") == "off"
    assert post("/away", {"endpoint": ENDPOINT}).json() == {"is": "off"}
    assert other.channels.exists()


@pytest.mark.parametrize(
    "spoilt",
    [{"endpoint": "http://10.0.0.1/"}, {"p256dh": "x"}, {"auth": 4}, {"also": "this"}, {"endpoint": ""}],
)
def test_what_cannot_be_used_is_refused_in_one_line(post, person, spoilt):
    answer = post("", {**told(), **spoilt})
    assert answer.status_code == 400
    assert "\n" not in answer.json()["why"]
    assert not person.channels.exists()


@pytest.mark.parametrize("path", ["", "/standing", "/away"])
def test_a_page_of_another_site_changes_nothing(post, person, path):
    post("", told())
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert post(path, told("https://push.example/evil"), **headers).status_code == 403
    assert [each.told["endpoint"] for each in person.channels.all()] == [ENDPOINT]


def test_without_keys_it_says_so(post, person, settings):
    settings.PUSH = None
    assert post("", told()).status_code == 409
    assert not person.channels.exists()


def test_a_paired_phone_s_way_goes_with_the_phone(paired, person):
    paired.post("/api/v1/push", told(), content_type="application/json")
    assert person.channels.get().phone == person.phones.get()


def test_the_page_of_reminders_and_a_phones_own_page_tell_the_key(client, paired, person, settings):
    coach.answer(person, {"found": True}, clock.now())
    key = push_keys.public(settings.PUSH.private)
    for page in (client.get("/reminders/"), paired.get("/phone/")):
        assert f'data-key="{key}" data-address="/api/v1/push"' in page.content.decode()
