"""The door: only this machine's person comes in, and what a browser may do is said strictly."""

import pytest
from django.test import Client

from knipa.web.models import Account

HEALTH = ["/", "/answers/body/", "/today/", "/train/", "/safety/", "/care/"]


@pytest.mark.parametrize("address", HEALTH)
def test_every_page_is_private_and_strict(client, answered, address):
    headers = client.get(address).headers
    assert headers["Cache-Control"] == "private, no-store"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_no_page_carries_inline_script_or_style(client, answered):
    for address in [*HEALTH, "/answers/safety/", "/answers/squeeze/"]:
        page = client.get(address, follow=True).content.decode()
        assert "style=" not in page
        assert "onclick" not in page
        assert "<script>" not in page


def test_a_foreign_host_is_refused(client, answered):
    assert client.get("/today/", headers={"host": "knipa.evil.example"}).status_code == 400


@pytest.mark.parametrize("address", ["192.168.1.20", "10.0.0.1", "2001:db8::1", "", "nonsense"])
def test_another_machine_is_refused(client, answered, address):
    answer = client.get("/today/", REMOTE_ADDR=address)
    assert answer.status_code == 403
    assert "Not from here" in answer.content.decode()


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.8.8.8"])
def test_this_machine_comes_in(client, answered, address):
    assert client.get("/today/", REMOTE_ADDR=address).status_code == 200


@pytest.mark.parametrize(
    "header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Via", "X-Real-IP"]
)
def test_whoever_comes_through_a_proxy_is_refused(client, answered, header):
    assert client.get("/today/", headers={header: "127.0.0.1"}).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/answers/why/",
        "/safety/",
        "/today/ready/",
        "/today/how/",
        "/train/",
        "/train/by-table/",
        "/language/",
    ],
)
def test_a_form_from_elsewhere_is_refused(answered, address):
    answer = Client(enforce_csrf_checks=True).post(address, {})
    assert answer.status_code == 403
    assert "That did not get through" in answer.content.decode()


def test_cookies_are_for_the_server_alone(client, db):
    client.post("/answers/why/", {})
    client.get("/")
    for name in ("knipa_session", "knipa_csrf"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] in ("Lax", "Strict")


def test_there_is_one_account_and_it_has_no_password(client, db):
    client.get("/")
    client.get("/")
    assert not Account.objects.get().has_usable_password()


@pytest.mark.parametrize(("address", "status"), [("/nowhere/", 404), ("/train/not-an-id/after/", 404)])
def test_what_is_not_there_says_so_kindly(client, db, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    assert "There is no such page" in answer.content.decode()
