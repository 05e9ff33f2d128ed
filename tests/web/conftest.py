"""What the tests of the web share: someone who has answered, and a session as the player tells it."""

import json
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from knipa.web import coach
from knipa.web.door import address
from knipa.web.models import Account, Channel
from nudged import wish


@pytest.fixture
def person(db):
    return Account.only()


@pytest.fixture
def answered(person):
    coach.answer(
        person,
        {"found": True, "timezone": "Europe/Stockholm", "signs": [], "seen_for": []},
        timezone.now() - timedelta(minutes=1),
    )
    return person


@pytest.fixture
def strong(person):
    """Someone at every target: a session takes almost four minutes."""
    told = {"hold_s": 6, "reps": 10, "fast_reps": 10, "endurance_s": 60}
    coach.answer(
        person,
        {"found": True, "timezone": "Europe/Stockholm", "signs": [], "seen_for": [], "capacity": told},
        timezone.now() - timedelta(minutes=1),
    )
    return person


@pytest.fixture
def line():
    """`line(ended="pain")`: a finished session, as the player posts it."""

    def told(**changes):
        return {
            "format": "knipa.log/1",
            "id": str(uuid4()),
            "kind": "session",
            "at": timezone.localtime().replace(microsecond=0).isoformat(),
            "source": "player",
            "position": "supine",
            "ended": "whole",
            "done": [
                {"exercise": "strength", "reps": 5, "hold_s": 3},
                {"exercise": "fast", "reps": 10, "hold_s": 2},
                {"exercise": "endurance", "reps": 1, "hold_s": 10, "held_s": 10},
            ],
            **changes,
        }

    return told


@pytest.fixture
def send(client):
    """`send(line)`: bring a session as the player does; gives the page that asks how it felt."""

    def told(line):
        batch = json.dumps({"format": "knipa.sync/1", "lines": [line]})
        answer = client.post("/api/v1/sync", batch, content_type="application/json")
        assert answer.json()["results"][0]["status"] in ("kept", "known")
        return f"/train/{line['id']}/after/"

    return told


BY_THE_PROXY = {
    "host": "knipa.example",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "192.0.2.7",
    "accept": "text/html",
}


@pytest.fixture
def monday_noon(monkeypatch):
    """It is Monday noon in Stockholm, and goes on being that."""
    now = datetime(2026, 11, 16, 12, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
    monkeypatch.setattr("knipa.web.clock.timezone.now", lambda: now)
    return now


@pytest.fixture
def reminded(monday_noon, answered):
    """Someone who wishes half past seven and eight in the evening, and has a way."""
    wish(answered, {"id": "early", "at": "07:30"}, {"id": "late", "at": "20:00"})
    told = {"url": "https://ntfy.example/anna", "style": "ntfy"}
    Channel.objects.create(
        account=answered, kind="webhook", told=told, made_at=monday_noon, confirmed_at=monday_noon
    )
    return answered


class Browser(Client):
    """A browser somewhere else, as the proxy on this machine passes it on."""

    told = BY_THE_PROXY

    def __init__(self, **options):
        super().__init__(headers=BY_THE_PROXY, **options)


@pytest.fixture
def phones_come(settings):
    """This Knipa has an address for phones: https://knipa.example."""
    settings.PHONE_ADDRESS = address.read("https://knipa.example")
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "knipa.example"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://knipa.example"]


@pytest.fixture
def by_phone(phones_come, db):
    return Browser()


@pytest.fixture
def stranger(phones_come, db):
    return Browser()
