"""A calendar's address opens nothing but that calendar, and every other address is the same as none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knipa.web.door import secret_addresses
from knipa.web.models import Account, Channel
from knipa.web.reminders import calendar, planning, secret
from seen import seen

LET_IN = "/reminders/calendar/{}.ics"


@pytest.fixture
def channel(answered):
    wishes = [{"at": "07:30", "days": ["mon", "tue"]}]
    told = {"format": "knipa.wishes/1", "timezone": "Europe/Stockholm", "wishes": wishes}
    planning.keep(answered, told, timezone.now())
    return calendar.add(answered, timezone.now())


def path_of(channel):
    return LET_IN.format(secret.token_of(channel))


def said(answer):
    """All that a stranger can tell one answer from another by."""
    return answer.status_code, answer.content, sorted(answer.headers.items()), {*answer.cookies}


def test_a_calendar_program_needs_nothing_but_the_address(stranger, channel):
    answer = stranger.get(path_of(channel), headers={"accept": "*/*"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert b"BEGIN:VEVENT" in answer.content
    assert not answer.cookies
    assert not stranger.cookies
    assert answer["Strict-Transport-Security"]


def test_it_may_ask_whether_anything_is_new(stranger, channel):
    mark = stranger.get(path_of(channel))["ETag"]
    again = stranger.get(path_of(channel), headers={"if-none-match": mark})
    assert (again.status_code, again.content) == (304, b"")
    assert stranger.head(path_of(channel)).status_code == 200


def test_guessed_old_and_other_addresses_are_all_the_same(stranger, channel, answered):
    unknown = said(stranger.get(LET_IN.format("0" * 64)))
    assert unknown[:2] == (404, b"This browser is not paired.")
    old = path_of(channel)
    calendar.renew(channel)
    renewed = Channel.objects.get()
    assert stranger.get(path_of(renewed)).status_code == 200
    mail = Channel(account=answered, kind="email", made_at=timezone.now())
    secret.renew(mail)
    mail.save()
    gone = Channel(account=answered, kind="calendar", made_at=timezone.now(), gone_at=timezone.now())
    secret.renew(gone)
    gone.save()
    one_sign_more = path_of(renewed)[:-5] + ("0.ics" if path_of(renewed)[-5] != "0" else "1.ics")
    for path in (old, path_of(mail), path_of(gone), LET_IN.format(channel.token_hash), one_sign_more):
        assert said(stranger.get(path)) == unknown
    calendar.take_away(renewed)
    assert said(stranger.get(path_of(renewed))) == unknown


def test_what_lies_in_the_database_opens_nothing(stranger, channel, settings):
    path = path_of(channel)
    settings.SECRET_KEY = "another Knipa's"  # who has the rows, and not the key, cannot make the address
    assert path_of(Channel.objects.get()) != path


@pytest.mark.parametrize(
    "path",
    [
        "/reminders/calendar.ics",
        "/reminders/calendar/",
        "/reminders/",
        "/reminders/calendar/{}",
        "/reminders/calendar/{}.ics/",
        "/reminders/calendar/{}.ics%0a",
        "/reminders/calendar/{}0.ics",
        "/reminders/calendar/x{}.ics",
        "//reminders/calendar/{}.ics",
        "/x/reminders/calendar/{}.ics",
    ],
)
def test_beside_it_a_stranger_is_led_to_the_pairing_page_as_ever(stranger, channel, path):
    answer = stranger.get(path.format(secret.token_of(channel)))
    assert (answer.status_code, answer["Location"], answer.content) == (303, "/pair/", b"")


def test_the_address_opens_no_other_page(stranger, channel):
    stranger.get(path_of(channel))
    assert stranger.get("/today/").status_code == 303
    assert stranger.get("/reminders/calendar.ics").status_code == 303


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_it_can_only_be_read(stranger, channel, method):
    known, unknown = (getattr(stranger, method)(path) for path in (path_of(channel), LET_IN.format("0" * 64)))
    assert known.status_code == 405
    assert said(known) == said(unknown)


def test_by_anything_but_the_proxy_it_is_closed(client, channel, phones_come):
    assert client.get(path_of(channel), headers={"host": "knipa.example"}).status_code == 403


def test_another_persons_calendar_is_their_own(stranger, channel, django_user_model):
    other = django_user_model.objects.create(username="other")
    theirs = calendar.add(other, timezone.now())
    assert b"VEVENT" not in stranger.get(path_of(theirs)).content
    assert b"VEVENT" in stranger.get(path_of(channel)).content
    assert calendar.add(other, timezone.now() + timedelta(days=1)) == theirs


def test_at_the_machine_itself_it_opens_too_and_an_unknown_one_is_like_any_page_that_is_not(client, channel):
    assert client.get(path_of(channel)).status_code == 200
    unknown = client.get(LET_IN.format("0" * 64))
    assert unknown.status_code == 404
    assert seen(unknown.content.decode()) == seen(client.get("/nowhere/").content.decode())


def test_the_address_is_the_phones_where_there_is_one(client, channel, rf, settings, phones_come):
    request = rf.get("/", headers={"host": "localhost:8310"})
    assert calendar.address(channel, request) == f"https://knipa.example{path_of(channel)}"
    settings.PHONE_ADDRESS = None
    assert calendar.address(channel, request) == f"http://localhost:8310{path_of(channel)}"


@pytest.mark.parametrize(
    "path", ["", "/", "reminders/calendar/.ics", "/REMINDERS/calendar/" + "0" * 64 + ".ics"]
)
def test_nothing_else_is_shaped_like_a_secret_address(path):
    assert not secret_addresses.is_one(path)
    assert secret_addresses.is_one("/reminders/calendar/" + "0" * 64 + ".ics")


def test_a_person_who_is_gone_takes_the_calendar_along(stranger, channel):
    Account.objects.all().delete()
    assert stranger.get(path_of(channel)).status_code == 404
