"""Push services know this Knipa by one key, and whom to write to; an operator hears in one line what is missing."""

import os
import subprocess
import sys

import pytest

from knipa.web import home
from knipa.web.door import address
from knipa.web.reminders import push_keys
from knipa.web.reminders.push_keys import Push, PushError

pytestmark = pytest.mark.once
KEY = push_keys.written(bytes(range(1, 33)))  # always the same: tests are called by it
RAW = push_keys.unwritten(KEY)
HERE = address.read("https://knipa.example:8443")
MAIL = "mailto:anna@knipa.example"


@pytest.mark.parametrize(
    ("told", "kept", "where", "push"),
    [
        ({}, KEY, HERE, Push(RAW, "https://knipa.example:8443")),
        ({"KNIPA_PUSH_KEY": KEY}, None, HERE, Push(RAW, "https://knipa.example:8443")),
        (
            {"KNIPA_PUSH_KEY": f" {KEY}=\n"},
            push_keys.written(bytes(32 * [7])),
            HERE,
            Push(RAW, "https://knipa.example:8443"),
        ),
        ({"KNIPA_PUSH_CONTACT": MAIL}, KEY, HERE, Push(RAW, MAIL)),
        ({"KNIPA_PUSH_CONTACT": MAIL}, KEY, None, Push(RAW, MAIL)),
        ({"KNIPA_PUSH": "off"}, KEY, HERE, None),
        ({}, KEY, None, None),
        ({}, None, HERE, None),
    ],
)
def test_the_environment_and_the_kept_key_make_push_what_it_is(told, kept, where, push):
    assert push_keys.read(told, kept, where) == push


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"KNIPA_PUSH": "on"}, "KNIPA_PUSH: expected off"),
        ({"KNIPA_PUSH_KEY": "short"}, "KNIPA_PUSH_KEY: expected 32 bytes"),
        ({"KNIPA_PUSH_KEY": "å" * 43}, "KNIPA_PUSH_KEY: expected 32 bytes"),
        ({"KNIPA_PUSH_KEY": "A" * 43}, "KNIPA_PUSH_KEY: expected 32 bytes"),  # zero is no key
        (
            {"KNIPA_PUSH_KEY": "_" * 42 + "8"},
            "KNIPA_PUSH_KEY: expected 32 bytes",
        ),  # nor what is beyond the curve
        ({"KNIPA_PUSH_CONTACT": "anna@knipa.example"}, "KNIPA_PUSH_CONTACT: expected mailto:"),
        ({"KNIPA_PUSH_CONTACT": "mailto:anna"}, "KNIPA_PUSH_CONTACT: expected mailto:"),
        ({"KNIPA_PUSH_CONTACT": f"{MAIL}\nX"}, "KNIPA_PUSH_CONTACT: expected mailto:"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line_that_never_shows_a_key(told, said):
    with pytest.raises(PushError, match=said) as refusal:
        push_keys.read(told, None, HERE)
    assert "\n" not in str(refusal.value)
    assert told.get("KNIPA_PUSH_KEY", KEY) not in str(refusal.value)


@pytest.mark.parametrize(
    ("told", "kept", "where", "said"),
    [
        ({}, None, HERE, "KNIPA_PUSH_KEY is not set"),
        ({}, KEY, None, "Neither KNIPA_URL nor KNIPA_PUSH_CONTACT is set"),
        ({"KNIPA_PUSH": "off"}, None, None, ""),
        ({}, KEY, HERE, ""),
    ],
)
def test_why_push_is_off_is_told_with_the_mend(told, kept, where, said):
    assert push_keys.why_off(told, kept, where).startswith(said)
    assert bool(push_keys.why_off(told, kept, where)) == bool(said)


def test_a_key_shows_itself_nowhere():
    assert KEY not in repr(Push(RAW, MAIL))
    assert str(RAW) not in repr(Push(RAW, MAIL))


def test_the_first_start_makes_a_key_for_this_user_alone_and_no_later_one_another(tmp_path, monkeypatch):
    monkeypatch.setenv("KNIPA_HOME", str(tmp_path / "home"))
    assert home.push_key() is None
    home.prepare()
    kept = home.push_key()
    home.prepare()
    assert home.push_key() == kept
    assert (tmp_path / "home/push_key").stat().st_mode & 0o077 == 0
    assert push_keys.read({}, kept, HERE)


def run(*asked, **told):
    environment = {name: each for name, each in os.environ.items() if not name.startswith("KNIPA_PUSH")}
    return subprocess.run(
        [sys.executable, *asked], env=environment | told, capture_output=True, text=True, check=False
    )


def test_the_command_prints_a_pair_that_the_environment_takes():
    first, second = run("-m", "knipa", "push-keys").stdout, run("-m", "knipa", "push-keys").stdout
    public, line = first.splitlines()
    name, _, key = line.partition("=")
    push = push_keys.read({name: key}, None, HERE)
    assert public == f"# public: {push_keys.public(push.private)}"
    assert len(push_keys.unwritten(public.removeprefix("# public: "))) == 65
    assert first != second


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"KNIPA_PUSH_KEY": "x"}, "KNIPA_PUSH_KEY: "),
        ({"KNIPA_CALL_PRIVATE": "http://x"}, "KNIPA_CALL_PRIVATE: "),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line(told, said, tmp_path):
    answer = run("-m", "knipa", "serve", "--port", "0", KNIPA_HOME=str(tmp_path), **told)
    assert answer.returncode == 1
    assert answer.stderr.startswith(said)
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("told", "is_on"),
    [
        ({}, False),
        ({"KNIPA_URL": "https://knipa.example"}, True),
        ({"KNIPA_URL": "https://knipa.example", "KNIPA_DEMO": "now"}, False),
    ],
)
def test_the_settings_take_the_key_and_a_demonstration_sends_nothing(told, is_on):
    asked = "from knipa.web import settings as s; print(bool(s.PUSH))"
    assert run("-c", asked, KNIPA_PUSH_KEY=KEY, **told).stdout.strip() == str(is_on)


def test_on_postgresql_the_key_comes_from_the_environment_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("KNIPA_HOME", str(tmp_path))
    home.prepare()
    asked = "from knipa.web import settings as s; print(bool(s.PUSH))"
    told = {"KNIPA_HOME": str(tmp_path), "KNIPA_URL": "https://knipa.example"}
    on_postgres = told | {"KNIPA_DATABASE_URL": "postgres://knipa@localhost/knipa"}
    assert run("-c", asked, **told, KNIPA_DATABASE_URL="").stdout.strip() == "True"
    assert run("-c", asked, **on_postgres).stdout.strip() == "False"
    assert run("-c", asked, **on_postgres, KNIPA_PUSH_KEY=KEY).stdout.strip() == "True"
