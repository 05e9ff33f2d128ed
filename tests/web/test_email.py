"""A nudge reaches a mailbox: readable by every mail program, ended by one press, and safe on its way."""

import json
import subprocess
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone

from at_once import at_once
from judges import judge, node
from knipa.web.door import address
from knipa.web.models import Channel
from knipa.web.reminders import email, secret, smtp
from knipa.web.reminders.email.connection import kept
from knipa.web.reminders.message import Message
from knipa.web.reminders.outcome import Delivered, Failed, Why
from postbox import Postbox
from receivers import Authority

KEY = UUID("5f0c2d0e-6f0a-4b7e-9a53-0d4b6f1f7c11")
NUDGE = Message(
    KEY, "session", "sv", "Dags för din paus 🌿", "Några minuter för dig, när det passar.",
    "Börja", "Senare", "Redan gjort",
)  # fmt: skip
pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def nothing_kept():
    yield
    kept.end()


@pytest.fixture
def post():
    with Postbox() as box:
        yield box


@pytest.fixture
def through(settings):
    """`through(box)`: our mails go by this server; `safety`, `user` and the like as KNIPA_SMTP says them."""

    def told(box, safety="smtp+plain", user="", host="127.0.0.1"):
        there = f"{safety}://{user}{host}:{box.port}"
        settings.SMTP = smtp.read({"KNIPA_SMTP": there, "KNIPA_MAIL_FROM": "Min dag <my.day@home.example>"})
        return settings.SMTP

    return told


@pytest.fixture
def channel():
    made = Channel(kind="email", told={"to": "anna@mail.example"}, made_at=timezone.now())
    secret.renew(made)
    return made


@pytest.fixture
def https(settings):
    settings.PHONE_ADDRESS = address.read("https://knipa.example:8443")


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    return authority


def parsed(raw):
    """The mail as npm's mailparser reads it."""
    asked = {"modules": str(judge("mailparser", "3.7.4")), "raw": raw.decode("latin-1")}
    program = Path(__file__).with_name("mail.judge.mjs")
    read = subprocess.run(
        [node(), program], input=json.dumps(asked).encode(), capture_output=True, check=True
    )
    return json.loads(read.stdout)


# --- what arrives


def test_an_independent_mail_program_reads_it(post, through, channel, https):
    through(post)
    assert email.deliver(channel, NUDGE) == Delivered()
    [mail] = post.got
    assert (mail.sender, mail.to) == ("my.day@home.example", "anna@mail.example")
    read = parsed(mail.raw)
    stop = f"https://knipa.example:8443/reminders/stop/{secret.token_of(channel)}/"
    assert read["subject"] == "Dags för din paus 🌿"
    assert read["from"] == [{"address": "my.day@home.example", "name": "Min dag"}]
    assert read["to"] == [{"address": "anna@mail.example", "name": ""}]
    assert read["text"].splitlines()[0] == "Några minuter för dig, när det passar."
    assert "Börja: https://knipa.example:8443/today/" in read["text"]
    assert stop in read["text"]
    assert "<p>Några minuter för dig, när det passar.</p>" in read["html"]
    assert '<a href="https://knipa.example:8443/today/">Börja</a>' in read["html"]
    assert f'<a href="{stop}">' in read["html"]
    assert read["types"] == ["multipart/alternative", "text/plain", "text/html"]
    assert read["attachments"] == 0
    assert read["list"]["unsubscribe"] == {"url": stop}
    assert read["headers"]["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    assert read["headers"]["auto-submitted"] == "auto-generated"
    assert read["headers"]["precedence"] == "bulk"
    assert read["headers"]["content-language"] == "sv"
    assert read["date"]


def test_it_brings_nothing_from_elsewhere_and_tells_nobody_that_it_was_read(post, through, channel, https):
    through(post)
    email.deliver(channel, NUDGE)
    page = parsed(post.got[0].raw)["html"]
    for sign in ("<img", "<script", "<link", "url(", "@import", "background", "color:"):
        assert sign not in page
    assert page.count("http") == 2  # what it opens, and what ends it


def test_it_says_nothing_of_what_is_trained_nor_of_the_machine(post, through, channel, https):
    through(post)
    email.deliver(channel, NUDGE)
    told = post.got[0].raw.decode("ascii").lower() + " ".join(post.heard).lower()
    for word in ("bäckenbotten", "pelvic", "squeeze", "django", "python", "x-mailer"):
        assert word not in told
    assert "ehlo home.example" in told


def test_the_same_nudge_again_is_the_same_mail(post, through, channel, https):
    through(post)
    email.deliver(channel, NUDGE)
    email.deliver(channel, NUDGE)
    first, second = (parsed(mail.raw)["messageId"] for mail in post.got)
    assert first == second
    assert first.startswith(f"<{KEY}.")
    assert first.endswith("@home.example>")


def test_without_an_address_of_ours_it_says_how_to_end_it_and_promises_no_press(post, through, channel):
    through(post)
    email.deliver(channel, NUDGE)
    read = parsed(post.got[0].raw)
    assert "list-unsubscribe" not in read["headers"]
    assert "list-unsubscribe-post" not in read["headers"]
    assert "http" not in read["text"] + read["html"]
    assert len(read["text"].strip().splitlines()) >= 3


@pytest.mark.parametrize("evil", ["Paus\r\nBcc: eve@evil.example", "Paus\nX-Evil: 1", "Paus\rX-Evil: 1"])
def test_no_words_become_a_header(post, through, channel, evil):
    through(post)
    said = Message(KEY, "session", "en", evil, evil, "Start", "Later", "Done")
    email.deliver(channel, said)
    [mail] = post.got
    assert mail.to == "anna@mail.example"
    headers = parsed(mail.raw)["headers"]
    assert "bcc" not in headers
    assert "x-evil" not in headers


def test_a_mailbox_that_holds_a_lines_end_is_never_written_to(post, through, channel):
    through(post)
    channel.told = {"to": "anna@mail.example\r\nRCPT TO:<eve@evil.example>"}
    with pytest.raises(ValueError, match="linefeed or carriage return"):
        email.deliver(channel, NUDGE)
    assert post.got == []


# --- the way there


def test_it_signs_in_only_once_it_is_encrypted(trusted, through, channel):
    with Postbox(starttls=trusted.server("localhost"), accounts={"anna": "s3cr/et"}) as box:
        through(box, "smtp", "anna:s3cr%2Fet@", "localhost")
        assert email.deliver(channel, NUDGE) == Delivered()
    [mail] = box.got
    assert (mail.encrypted, mail.user) == (True, "anna")
    first = [line.split()[0].upper() for line in box.heard]
    assert first.index("STARTTLS") < first.index("AUTH") < first.index("MAIL")


def test_it_may_be_encrypted_from_the_first_byte(trusted, through, channel):
    with Postbox(tls=trusted.server("localhost"), accounts={"anna": "secret"}) as box:
        through(box, "smtps", "anna:secret@", "localhost")
        assert email.deliver(channel, NUDGE) == Delivered()
    assert box.got[0].encrypted


def test_a_server_that_offers_no_encryption_hears_nothing(through, channel):
    with Postbox(accounts={"anna": "secret"}) as box:
        through(box, "smtp", "anna:secret@")
        assert email.deliver(channel, NUDGE).why == Why.NOT_SET_UP
    assert [line.split()[0] for line in box.heard] == ["ehlo"]


@pytest.mark.parametrize("safety", ["smtp", "smtps"])
def test_a_certificate_of_another_name_or_of_nobody_is_refused(
    safety, authority, monkeypatch, through, channel
):
    for trusts, name in ((True, "other.example"), (False, "localhost")):
        if trusts:
            monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
        else:
            monkeypatch.delenv("SSL_CERT_FILE")
        key = {"tls" if safety == "smtps" else "starttls": authority.server(name)}
        with Postbox(**key, accounts={"anna": "secret"}) as box:
            through(box, safety, "anna:secret@", "localhost")
            assert email.deliver(channel, NUDGE) == Failed(Why.UNREACHABLE, "no valid certificate")
        assert not any(line.startswith(("AUTH", "MAIL", "mail")) for line in box.heard)


def test_a_wrong_password_is_the_operators_to_mend_and_no_words_of_it_are_kept(trusted, through, channel):
    with Postbox(starttls=trusted.server("localhost"), accounts={"anna": "secret"}) as box:
        through(box, "smtp", "anna:wrong@", "localhost")
        assert email.deliver(channel, NUDGE) == Failed(Why.NOT_SET_UP, "sign-in refused, SMTP 535")


@pytest.mark.parametrize(
    ("command", "said", "became"),
    [
        ("RCPT", "550 5.1.1 anna@mail.example: no such user", Failed(Why.GONE, "SMTP 550 5.1.1", gone=True)),
        ("RCPT", "556 5.1.10 takes no mail", Failed(Why.GONE, "SMTP 556 5.1.10", gone=True)),
        ("RCPT", "550 no such user", Failed(Why.REFUSED, "SMTP 550")),
        ("RCPT", "550 5.7.1 relay denied", Failed(Why.REFUSED, "SMTP 550 5.7.1")),
        ("RCPT", "550 5.1.11 not the one that we mean", Failed(Why.REFUSED, "SMTP 550 5.1.11")),
        ("RCPT", "452 4.2.2 full", Failed(Why.BUSY, "SMTP 452 4.2.2")),
        ("RCPT", "251 2.1.5 will forward", Delivered()),
        ("MAIL", "550 5.1.1 of the sender", Failed(Why.REFUSED, "SMTP 550 5.1.1")),
        ("MAIL", "451 4.7.1 later", Failed(Why.BUSY, "SMTP 451 4.7.1")),
        ("DATA", "554 5.6.0 not this", Failed(Why.REFUSED, "SMTP 554 5.6.0")),
        ("HELLO", "421 4.3.2 too many", Failed(Why.BUSY, "SMTP 421 4.3.2")),
        ("HELLO", "554 go away", Failed(Why.REFUSED, "SMTP 554")),
        ("MAIL", None, Failed(Why.UNREACHABLE, "no answer")),
    ],
)
def test_what_the_server_says_is_what_became_of_it(post, through, channel, command, said, became):
    through(post)
    post.says[command] = said
    assert email.deliver(channel, NUDGE) == became


def test_nobody_there_is_said_so(post, through, channel):
    through(post)
    post.leave()
    assert email.deliver(channel, NUDGE) == Failed(Why.UNREACHABLE, "no answer")


def test_a_server_that_says_nothing_is_waited_for_only_so_long(through, channel, monkeypatch):
    monkeypatch.setattr("knipa.web.reminders.email.connection.CONNECT_S", 0.2)
    monkeypatch.setattr("knipa.web.reminders.email.connection.WHOLE_S", 0.2)
    with Postbox(says={"EHLO": "250-drip"}) as box:  # and never the end of it
        through(box)
        assert email.deliver(channel, NUDGE) == Failed(Why.UNREACHABLE, "took too long")


def test_without_a_server_nothing_is_sent(settings, channel):
    settings.SMTP = None
    assert email.deliver(channel, NUDGE) == Failed(Why.NOT_SET_UP)


# --- a burst


def test_a_burst_goes_by_one_connection(post, through, channel):
    through(post)
    for _ in range(10):
        assert email.deliver(channel, NUDGE) == Delivered()
    assert (post.connections, len(post.got)) == (1, 10)


def test_many_at_once_go_by_a_few_connections_and_the_others_wait(post, through, channel):
    through(post)
    said = at_once(12, lambda: email.deliver(channel, NUDGE))
    assert said == [Delivered()] * 12
    assert post.connections <= 4
    assert len(post.got) == 12


def test_who_waits_too_long_for_a_connection_is_told_to_wait(post, through, channel, monkeypatch):
    through(post)
    monkeypatch.setattr("knipa.web.reminders.email.sent.ROOM_S", 0.01)
    held = [kept.room.acquire() for _ in range(4)]
    try:
        assert email.deliver(channel, NUDGE) == Failed(Why.BUSY)
    finally:
        kept.room.release(len(held))
    assert post.connections == 0


def test_a_connection_that_has_ended_meanwhile_is_opened_anew(post, through, channel):
    through(post)
    post.after = 2
    for _ in range(5):
        assert email.deliver(channel, NUDGE) == Delivered()
    assert (post.connections, len(post.got)) == (3, 5)


def test_a_mail_that_may_have_been_taken_is_not_sent_twice_at_once(post, through, channel):
    through(post)
    email.deliver(channel, NUDGE)
    post.says["DATA"] = None
    assert email.deliver(channel, NUDGE).why == Why.UNREACHABLE
    assert post.connections == 1


def test_another_server_is_not_spoken_to_by_the_connection_of_the_one_before(post, through, channel):
    through(post)
    email.deliver(channel, NUDGE)
    with Postbox() as other:
        through(other)
        email.deliver(channel, NUDGE)
        assert (len(post.got), len(other.got)) == (1, 1)


def test_idle_connections_are_ended(post, through, channel):
    through(post)
    email.deliver(channel, NUDGE)
    assert len(kept.idle) == 1
    kept.end(kept.idle[0].idle_since - 1)
    assert len(kept.idle) == 1
    kept.end(kept.idle[0].idle_since)
    assert kept.idle == []
    assert post.heard[-1].upper() == "QUIT"
