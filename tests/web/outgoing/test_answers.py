"""However slowly, endlessly or oddly a receiver answers, it is left in time, and its answer means one thing."""

import socket
import threading
import time
from contextlib import suppress

import pytest

from knipa.web.reminders.outcome import Delivered, Failed, Why
from knipa.web.reminders.outgoing import post, wire
from knipa.web.reminders.outgoing.heard import outcome, wait_s
from knipa.web.reminders.outgoing.post import Answered, NotAnswered
from receivers import CREATED, Receiver

pytestmark = pytest.mark.once


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


# --- what an answer means


def test_what_is_no_http_is_no_answer(at_home):
    with Receiver(lambda connection: connection.sendall(b"220 mail.example ESMTP\r\n")) as receiver:
        assert post.post(at_home(receiver), b"", {}) == NotAnswered(Why.UNREACHABLE, "no answer")


def test_what_wants_to_speak_something_else_is_refused(at_home):
    said = b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
    with Receiver(said) as receiver:
        assert post.post(at_home(receiver), b"", {}) == NotAnswered(Why.UNREACHABLE, "no answer")


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
