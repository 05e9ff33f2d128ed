"""A phone is paired by a code that is good once and soon, comes in by its cookie alone, and can be sent away."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from at_once import at_once
from knipa.web.door import codes, pairing, phones
from knipa.web.models import Account, Device, Pairing, Phone

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"
)
CODE = re.compile(r'class="code">([0-9A-Z]{4}-[0-9A-Z]{4})<')


@pytest.fixture
def shown(client, person, by_phone):
    """The code that the machine itself shows."""
    client.post("/phone/", {"code": "new"})
    return CODE.search(client.get("/phone/").content.decode())[1]


@pytest.fixture
def paired(by_phone, shown):
    """A phone that has come in."""
    by_phone.post("/pair/", {"code": shown})
    return by_phone


def later(monkeypatch, **more):
    now = timezone.now() + timedelta(**more)
    monkeypatch.setattr("knipa.web.clock.timezone.now", lambda: now)


def refused(answer):
    return answer.status_code == 422 and "This code does not work." in answer.content.decode()


# --- pairing


def test_it_works(by_phone, answered, shown):
    assert by_phone.get("/today/").status_code == 303
    answer = by_phone.post("/pair/", {"code": shown}, headers={"user-agent": IPHONE})
    assert (answer.status_code, answer["Location"]) == (303, "/today/")
    assert by_phone.get("/today/").status_code == 200
    phone = Phone.objects.get()
    assert (phone.account, phone.device) == (answered, Device.IPHONE)


def test_the_cookie_is_for_this_host_alone_and_the_database_keeps_only_its_hash(by_phone, shown):
    cookie = by_phone.post("/pair/", {"code": shown}).cookies["__Host-knipa_phone"]
    assert (cookie["secure"], cookie["httponly"]) == (True, True)
    assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")
    assert cookie["max-age"] == 400 * 24 * 3600
    assert len(cookie.value) == 43  # 256 bits in base 64
    kept = Phone.objects.get()
    assert kept.token_hash == hashlib.sha256(cookie.value.encode()).hexdigest()
    assert cookie.value not in str(vars(kept))


@pytest.mark.parametrize(
    "typed", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code[:4]} {code[5:]} "]
)
def test_a_code_may_be_typed_as_one_likes(by_phone, shown, typed):
    assert by_phone.post("/pair/", {"code": typed(shown)}).status_code == 303


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("oil0-abcd", "0110ABCD"), ("OOOO LLLL", "00001111"), ("ABCD–EFGH", "ABCDEFGH"), ("ABCD", None),
     ("ABCD-EFGU", None), ("ABCD-EFGHJ", None), ("", None), ("ÅÄÖÅ-ÄÖÅÄ", None)],
)  # fmt: skip
def test_look_alikes_are_forgiven_and_nothing_else(typed, meant):
    assert codes.read(typed) == meant


def test_a_code_stands_nowhere_in_the_database(shown):
    row = Pairing.objects.get()
    assert shown.replace("-", "") not in str(vars(row))
    assert codes.shown(codes.code_of(row)) == shown


def test_a_code_is_good_once(paired, shown, stranger):
    assert refused(stranger.post("/pair/", {"code": shown}))
    assert Phone.objects.count() == 1


def test_a_code_is_good_for_ten_minutes(by_phone, client, shown, monkeypatch):
    later(monkeypatch, minutes=10, seconds=1)
    assert 'class="code"' not in client.get("/phone/").content.decode()
    assert refused(by_phone.post("/pair/", {"code": shown}))


def test_a_new_code_takes_the_place_of_the_old(client, by_phone, shown):
    client.post("/phone/", {"code": "new"})
    assert refused(by_phone.post("/pair/", {"code": shown}))


def test_ten_wrong_tries_by_whomever_end_every_code(by_phone, shown):
    for number in range(10):
        answer = Client(headers=by_phone.told).post("/pair/", {"code": f"0000-000{number}"})
        assert refused(answer)
    assert refused(by_phone.post("/pair/", {"code": shown}))
    assert not Pairing.objects.exists()


def test_nine_wrong_tries_and_slips_of_the_thumb_do_not(by_phone, shown):
    for number in range(9):
        by_phone.post("/pair/", {"code": f"0000-000{number}"})
    for slip in ("", "ABC", "no code at all"):
        assert refused(by_phone.post("/pair/", {"code": slip}))
    assert by_phone.post("/pair/", {"code": shown}).status_code == 303


def test_without_an_open_code_whoever_tries_holds_nobody_up(by_phone, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        assert pairing.claim("00000000", Device.COMPUTER, timezone.now()) is None
    assert asked[0]["sql"].startswith("SELECT")


def test_what_is_wrong_with_a_code_is_never_told(client, by_phone, shown, monkeypatch):
    def without_its_token(code):
        page = by_phone.post("/pair/", {"code": code}).content.decode()
        return re.sub(r' value="[^"]*"', "", page)

    told = {without_its_token(wrong) for wrong in ("0000-0000", "nonsense", "", "x" * 99)}
    later(monkeypatch, minutes=11)
    assert {without_its_token(shown), *told} == told
    assert len(told) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_browsers_with_one_code_one_is_paired():
    account, now = Account.only(), timezone.now()
    for _ in range(5):
        Phone.objects.all().delete()
        pairing.begin(account, now)
        code = pairing.open_code(account, now)
        got = at_once(4, lambda code=code: pairing.claim(code, Device.ANDROID, now))
        assert len([token for token in got if token]) == 1
        assert Phone.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_wrong_tries_at_the_same_moment_are_all_counted():
    account, now = Account.only(), timezone.now()
    pairing.begin(account, now)
    right = pairing.open_code(account, now)
    wrong = "00000000" if right != "00000000" else "00000001"
    at_once(10, lambda: pairing.claim(wrong, Device.COMPUTER, now))
    assert pairing.claim(right, Device.IPHONE, now) is None
    assert not Phone.objects.exists()


@pytest.mark.parametrize(
    ("browser", "device"),
    [
        (IPHONE, Device.IPHONE),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X)", Device.IPAD),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/131.0 Mobile Safari/537.36", Device.ANDROID),
        ("Mozilla/5.0 (Linux; Android 14; SM-X910) Chrome/131.0 Safari/537.36", Device.TABLET),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", Device.COMPUTER),
        ("", Device.COMPUTER),
    ],
)
def test_a_phone_is_called_what_kind_it_is_and_nothing_more(browser, device):
    assert phones.device_of(browser) is device


# --- coming back


def test_a_phone_is_noted_and_its_cookie_renewed_once_a_day(paired, monkeypatch):
    assert not paired.get("/care/").cookies.get(phones.COOKIE)
    tomorrow = timezone.localdate() + timedelta(1)
    later(monkeypatch, days=1)
    before = paired.cookies[phones.COOKIE].value
    renewed = paired.get("/care/").cookies[phones.COOKIE]
    assert (renewed.value, renewed["max-age"], renewed["secure"]) == (before, 400 * 24 * 3600, True)
    assert not paired.get("/care/").cookies.get(phones.COOKIE)
    assert Phone.objects.get().seen_on == tomorrow


def test_a_phone_that_was_away_too_long_is_a_stranger(paired, monkeypatch):
    later(monkeypatch, days=402)
    assert paired.get("/today/").status_code == 303


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "é"])
def test_another_token_is_a_strangers(paired, token):
    paired.cookies[phones.COOKIE] = token
    assert paired.get("/care/").status_code == 303


def test_a_paired_phone_speaks_the_persons_language(paired, answered):
    answered.language = "sv"
    answered.save()
    assert '<html lang="sv"' in paired.get("/care/", headers={"accept-language": "en"}).content.decode()


def test_a_form_from_a_phone_needs_its_token(paired):
    strict = Client(enforce_csrf_checks=True, headers=paired.told)
    strict.cookies = paired.cookies
    assert strict.post("/language/", {"language": "sv"}).status_code == 403
    page = strict.get("/settings/").content.decode()
    told = {
        "csrfmiddlewaretoken": re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1],
        "language": "sv",
    }
    for origin in ("https://evil.example", "http://knipa.example", "null"):
        assert strict.post("/settings/", told, headers={"origin": origin}).status_code == 403
        assert strict.post("/phone/", told | {"away": "this"}, headers={"origin": origin}).status_code == 403
    assert strict.post("/settings/", told, headers={"origin": "https://knipa.example"}).status_code == 302


def test_every_cookie_of_this_way_is_secure_and_those_of_the_machine_are_as_ever(paired, client):
    there = paired.post("/settings/", {"language": "sv"}).cookies
    assert there["django_language"]["secure"]
    assert not client.post("/settings/", {"language": "sv"}).cookies["django_language"]["secure"]
    assert not client.get("/settings/").cookies["knipa_csrf"]["secure"]


# --- the pages


def test_without_an_address_the_page_says_what_is_missing(client, person):
    page = client.get("/phone/").content.decode()
    assert "one that begins with https" in page
    assert "docs/hosting.md" in page
    assert 'href="/train/"' in page
    assert "<svg" not in page
    client.post("/phone/", {"code": "new"})
    assert not Pairing.objects.exists()


def test_the_settings_lead_there(client, person):
    assert 'href="/phone/"' in client.get("/settings/").content.decode()


def test_the_picture_holds_the_code_behind_a_hash_that_no_server_sees(client, shown, monkeypatch):
    drawn = []
    monkeypatch.setattr("knipa.web.qr.segno.make_qr", lambda text, error: drawn.append(text) or FAKE)
    client.get("/phone/")
    assert drawn == [f"https://knipa.example/pair/#{shown.replace('-', '')}"]


def test_the_picture_is_drawn_module_for_module():
    import segno

    from knipa.web.qr import draw

    qr, code = (
        draw("https://knipa.example/pair/#ABCDEFGH"),
        segno.make_qr("https://knipa.example/pair/#ABCDEFGH", error="q"),
    )
    dark = {
        (x, int(y))
        for begin, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1H\1z", qr.path)
        for x in range(int(begin), int(begin) + int(width))
    }
    matrix = [*code.matrix_iter(border=4)]
    assert dark == {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert qr.side == len(matrix)


def test_the_machine_sees_its_phones_and_signs_one_out(client, paired, person):
    page = client.get("/phone/").content.decode()
    assert "Computer" in page
    assert f"last seen {timezone.localdate():%-d %B %Y}" in page
    client.post("/phone/", {"away": Phone.objects.get().pk})
    assert "Paired phones" not in client.get("/phone/").content.decode()
    assert paired.get("/today/").status_code == 303
    assert paired.post("/train/", {"line": "{}"}).status_code == 401


@pytest.mark.parametrize("gone", ["0", "-1", "x", "", "9" * 30, "²"])
def test_what_is_no_phone_signs_nobody_out(client, paired, gone):
    assert client.post("/phone/", {"away": gone}).status_code == 302
    assert Phone.objects.count() == 1


def test_a_phone_sees_itself_alone_and_signs_itself_out(paired, person):
    other = Phone.objects.create(
        account=person,
        token_hash="0" * 64,
        device="ipad",
        paired_at=timezone.now(),
        seen_on=timezone.localdate(),
    )
    page = paired.get("/phone/").content.decode()
    assert "This phone" in page
    assert "iPad" not in page
    assert paired.post("/phone/", {"code": "new"}).status_code == 200
    assert not Pairing.objects.exists()
    answer = paired.post("/phone/", {"away": other.pk})
    assert (answer.status_code, answer["Location"]) == (303, "/pair/")
    assert answer["Clear-Site-Data"] == '"cache"'  # what waits on the phone is not the server's to throw away
    assert (answer.cookies[phones.COOKIE].value, answer.cookies[phones.COOKIE]["secure"]) == ("", True)
    assert [*Phone.objects.all()] == [other]
    assert paired.get("/today/").status_code == 303


def test_whoever_sits_at_the_machine_needs_no_code(client, shown):
    answer = client.post("/pair/", {"code": shown})
    assert (answer.status_code, answer["Location"]) == (303, "/phone/")
    assert not Phone.objects.exists()


def test_a_phone_that_is_paired_is_not_paired_again(paired):
    assert paired.get("/pair/")["Location"] == "/today/"


class Fake:
    def matrix_iter(self, border):
        return [[0, 0]]


FAKE = Fake()
