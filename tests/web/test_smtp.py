"""Where e-mails go out: what an operator says of it is read strictly, and no password is ever said back."""

import os
import subprocess
import sys

import pytest

from knipa.web.reminders.smtp import Safety, SmtpError, is_mailbox, read

pytestmark = pytest.mark.once
SENDER = {"KNIPA_MAIL_FROM": "my.day@home.example"}


@pytest.mark.parametrize(
    ("told", "safety", "host", "port", "user", "password"),
    [
        ("smtp://anna:secret@post.example:587", Safety.STARTTLS, "post.example", 587, "anna", "secret"),
        ("smtp://anna%40home.example:s%2Fe%3Ac@post.example", Safety.STARTTLS, "post.example", 587,
         "anna@home.example", "s/e:c"),
        ("smtps://anna:secret@post.example", Safety.TLS, "post.example", 465, "anna", "secret"),
        ("smtps://[2001:db8::1]:4650", Safety.TLS, "2001:db8::1", 4650, "", ""),
        ("smtp+plain://localhost", Safety.NONE, "localhost", 25, "", ""),
        ("smtp+plain://anna:secret@127.0.0.1:2525", Safety.NONE, "127.0.0.1", 2525, "anna", "secret"),
        ("smtp+plain://relay.home:25", Safety.NONE, "relay.home", 25, "", ""),
    ],
)  # fmt: skip
def test_a_server_is_a_way_a_name_and_perhaps_a_user(told, safety, host, port, user, password):
    smtp = read({"KNIPA_SMTP": told, **SENDER})
    assert (smtp.safety, smtp.host, smtp.port, smtp.user, smtp.password) == (
        safety,
        host,
        port,
        user,
        password,
    )


@pytest.mark.parametrize(
    "told",
    [
        "post.example", "http://post.example", "smtp://", "smtp://:s3cret@post.example", "smtp://anna@post.example",
        "smtp://anna:s3cret@post.example/inbox", "smtp://anna:s3cret@post.example?tls=no", "smtp://post.example:0",
        "smtp://anna:s3cret@post.example#", "smtp://post.example:99999", "smtp://anna:s3cret#x@post.example",
        " smtp://anna:s3cret@post.example", "smtp://anna:s3c\nret@post.example", "smtp://anna:s3cret%0d@post.example",
        "smtp+plain://anna:s3cret@post.example",
    ],
)  # fmt: skip
def test_any_other_is_refused_in_one_line_that_holds_no_password(told):
    with pytest.raises(SmtpError, match="KNIPA_SMTP") as refusal:
        read({"KNIPA_SMTP": told, **SENDER})
    assert "\n" not in str(refusal.value)
    assert "s3c" not in str(refusal.value)


def test_a_password_is_shown_nowhere():
    assert "secret" not in repr(read({"KNIPA_SMTP": "smtps://anna:secret@post.example", **SENDER}))


@pytest.mark.parametrize(
    ("told", "name", "sender"),
    [
        ("my.day@home.example", "", "my.day@home.example"),
        ("Min dag <my.day@home.example>", "Min dag", "my.day@home.example"),
        ('"Min dag på jobbet" <d@home.example>', "Min dag på jobbet", "d@home.example"),
    ],
)
def test_a_sender_is_an_address_and_perhaps_a_name(told, name, sender):
    smtp = read({"KNIPA_SMTP": "smtps://post.example", "KNIPA_MAIL_FROM": told})
    assert (smtp.sender_name, smtp.sender) == (name, sender)


@pytest.mark.parametrize(
    "told",
    ["me", "me@localhost", "a@b.example, c@d.example", "A <a@b.example", "A <a@b.example>\nBcc: e@e.example", "<>",
     "a@b.example\r\nX: y", "A <a@b.example> <c@d.example>", "x" * 70 + " <a@b.example>"],
)  # fmt: skip
def test_any_other_sender_is_refused_in_one_line(told):
    with pytest.raises(SmtpError, match="KNIPA_MAIL_FROM: expected") as refusal:
        read({"KNIPA_SMTP": "smtps://post.example", "KNIPA_MAIL_FROM": told})
    assert "\n" not in str(refusal.value)


def test_both_are_needed_or_neither():
    assert read({}) is None
    assert read({"KNIPA_SMTP": "", "KNIPA_MAIL_FROM": ""}) is None
    with pytest.raises(SmtpError, match="KNIPA_MAIL_FROM is not"):
        read({"KNIPA_SMTP": "smtps://post.example"})
    with pytest.raises(SmtpError, match="KNIPA_SMTP is not"):
        read(SENDER)


@pytest.mark.parametrize(
    "text",
    ["a b@x.example", "a@x", '"a b"@x.example', "a@[127.0.0.1]", "a..b@x.example", ".a@x.example", "a.@x.example",
     "a@x.example\n", "å@x.example", "a@x.example,b@x.example", "a@" + "x" * 260 + ".example", "@x.example"],
)  # fmt: skip
def test_what_only_looks_like_a_mailbox_is_none(text):
    assert is_mailbox("anna.maria+day@post.home.example")
    assert not is_mailbox(text)


def test_a_wrong_server_stops_the_start_with_one_line(tmp_path):
    told = {"KNIPA_SMTP": "smtp://anna:s3cret@post.example/x", "KNIPA_HOME": str(tmp_path / "home")}
    asked = [sys.executable, "-m", "knipa", "serve", "--port", "0"]
    answer = subprocess.run(asked, env={**os.environ, **told}, capture_output=True, check=False)
    assert answer.returncode == 1
    assert answer.stderr.decode().startswith("KNIPA_SMTP: expected")
    assert answer.stderr.count(b"\n") == 1
    assert not (tmp_path / "home").exists()
