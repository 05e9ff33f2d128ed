"""Whatever address a person types in, only the public internet is called, once, and not for long."""

import socket
import threading
import time
from contextlib import suppress

import pytest

from knipa.web.reminders.outcome import Delivered, Failed, Why
from knipa.web.reminders.outgoing import allowed, idle, looked_up, post, wire
from knipa.web.reminders.outgoing.destination import ForbiddenError, read
from knipa.web.reminders.outgoing.heard import outcome, wait_s
from knipa.web.reminders.outgoing.post import Answered, NotAnswered
from receivers import CREATED, Authority, Receiver, answer

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(looked_up, "_kept", {})
    wire._trusted.cache_clear()
    yield
    idle.close_all()
    wire._trusted.cache_clear()


@pytest.fixture
def resolver(monkeypatch):
    """`resolver(["1.1.1.1"], ["127.0.0.1"])`: what a name leads to, the first time it is asked and each time after."""
    asked = []

    def lead_to(*answers):
        def ask(host, port):
            asked.append(host)
            return list(answers[min(len(asked), len(answers)) - 1])

        monkeypatch.setattr(looked_up, "_ask", ask)
        return asked

    return lead_to


@pytest.fixture
def called(monkeypatch):
    """Where a packet would have gone; none does."""
    places = []

    def refuse(address, *arguments, **more):
        places.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(wire, "create_connection", refuse)
    return places


@pytest.fixture
def at_home(settings, resolver):
    """`at_home(receiver)`: its address by a name that the operator allows."""
    resolver(["127.0.0.1"])

    def allow(receiver, name="here.example"):
        settings.CALL_PRIVATE = allowed.read(f"{name}:{receiver.port}")
        scheme = "https" if receiver.tls else "http"
        return f"{scheme}://{name}:{receiver.port}/there?and=so"

    return allow


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    return authority


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


SLOPPY = [
    b"HTTP/1.1 200 OK\nContent-Length: 0\n\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nnot a header\r\n\r\n",
]


@pytest.mark.parametrize("said", SLOPPY)
def test_a_program_at_home_that_says_yes_sloppily_has_taken_it(at_home, said):
    with Receiver(said) as receiver:
        assert [post.post(at_home(receiver), b"", {}) for _ in range(2)] == [Answered(200)] * 2
    assert receiver.connections == 2  # and what it says next is not believed


# --- certificates


def test_the_certificate_is_that_of_the_name_although_a_number_is_called(at_home, trusted):
    with Receiver(tls=trusted.server("here.example")) as receiver:
        assert post.post(at_home(receiver), b"", {}) == Answered(201)
    assert receiver.got[0].headers["host"] == f"here.example:{receiver.port}"


def test_a_certificate_of_another_name_is_refused(at_home, trusted):
    with Receiver(tls=trusted.server("elsewhere.example")) as receiver:
        said = post.post(at_home(receiver), b"secret", {})
    assert said == NotAnswered(Why.UNREACHABLE, "no valid certificate")
    assert receiver.got == []


def test_a_certificate_of_nobody_we_trust_is_refused(at_home, authority):
    with Receiver(tls=authority.server("here.example")) as receiver:
        assert post.post(at_home(receiver), b"secret", {}).heard == "no valid certificate"
    assert receiver.got == []


def test_a_server_that_does_not_encrypt_gets_nothing(at_home):
    with Receiver() as receiver:
        url = at_home(receiver).replace("http://", "https://")
        assert isinstance(post.post(url, b"secret", {}), NotAnswered)
    assert all(b"secret" not in got.body and "secret" not in got.line for got in receiver.got)


# --- time and size


def drip(first, each, pause_s):
    def talk(connection):
        connection.sendall(first)
        while True:
            connection.sendall(each)
            time.sleep(pause_s)

    return talk


@pytest.mark.parametrize("encrypted", [False, True])
@pytest.mark.parametrize(
    "first", [b"HTTP/1.1 201 ", b"HTTP/1.1 201 O\r\nX-Slow: ", b"HTTP/1.1 100 O\r\n\r\nHTTP/1.1 201 "]
)
def test_a_server_that_drips_is_left_when_the_time_is_over(at_home, trusted, monkeypatch, first, encrypted):
    monkeypatch.setattr(post, "WHOLE_S", 0.4)  # each drop comes well within it; all of them never would
    tls = trusted.server("here.example") if encrypted else None
    with Receiver(drip(first, b"H", 0.05), tls) as receiver:
        said = post.post(at_home(receiver), b"", {})
    assert said == NotAnswered(Why.UNREACHABLE, "took too long")


def test_a_body_that_drips_does_not_undo_the_answer(at_home, monkeypatch):
    monkeypatch.setattr(post, "REST_S", 0.2)
    head = b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
    with Receiver(drip(head, b"1\r\nx\r\n", 0.05)) as receiver:
        assert post.post(at_home(receiver), b"", {}) == Answered(201)


def test_a_silent_server_is_left(at_home, monkeypatch):
    monkeypatch.setattr(post, "WHOLE_S", 0.3)
    with Receiver(lambda connection: time.sleep(5)) as receiver:
        assert post.post(at_home(receiver), b"", {}).heard == "took too long"


def test_a_server_that_never_begins_to_encrypt_is_left(at_home, trusted, monkeypatch):
    monkeypatch.setattr(post, "CONNECT_S", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        receiver = Receiver(tls=trusted.server("here.example"))
        receiver.port = silent.getsockname()[1]
        assert post.post(at_home(receiver), b"", {}).heard == "took too long"


def test_tickets_without_end_are_too_much(at_home, trusted):
    """OpenSSL keeps them to itself, so who counted only what it gives would read them for ever."""
    tls = trusted.server("here.example")
    tls.num_tickets = 1_000  # each some 250 bytes
    with Receiver(CREATED, tls) as receiver:
        assert post.post(at_home(receiver), b"", {}) == NotAnswered(Why.UNREACHABLE, "no answer")


def test_what_encryption_itself_says_is_counted(at_home, trusted, monkeypatch):
    monkeypatch.setattr(wire, "MOST_BYTES", 100)
    with Receiver(CREATED, trusted.server("here.example")) as receiver:
        assert post.post(at_home(receiver), b"", {}).heard == "no answer"
    assert receiver.got == []


def test_a_handshake_that_drips_is_left(at_home, trusted, monkeypatch):
    monkeypatch.setattr(post, "CONNECT_S", 0.3)
    drips = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip():
            taken, _ = server.accept()
            with taken, suppress(OSError):
                taken.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc")  # a long one begins
                while len(drips) < 100:
                    taken.sendall(b"x")
                    drips.append(1)
                    time.sleep(0.05)

        threading.Thread(target=drip, daemon=True).start()
        receiver = Receiver(tls=trusted.server("here.example"))
        receiver.port = server.getsockname()[1]
        assert post.post(at_home(receiver), b"", {}).heard == "took too long"
    assert len(drips) < 100


@pytest.mark.parametrize("times", [1, 30])
def test_what_is_long_is_sent_whole_encrypted_too(at_home, trusted, times):
    with Receiver(CREATED, trusted.server("here.example")) as receiver:
        assert post.post(at_home(receiver), b"0123456789" * 1_000 * times, {}) == Answered(201)
    assert receiver.got[0].body == b"0123456789" * 1_000 * times


def test_of_a_huge_answer_a_little_is_read(at_home):
    sent = []

    def flood(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
        while sum(sent) < 100_000_000:
            sent.append(connection.send(b"x" * 65_536))

    with Receiver(flood) as receiver:
        assert post.post(at_home(receiver), b"", {}) == Answered(200)
        first = receiver.connections
        post.post(at_home(receiver), b"", {})
    assert (first, receiver.connections) == (1, 2)  # what was left unread is not taken for the next answer
    assert sum(sent) < 50_000_000


def test_endless_headers_are_no_answer(at_home):
    def flood(connection):
        connection.sendall(b"HTTP/1.1 201 Created\r\n")
        while True:
            connection.sendall(b"X-More: " + b"x" * 4_000 + b"\r\n")

    with Receiver(flood) as receiver:
        assert post.post(at_home(receiver), b"", {}) == NotAnswered(Why.UNREACHABLE, "no answer")


def test_what_is_no_http_is_no_answer(at_home):
    with Receiver(lambda connection: connection.sendall(b"220 mail.example ESMTP\r\n")) as receiver:
        assert post.post(at_home(receiver), b"", {}) == NotAnswered(Why.UNREACHABLE, "no answer")


def test_a_connection_is_used_again(at_home, trusted):
    with Receiver(CREATED, trusted.server("here.example")) as receiver:
        url = at_home(receiver)
        for _ in range(5):
            assert post.post(url, b"", {}) == Answered(201)
    assert (len(receiver.got), receiver.connections) == (5, 1)


@pytest.mark.parametrize(
    ("said", "connections"),
    [
        (CREATED, 1),
        (b"HTTP/1.1 204 No Content\r\n\r\n", 1),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + CREATED, 1),
        (b"HTTP/1.1 103 Early\r\nRetry-After: 9\r\n\r\n" + CREATED, 1),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n", 1),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", 3),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", 3),
        (b"HTTP/1.1 200 OK\r\n\r\n", 3),  # its body ends with the connection, and that with our patience
        (CREATED + CREATED, 3),  # the second would be taken for the answer to what is asked next
        (CREATED + b"and more", 3),
    ],
)
def test_a_connection_is_used_again_only_where_the_answer_was_all(at_home, monkeypatch, said, connections):
    monkeypatch.setattr(post, "REST_S", 0.1)
    with Receiver(said) as receiver:
        url = at_home(receiver)
        heard = [post.post(url, b"", {}) for _ in range(3)]
    assert [(each.status // 100, each.retry_after) for each in heard] == [(2, "")] * 3
    assert (len(receiver.got), receiver.connections) == (3, connections)


def test_a_kept_connection_that_was_closed_meanwhile_costs_no_post(at_home):
    def once(connection):
        connection.sendall(CREATED)

    with Receiver(once) as receiver:
        url = at_home(receiver)
        for _ in range(3):
            assert post.post(url, b"", {}) == Answered(201)
            time.sleep(0.05)  # until it is closed
    assert receiver.connections == 3


def test_a_connection_is_kept_for_its_name_alone(at_home):
    with Receiver() as receiver:
        for name in ("here.example", "there.example", "here.example"):
            assert post.post(at_home(receiver, name), b"", {}) == Answered(201)
    assert receiver.connections == 2


def test_not_more_connections_are_kept_than_are_of_use_and_not_for_long(at_home, monkeypatch):
    monkeypatch.setattr(idle, "MOST", 2)
    with Receiver() as receiver:
        for number in range(4):
            post.post(at_home(receiver, f"n{number}.example"), b"", {})
        assert [each.place[2] for each in idle._kept] == ["n2.example", "n3.example"]
        monkeypatch.setattr(idle, "KEPT_S", -1.0)
        post.post(at_home(receiver, "n3.example"), b"", {})
    assert receiver.connections == 5
    assert [each.place[2] for each in idle._kept] == ["n3.example"]


def test_what_wants_to_speak_something_else_is_refused(at_home):
    said = b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
    with Receiver(said) as receiver:
        assert post.post(at_home(receiver), b"", {}) == NotAnswered(Why.UNREACHABLE, "no answer")


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\x00", "påsk", "a\tb"])
def test_a_header_that_would_bring_another_is_never_sent(at_home, value):
    with Receiver() as receiver, pytest.raises(ValueError, match="header"):
        post.post(at_home(receiver), b"", {"X-More": value})
    assert receiver.got == []


def test_many_post_at_once(at_home):
    with Receiver() as receiver:
        url, said = at_home(receiver), []
        threads = [
            threading.Thread(target=lambda: said.extend(post.post(url, b"", {}) for _ in range(20)))
            for _ in range(8)
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert said == [Answered(201)] * 160
    assert len(receiver.got) == 160


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


# --- what an answer means


@pytest.mark.parametrize(
    ("said", "means"),
    [
        (Answered(200), Delivered()),
        (Answered(201), Delivered()),
        (Answered(204), Delivered()),
        (Answered(302), Failed(Why.REFUSED, "HTTP 302")),
        (Answered(400), Failed(Why.REFUSED, "HTTP 400")),
        (Answered(403), Failed(Why.REFUSED, "HTTP 403")),
        (Answered(404), Failed(Why.GONE, "HTTP 404", gone=True)),
        (Answered(410), Failed(Why.REFUSED, "HTTP 410")),
        (Answered(413), Failed(Why.REFUSED, "HTTP 413")),
        (Answered(429, "120"), Failed(Why.BUSY, "HTTP 429", after_s=120)),
        (Answered(503, "soon"), Failed(Why.BUSY, "HTTP 503")),
        (Answered(500), Failed(Why.FAULTY, "HTTP 500")),
        (NotAnswered(Why.UNREACHABLE, "no answer"), Failed(Why.UNREACHABLE, "no answer")),
    ],
)
def test_an_answer_means(said, means):
    assert outcome(said, (404,)) == means


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("0", 0), ("90", 90), ("999999999999999999", 86_400), ("-5", None), ("٩", None), ("", None),
        ("later", None),
        ("Mon, 16 Nov 2026 08:31:00 GMT", 60), ("Mon, 16 Nov 2026 08:29:00 GMT", 0),
        ("Mon, 16 Nov 9999 08:29:00", 86_400), ("Mon, 16 Nov 99999999999 08:29:00 GMT", None),
        ("Mon, 16 Nov 9999 23:59:59 -2359", 86_400),
    ],
)  # fmt: skip
def test_how_long_to_wait_is_told_in_seconds_or_as_a_date(told, seconds, as_demonstration):
    assert wait_s(told) == seconds
