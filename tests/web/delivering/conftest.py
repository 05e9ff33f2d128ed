"""One morning: the clock stands where a test puts it, and each kind of way does what a test says."""

from datetime import timedelta

import pytest

from delivered import MORNING
from knipa.web import coach
from knipa.web.models import Channel
from knipa.web.reminders import sending
from knipa.web.reminders.outcome import Delivered


@pytest.fixture
def now(monkeypatch):
    """`now(moment)`: it is this moment, for everyone."""
    told = [MORNING]
    monkeypatch.setattr("knipa.web.clock.now", lambda: told[0])

    def be(moment):
        told[0] = moment

    return be


@pytest.fixture
def ways(monkeypatch):
    """What each kind of way does with a message: `ways["email"] = lambda channel, said: Failed(...)`."""
    does, heard = {}, []

    def of(kind):
        def deliver(channel, said):
            outcome = does.get(kind, lambda channel, said: Delivered())(channel, said)
            heard.append((kind, said, outcome))
            return outcome

        return deliver

    monkeypatch.setattr(sending, "_deliver_of", of)
    does["heard"] = heard
    return does


@pytest.fixture
def anna(person, now):
    """Someone who trains, has two ways, and wishes half past seven and eight in the evening."""
    told = {"found": True, "timezone": "Europe/Stockholm", "signs": [], "seen_for": []}
    coach.answer(person, told, MORNING - timedelta(days=1))
    for rank, kind in enumerate(("push", "email")):
        Channel.objects.create(account=person, kind=kind, rank=rank, made_at=MORNING, confirmed_at=MORNING)
    return person
