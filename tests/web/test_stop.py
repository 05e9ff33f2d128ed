"""One press in any mail program ends a mailbox's mails; looking ends nothing, and guessing leads nowhere."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from knipa.web.door import secret_addresses
from knipa.web.models import Account, Channel
from knipa.web.reminders import email, secret
from seen import seen

NOW = timezone.now()
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
HERE = "/reminders/stop/{}/"


def a_mailbox(account, to="anna@mail.example", **more):
    fresh = {"kind": "email", "told": {"to": to}, "made_at": NOW, "confirmed_at": NOW, **more}
    made = Channel(account=account, **fresh)
    secret.renew(made)
    made.save()
    return made


@pytest.fixture
def channel(answered):
    return a_mailbox(answered)


def link(channel):
    return HERE.format(secret.token_of(channel))


def sends(channel):
    return Channel.objects.that_send().filter(pk=channel.pk).exists()


def said(answer):
    """All that a stranger can tell one answer from another by."""
    return answer.status_code, answer.content, sorted(answer.headers.items()), {*answer.cookies}


def test_a_mail_programs_one_click_ends_it_without_page_or_cookie(phones_come, channel):
    program = Client(
        enforce_csrf_checks=True,
        headers={"host": "knipa.example", "x-forwarded-proto": "https", "accept": "*/*"},
    )
    answer = program.post(link(channel), "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert not answer.cookies
    assert not sends(channel)
    assert Channel.objects.get().why == "stopped"


def test_it_may_post_it_as_a_form_in_parts_too(stranger, channel):
    assert stranger.post(link(channel), ONE_CLICK).status_code == 200  # Django's client sends it so
    assert not sends(channel)


def test_a_person_is_asked_first_and_then_it_ends(stranger, channel):
    asked = stranger.get(link(channel))
    assert "End these mails?" in seen(asked.content.decode())
    assert sends(channel)
    ended = stranger.post(link(channel), {"stop": "on"})
    assert "Nothing more is sent" in seen(ended.content.decode())
    assert not sends(channel)
    assert not ended.cookies
    assert not asked.cookies


@pytest.mark.parametrize("look", ["get", "head"])
def test_whoever_only_looks_ends_nothing(stranger, channel, look):
    for query in ("", "?List-Unsubscribe=One-Click", "?stop=on"):
        assert getattr(stranger, look)(link(channel) + query).status_code == 200
    for posted in ({}, {"List-Unsubscribe": "yes"}, {"other": "on"}):
        stranger.post(link(channel), posted)
    assert sends(channel)
    for method in ("put", "delete", "patch"):
        assert getattr(stranger, method)(link(channel)).status_code == 405
    assert sends(channel)


def test_once_more_changes_nothing_and_says_the_same(stranger, channel):
    first = stranger.post(link(channel), ONE_CLICK)
    gone_at = Channel.objects.get().gone_at
    second = stranger.post(link(channel), ONE_CLICK)
    assert said(first) == said(second)
    assert Channel.objects.get().gone_at == gone_at


def test_it_ends_this_mailbox_and_nothing_else(stranger, channel, answered):
    other = Account.objects.create(username="other", password="!")
    rest = [a_mailbox(answered, "anna@work.example"), a_mailbox(other)]
    stranger.post(link(channel), ONE_CLICK)
    assert [sends(each) for each in rest] == [True, True]


def test_an_old_mails_link_ends_it_although_it_was_begun_again(
    stranger, channel, answered, monkeypatch, settings
):
    settings.SMTP = object()
    monkeypatch.setattr(email.mailbox, "send", lambda *_: email.sent.Delivered())
    monkeypatch.setattr(email.mailbox.written, "code", lambda *_: b"")
    stranger.post(link(channel), ONE_CLICK)
    again = email.add(answered, "anna@mail.example", NOW)
    stranger.post(
        link(channel), ONE_CLICK
    )  # what has only begun has had no mail to end it by, and is ended too
    assert not email.confirm(again, email.mailbox.code_of(again), NOW)
    again = email.add(answered, "anna@mail.example", NOW)
    assert email.confirm(again, email.mailbox.code_of(again), NOW)
    assert answered.channels.that_send().count() == 1
    stranger.post(link(channel), ONE_CLICK)
    assert not answered.channels.that_send().exists()


def test_guessed_old_and_other_addresses_are_all_the_same(stranger, channel, answered):
    unknown = said(stranger.get(HERE.format("0" * 64)))
    assert unknown[:2] == (404, b"This browser is not paired.")
    feed = Channel(account=answered, kind="calendar", made_at=NOW, confirmed_at=NOW)
    secret.renew(feed)
    feed.save()
    old = link(channel)
    for path in (link(feed), HERE.format(channel.token_hash), HERE.format(secret.token_of(channel)[::-1])):
        assert said(stranger.get(path)) == unknown
        assert said(stranger.post(path, ONE_CLICK)) == unknown
    secret.renew(channel)
    channel.save()
    assert said(stranger.post(old, ONE_CLICK)) == unknown
    assert sends(channel)
    email.take_away(channel)
    assert said(stranger.get(link(channel))) == unknown


@pytest.mark.parametrize(
    "path",
    ["/reminders/stop/", "/reminders/stop/{}", "/reminders/stop/x{}/", "/reminders/stop/{}0/", "/reminders/stop/{}//",
     "/reminders/stop/{}/x", "//reminders/stop/{}/", "/reminders/stop/{}/%0a"],
)  # fmt: skip
def test_without_the_whole_address_a_stranger_gets_nothing(stranger, channel, path):
    path = path.format(secret.token_of(channel))
    assert not secret_addresses.is_one(path)
    assert stranger.get(path).status_code == 303
    assert stranger.post(path, ONE_CLICK).status_code == 401
    assert sends(channel)


def test_what_lies_in_the_database_ends_nothing(channel, settings):
    before = link(channel)
    settings.SECRET_KEY = "another Knipa's"
    assert link(Channel.objects.get()) != before


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_page_tells_nothing_of_the_person_or_of_what_is_trained(stranger, channel, answered, language):
    answered.language, answered.theme = "sv", "contrast"
    answered.save()
    for answer in (stranger.get(link(channel), headers={"accept-language": language}),
                   stranger.post(link(channel), ONE_CLICK, headers={"accept-language": language})):  # fmt: skip
        page = answer.content.decode()
        assert f'lang="{language}"' in page
        for word in (
            "anna@",
            "knipa<",
            "knipa ",
            "– knipa",
            "pelvic",
            "squeeze",
            "care/",
            "today",
            "contrast",
            "csrf",
        ):
            assert word not in page.casefold()
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Referrer-Policy"] == "same-origin"


def test_on_the_machine_itself_it_works_as_well(client, channel):
    assert client.get(link(channel)).status_code == 200
    assert client.post(link(channel), {"stop": "on"}).status_code == 200
    assert not sends(channel)
    assert client.get(HERE.format("0" * 64)).status_code == 404


def test_the_person_sees_why_nothing_comes_any_more(client, channel):
    email.stop(channel, NOW + timedelta(minutes=1))
    assert "ended by the link" in client.get("/reminders/").content.decode()


def test_the_page_bears_every_eye(new_page, axe, live_server, channel):
    page = new_page(viewport={"width": 320, "height": 640}, color_scheme="dark")
    page.goto(live_server.url + link(channel))
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    axe(page)
    assert not sends(channel)
