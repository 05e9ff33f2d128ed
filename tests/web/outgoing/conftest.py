"""What the tests of calling out share: a name that leads where they say, an authority, and nothing kept from before."""

import pytest

from knipa.web.reminders.outgoing import allowed, idle, looked_up, wire
from receivers import Authority


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
