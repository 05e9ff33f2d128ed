"""The door: only this machine's person comes in, and what a browser may do is said strictly."""

import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from knipa.web.door import pairing, phones
from knipa.web.door.address import AddressError, read
from knipa.web.models import Account, Device, Phone

BY_THE_PROXY = {"host": "knipa.example", "x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.7"}

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
    "header",
    [
        *("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Via", "X-Real-IP"),
        *("X_Forwarded_For", "CF-Connecting-IP", "X-Client-IP", "X-Original-Host", "Tailscale-User-Login"),
    ],
)
def test_whoever_comes_through_a_proxy_is_refused(client, answered, header):
    assert client.get("/today/", headers={header: "127.0.0.1"}).status_code == 403


def test_a_proxy_that_tells_nothing_is_known_by_how_it_speaks(client, answered):
    for spoken in ("HTTP/1", "HTTP/1.0"):  # as granian calls it, and as others do
        assert client.get("/today/", SERVER_PROTOCOL=spoken).status_code == 403


@pytest.mark.parametrize("origin", ["null", "https://testserver", "http://testserver.evil.example"])
def test_a_form_of_a_page_without_a_name_or_of_another_way_is_refused(answered, origin):
    strict = Client(enforce_csrf_checks=True)
    page = strict.get("/settings/").content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    for path, told in (("/phone/", {"code": "new"}), ("/settings/", {"theme": "dark"})):
        answer = strict.post(path, {"csrfmiddlewaretoken": token, **told}, headers={"origin": origin})
        assert answer.status_code == 403
    assert strict.post("/phone/", {"csrfmiddlewaretoken": token}).status_code == 302


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


# --- the phones' address


@pytest.mark.parametrize(
    ("told", "host", "origin"),
    [
        ("https://knipa.example", "knipa.example", "https://knipa.example"),
        ("https://Knipa.Example/", "knipa.example", "https://knipa.example"),
        ("https://knipa.example:443", "knipa.example", "https://knipa.example"),
        (
            "https://knipa.tail1234.ts.net:8443",
            "knipa.tail1234.ts.net:8443",
            "https://knipa.tail1234.ts.net:8443",
        ),
        ("https://192.168.1.20", "192.168.1.20", "https://192.168.1.20"),
        ("https://knipa.localhost:9443", "knipa.localhost:9443", "https://knipa.localhost:9443"),
    ],
)
def test_an_address_is_a_name_and_perhaps_a_port(told, host, origin):
    address = read(told)
    assert (address.host, address.origin) == (host, origin)
    assert address.is_asked_by(host.upper())


@pytest.mark.parametrize(
    "told",
    [
        "http://knipa.example", "knipa.example", "//knipa.example", "ftp://knipa.example", "https://",
        "https://knipa.example/there", "https://knipa.example?a=b", "https://knipa.example?", "https://knipa.example/#",
        "https://anna@knipa.example", "https://:x@knipa.example", "https://@knipa.example", "https://knipa.example:0",
        "https://knipa.example:x", "https://knipa.example:99999", "https://a b.example", " https://knipa.example",
        "https://knipa.example\n", "https://*.example", "https://.example", "https://knipa..example", "https://[::1]",
        "https://-knipa.example", "https://localhost", "https://127.0.0.1:8443", "https://" + "a" * 64 + ".example",
    ],
)  # fmt: skip
def test_any_other_address_is_refused_in_one_line(told):
    with pytest.raises(AddressError, match="KNIPA_URL: expected https://") as refusal:
        read(told)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("told", [None, ""])
def test_without_an_address_there_is_none(told):
    assert read(told) is None


def test_an_address_changes_nothing_for_whoever_sits_here(client, answered, phones_come):
    answer = client.get("/today/")
    assert answer.status_code == 200
    assert "Strict-Transport-Security" not in answer
    assert client.get("/today/", headers={"x-forwarded-proto": "https"}).status_code == 403
    assert client.get("/today/", headers={"host": "knipa.evil.example"}).status_code == 400


def test_an_address_asked_before_it_is_told_is_a_foreign_host(client, answered):
    asked = {"host": "knipa.example", "x-forwarded-proto": "https"}
    assert client.get("/today/", headers=asked).status_code == 400


@pytest.mark.parametrize("path", [*HEALTH, "/pair/", "/manifest.webmanifest", "/static/styles/knipa.css"])
@pytest.mark.parametrize(
    "asked",
    [
        {"host": "knipa.example"},  # from this machine, and no proxy to be seen
        {"host": "knipa.example", "x-forwarded-proto": "http"},
        {"host": "knipa.example", "x-forwarded-proto": "https,http"},
        {"host": "knipa.example", "x-forwarded-proto": "http,https"},
        {"host": "knipa.example", "x-forwarded-proto": "https,"},
        {"host": "knipa.example", "x-forwarded-proto": "HTTPS"},
        {"host": "knipa.example", "x-forwarded-for": "127.0.0.1"},
        {"host": "knipa.example", "forwarded": "proto=https"},
        {"host": "knipa.example:8310", "x-forwarded-proto": "https"},
        {"host": "knipa.example.", "x-forwarded-proto": "https"},
        {"host": "knipa.example.", "accept": "text/html"},
        {"host": "KNIPA.example:8310"},
    ],
    ids=str,
)
def test_what_asks_for_it_otherwise_than_by_the_proxy_gets_nothing(
    client, answered, phones_come, path, asked
):
    answer = client.get(path, headers=asked)
    assert answer.status_code == 403
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "Knipa" not in answer.content.decode()


def test_a_paired_phone_that_forges_nothing_gets_nothing_without_the_proxy(answered, phones_come):
    token = pair(answered)
    for asked in ({"host": "knipa.example"}, {"host": "knipa.example", "x-forwarded-proto": "http"}):
        known = Client(headers=asked)
        known.cookies[phones.COOKIE] = token
        assert known.get("/today/").status_code == 403


@pytest.mark.parametrize("address", ["192.168.1.20", "2001:db8::1", ""])
def test_another_machine_is_no_proxy_of_ours(by_phone, answered, address):
    by_phone.cookies[phones.COOKIE] = pair(answered)
    assert by_phone.get("/today/").status_code == 200
    assert by_phone.get("/today/", REMOTE_ADDR=address).status_code == 403


@pytest.mark.parametrize(
    "host", ["knipa.example, localhost", "localhost,knipa.example", "knipa.example,knipa.example"]
)
def test_two_hosts_are_nobodys(by_phone, answered, host):
    by_phone.cookies[phones.COOKIE] = pair(answered)
    assert by_phone.get("/today/", headers={"host": host}).status_code in (400, 403)


def test_a_paired_phone_is_nobody_at_another_host(client, answered, phones_come):
    client.cookies[phones.COOKIE] = pair(answered)
    forged = {"host": "localhost", "x-forwarded-host": "knipa.example", "x-forwarded-proto": "https"}
    assert client.get("/today/", headers=forged).status_code == 403


def test_its_answers_ask_for_https_from_now_on(by_phone, answered):
    for path in ("/pair/", "/today/", "/static/styles/knipa.css"):
        answer = by_phone.get(path)
        answer.close()
        assert answer["Strict-Transport-Security"] == "max-age=2592000"


@pytest.mark.parametrize("before", ["\u2000", "\u00a0", "\u0085", "$", "\u2028 "], ids=ascii)
def test_a_neighbours_cookie_does_not_pass_for_the_phones(by_phone, answered, before):
    token = pair(answered)
    ours, theirs = f"{phones.COOKIE}={token}", f"{before}{phones.COOKIE}=planted"
    for cookies in (f"{theirs}; {ours}", f"{ours}; {theirs}", f"{ours};{theirs}"):
        assert by_phone.get("/today/", headers={"cookie": sent(cookies)}).status_code == 200
    planted = f"{before}{phones.COOKIE}={token}"
    assert by_phone.get("/today/", headers={"cookie": sent(planted)}).status_code == 303


def test_a_file_that_brings_the_renewed_cookie_is_kept_by_no_cache_on_the_way(by_phone, answered):
    by_phone.cookies[phones.COOKIE] = pair(answered)
    Phone.objects.update(seen_on=timezone.localdate() - timedelta(days=1))
    first, second = (by_phone.get("/static/styles/knipa.css") for _ in range(2))
    assert (phones.COOKIE in first.cookies, phones.COOKIE in second.cookies) == (True, False)
    for answer in (first, second):
        assert "private" in answer["Cache-Control"]
        assert "public" not in answer["Cache-Control"]
    for answer in (first, second):
        answer.close()


# --- an unpaired browser gets nothing


@pytest.mark.parametrize(
    "path", [*HEALTH, "/settings/", "/phone/", "/programme/", "/about/", "/nowhere/", "/pair"]
)
def test_a_stranger_is_led_to_the_pairing_page(stranger, answered, path):
    answer = stranger.get(path)
    assert (answer.status_code, answer["Location"], answer.content) == (303, "/pair/", b"")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


@pytest.mark.parametrize(
    "path", ["/today/", "/train/", "/api/v1/sync", "/language/", "/settings/", "/phone/"]
)
def test_a_strangers_forms_and_scripts_get_a_word_and_nothing_else(stranger, answered, path):
    for answer in (
        stranger.post(path, {"language": "sv"}),
        stranger.delete(path),
        stranger.get(path, headers={"accept": "*/*"}),
        stranger.get(path, headers={"sec-fetch-mode": "cors"}),
    ):
        assert (answer.status_code, answer.content) == (401, b"This browser is not paired.")
    answered.refresh_from_db()
    assert answered.language == ""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_pairing_page_tells_nothing_of_the_person_or_of_what_is_trained(stranger, answered, language):
    answered.language, answered.theme, answered.large_type = "sv", "contrast", True
    answered.save()
    answer = stranger.get("/pair/", headers={"accept-language": language})
    page = answer.content.decode()
    assert f'<html lang="{language}" dir="ltr" data-theme="auto" data-type="usual">' in page
    for word in ("knipa ", "knipa<", "pelvic", "bäckenbotten", "squeeze", "care/", "data-owner", "duck"):
        assert word not in page.casefold()
    assert {*answer.cookies} == {"knipa_csrf"}
    assert answer["Cache-Control"] == "private, no-store"


def test_the_manifest_calls_itself_neutral_to_strangers(stranger, answered):
    told = stranger.get("/manifest.webmanifest").json()
    assert told["name"] == told["short_name"] == "My day"
    assert all("neutral" in each["src"] for each in told["icons"])
    assert told["shortcuts"] == []  # nor by the address of a drill


def test_a_stranger_cannot_fill_the_disk(stranger):
    sent = {"code": SimpleUploadedFile("code", b"x" * 20_000)}
    answer = stranger.post("/pair/", sent)
    assert (answer.status_code, answer.content) == (413, b"This browser is not paired.")


@pytest.mark.parametrize(
    ("file", "status"),
    [
        ("styles/knipa.css", 200), ("phone/pair.js", 200), ("images/neutral.svg", 200), ("images/neutral-192.png", 200),
        ("player/main.js", 401), ("images/knipa.svg", 401), ("styles/../player/main.js", 404), ("styles/none.css", 404),
    ],
)  # fmt: skip
def test_of_the_files_a_stranger_gets_those_of_the_pairing_page(stranger, file, status):
    answer = stranger.get(f"/static/{file}", headers={"accept": "*/*"})
    assert answer.status_code == status
    told = answer.getvalue()
    answer.close()
    assert (told == b"This browser is not paired.") == (status != 200)


def test_what_goes_wrong_for_a_stranger_is_told_in_one_word(phones_come, db):
    strict = Client(enforce_csrf_checks=True, headers=BY_THE_PROXY)
    answer = strict.post("/pair/", {"code": "0000-0000"})
    assert (answer.status_code, answer.content) == (403, b"This browser is not paired.")


@pytest.mark.once
@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"KNIPA_URL": "https://knipa.example:8443"}, "https://knipa.example:8443 knipa.example"),
        ({"KNIPA_URL": "https://knipa.example", "KNIPA_DEMO": "now"}, ""),
        ({}, ""),
    ],
    ids=str,
)
def test_the_settings_take_the_address_and_a_demonstration_does_not(told, said):
    asked = "from knipa.web import settings as s; print(*s.CSRF_TRUSTED_ORIGINS, *s.ALLOWED_HOSTS[3:])"
    answer = subprocess.run(
        [sys.executable, "-c", asked], env={**os.environ, **told}, capture_output=True, check=True
    )
    assert answer.stdout.decode().strip() == said


def test_a_demonstration_has_no_such_door(answered, phones_come, as_demonstration, settings):
    settings.PHONE_ADDRESS = None  # as settings.py says with KNIPA_DEMO
    asked = Client(headers=BY_THE_PROXY)
    asked.cookies[phones.COOKIE] = pair(answered)
    assert asked.get("/today/").status_code == 403


def sent(cookies):
    """As bytes come to WSGI."""
    return cookies.encode().decode("latin-1")


def pair(account):
    now = timezone.now()
    pairing.begin(account, now)
    return pairing.claim(pairing.open_code(account, now).replace("-", ""), Device.IPHONE, now)
