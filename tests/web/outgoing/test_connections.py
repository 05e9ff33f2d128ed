"""What is posted goes whole and only to whom the certificate names, by a connection that serves again where it can."""

import threading
import time

import pytest

from knipa.web.reminders.outcome import Why
from knipa.web.reminders.outgoing import idle, post
from knipa.web.reminders.outgoing.post import Answered, NotAnswered
from receivers import CREATED, Receiver

pytestmark = pytest.mark.once


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


# --- what is sent


@pytest.mark.parametrize("times", [1, 30])
def test_what_is_long_is_sent_whole_encrypted_too(at_home, trusted, times):
    with Receiver(CREATED, trusted.server("here.example")) as receiver:
        assert post.post(at_home(receiver), b"0123456789" * 1_000 * times, {}) == Answered(201)
    assert receiver.got[0].body == b"0123456789" * 1_000 * times


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\x00", "påsk", "a\tb"])
def test_a_header_that_would_bring_another_is_never_sent(at_home, value):
    with Receiver() as receiver, pytest.raises(ValueError, match="header"):
        post.post(at_home(receiver), b"", {"X-More": value})
    assert receiver.got == []


# --- kept connections


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
