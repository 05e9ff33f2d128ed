"""Whatever address a person types in, only the public internet is called, and inside only what the operator names."""

import threading

import pytest

from knipa.web.reminders.outcome import Failed, Why
from knipa.web.reminders.outgoing import allowed, looked_up, post, wire
from knipa.web.reminders.outgoing.destination import ForbiddenError, read
from knipa.web.reminders.outgoing.heard import outcome
from knipa.web.reminders.outgoing.post import Answered, NotAnswered
from receivers import Receiver, answer

pytestmark = pytest.mark.once


@pytest.fixture
def called(monkeypatch):
    """Where a packet would have gone; none does."""
    places = []

    def refuse(address, *arguments, **more):
        places.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(wire, "create_connection", refuse)
    return places


# --- it works, then it refuses


def test_it_posts_and_hears_the_answer(at_home):
    with Receiver() as receiver:
        said = post.post(at_home(receiver), b"hello", {"X-More": "yes"})
    assert said == Answered(201)
    [got] = receiver.got
    assert (got.line, got.body, got.headers["x-more"]) == ("POST /there?and=so HTTP/1.1", b"hello", "yes")
    assert got.headers["host"] == f"here.example:{receiver.port}"
    assert got.headers["user-agent"] == "nudge/1"


HOSTILE = [
    "http://push.example/",
    "ftp://push.example/",
    "dict://push.example:11211/",
    "gopher://push.example/",
    "//push.example/",
    "push.example",
    "",
    "https://",
    "https:///there",
    "https:push.example",
    "https:/push.example",
    "https://localhost/",
    "https://localhost./",
    "https://LOCALHOST:8443/",
    "https://router/",
    "https://push.example./",
    "https://push..example/",
    "https://.push.example/",
    "https://127.0.0.1/",
    "https://127.0.0.1:8443/",
    "https://127.1/",
    "https://127.0.1/",
    "https://2130706433/",
    "https://017700000001/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://127.0.0.01/",
    "https://1.2.3.4.5/",
    "https://push.0x1/",
    "https://0/",
    "https://0.0.0.0/",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://100.100.100.200/",
    "https://169.254.169.254/latest/meta-data/",
    "https://168.63.129.16/",
    "https://192.0.0.192/",
    "https://192.88.99.1/",
    "https://198.18.0.1/",
    "https://224.0.0.1/",
    "https://224.0.1.1/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:8.8.8.8]/",
    "https://[::127.0.0.1]/",
    "https://[2002:7f00:1::1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b::10.0.0.1]/",
    "https://[64:ff9b:1::1]/",
    "https://[2001:0:1::1]/",
    "https://[fe80::1]/",
    "https://[fe80::1%25eth0]/",
    "https://[fec0::1]/",
    "https://[fc00::1]/",
    "https://[fd00:ec2::254]/",
    "https://[ff02::1]/",
    "https://[ff0e::1]/",
    "https://[::1/",
    "https://::1/",
    "https://[127.0.0.1]/",
    "https://anna@push.example/",
    "https://anna:secret@push.example/",
    "https://push.example@127.0.0.1/",
    "https://@push.example/",
    "https://push.example\\@127.0.0.1/",
    "https://push.example#@127.0.0.1/",
    "https://push.example?@127.0.0.1/",
    "https://push.example/#there",
    "https://push。example/",
    "https://push．example/",
    "https://127。0。0。1/",
    "https://①②⑦.0.0.1/",
    "https://ⓛocalhost/",
    "https://påsk.example/",
    "https://push.example\t/",
    "https://push.example/\r\nX-Evil: 1",
    " https://push.example/",
    "https://push.example/ there",
    "https://push.example/\x00",
    "https://push%2eexample/",
    "https://push.example:0/",
    "https://push.example:22/",
    "https://push.example:25/",
    "https://push.example:80/",
    "https://push.example:65536/",
    "https://push.example:99999999/",
    "https://push.example:-1/",
    "https://push.example:4 43/",
    "https://push.example:٤٤٣/",
    "https://push.example:443:443/",
    "https://" + "a" * 64 + ".example/",
    "https://push.example/" + "a" * 2_000,
]


@pytest.mark.parametrize("url", HOSTILE, ids=ascii)
def test_a_hostile_address_is_called_by_nothing(url, called, resolver):
    asked = resolver(["1.1.1.1"])
    said = post.post(url, b"", {})
    assert isinstance(said, NotAnswered)
    assert said.why == Why.FORBIDDEN
    assert (called, asked) == ([], [])
    with pytest.raises(ForbiddenError):
        post.check(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://push.example",
        "https://Push.Example:443/there",
        "https://push.example:8443/a//b?c=d@e",
        "https://1.1.1.1/",
        "https://[2606:4700:4700::1111]/",
        "https://[64:ff9b::101:101]/",
    ],
)
def test_a_public_address_is_called(url, called, resolver):
    resolver(["1.1.1.1"])
    assert post.post(url, b"", {}).why == Why.UNREACHABLE
    assert len(called) == 1


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"],
        ["1.1.1.1", "127.0.0.1"],
        ["1.1.1.1", "2606:4700::1", "fd00::1"],
        ["::ffff:10.0.0.1"],
        ["fe80::1%eth0"],
        ["169.254.169.254"],
        [],
    ],
)
def test_a_name_is_called_only_if_all_it_leads_to_is_public(found, called, resolver):
    resolver(found)
    said = post.post("https://push.example/", b"", {})
    # the same for a private address as for none: nobody learns which names there are inside
    assert said == NotAnswered(Why.UNREACHABLE, "no public address")
    assert called == []


def test_a_name_that_changes_its_mind_is_called_where_it_was_checked(called, resolver, monkeypatch):
    asked = resolver(["1.1.1.1"], ["127.0.0.1"])
    post.post("https://push.example/", b"", {})
    post.post("https://push.example/", b"", {})
    assert called == [("1.1.1.1", 443)] * 2
    assert asked == ["push.example"]  # once; the system's resolver is never asked again for the connection
    monkeypatch.setattr(looked_up, "KEPT_S", 0)
    looked_up._kept.clear()
    assert post.post("https://push.example/", b"", {}).heard == "no public address"
    assert len(called) == 2


def test_the_next_of_a_names_addresses_is_tried_where_one_lets_nobody_in(called, resolver):
    resolver(["2606:4700::1", "1.1.1.1", "1.0.0.1", "9.9.9.9"])
    assert post.post("https://push.example/", b"", {}).heard == "no answer"
    assert [place[0] for place in called] == ["2606:4700::1", "1.1.1.1", "1.0.0.1"]


def test_a_resolver_that_never_answers_is_not_waited_for(called, monkeypatch):
    never = threading.Event()
    monkeypatch.setattr(looked_up, "_ask", lambda host, port: never.wait())
    monkeypatch.setattr(looked_up, "LONGEST_S", 0.05)
    assert post.post("https://push.example/", b"", {}).why == Why.UNREACHABLE
    never.set()
    assert called == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_a_refusal_and_not_followed(at_home, status):
    with Receiver() as inside:
        with Receiver(answer(status, f"Location: http://127.0.0.1:{inside.port}/")) as receiver:
            said = post.post(at_home(receiver), b"", {})
        assert said == Answered(status)
        assert outcome(said, ()) == Failed(Why.REFUSED, f"HTTP {status}")
    assert (len(receiver.got), inside.connections) == (1, 0)


def test_no_proxy_of_the_environment_is_used(at_home, monkeypatch):
    with Receiver() as proxy, Receiver() as receiver:
        for name in ("http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert post.post(at_home(receiver), b"", {}) == Answered(201)
    assert (proxy.connections, receiver.connections) == (0, 1)


# --- what the operator allows


@pytest.mark.parametrize(
    ("told", "url", "is_allowed"),
    [
        ("ntfy.home:8080", "http://ntfy.home:8080/x", True),
        ("ntfy.home:8080", "https://ntfy.home:8080/x", True),
        ("ntfy.home:8080", "http://ntfy.home:8081/x", False),
        ("ntfy.home:8080", "http://other.home:8080/x", False),
        ("ntfy.home:8080", "http://my.ntfy.home:8080/x", False),
        ("NTFY.home , ", "http://ntfy.HOME/x", True),
        ("ntfy", "http://ntfy:99/x", True),
        ("192.168.1.20", "http://192.168.1.20:8080/x", True),
        ("192.168.1.20", "http://192.168.1.21:8080/x", False),
        ("[fd00:0:0::5]:80", "http://[fd00::5]/x", True),
        ("fe80::1", "", None),
        ("127.0.0.1", "http://127.1/", False),
        ("", "http://127.0.0.1/", False),
        ("http://ntfy.home", "", None),
        ("ntfy.home:0", "", None),
        ("ntfy.home:99999", "", None),
        ("*.home", "", None),
        ("10.0.0.0/8", "", None),
        ("anna@ntfy.home", "", None),
        ("2130706433", "", None),
    ],
)
def test_exactly_what_is_named_may_be_private(told, url, is_allowed):
    if is_allowed is None:
        with pytest.raises(allowed.AllowedError, match="KNIPA_CALL_PRIVATE: expected") as refusal:
            allowed.read(told)
        assert "\n" not in str(refusal.value)
    elif is_allowed:
        assert read(url, allowed.read(told)).is_allowed
    else:
        with pytest.raises((ForbiddenError, looked_up.NotFoundError)):
            looked_up.addresses(read(url, allowed.read(told)))
