"""The ways by which reminders come: added, tried, put first, taken away; each only by whom they belong to."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from knipa.web.models import Account, Channel
from knipa.web.reminders.outcome import Delivered, Failed, Why
from nudged import became, page

pytestmark = pytest.mark.usefixtures("monday_noon")
SECRET = "https://knipa.example/reminders/calendar/0123456789abcdef.ics"


@pytest.fixture
def heard(monkeypatch):
    """What a way was sent by; `heard.answer` is what it says."""
    told = SimpleNamespace(answer=Delivered(), messages=[])

    def send(channel, message):
        told.messages.append(message)
        return told.answer

    monkeypatch.setattr("knipa.web.reminders.sending.send", send)
    return told


@pytest.fixture
def doors(monkeypatch):
    """Doors of the ways that write down what they are asked; `doors.refuses` makes them refuse."""
    told = SimpleNamespace(asked=[], refuses=False, code="K7Q2MX")

    def door(kind):
        def add(account, *given):
            if told.refuses:
                raise ValueError("We do not post there.")
            told.asked.append((kind, *given[:-1]))
            more = {"told": {"to": given[0]}} if kind == "email" else {"confirmed_at": given[-1]}
            return Channel.objects.create(account=account, kind=kind, made_at=given[-1], **more)

        def confirm(channel, code, now):
            if code == told.code:
                Channel.objects.filter(pk=channel.pk).update(confirmed_at=now)
            return code == told.code

        return SimpleNamespace(
            add=add,
            confirm=confirm,
            take_away=lambda channel: channel.delete(),
            address=lambda channel, request: SECRET,
            renew=lambda channel: told.asked.append("renewed"),
        )

    monkeypatch.setattr("knipa.web.pages.nudges.doors.door", door)
    monkeypatch.setattr("knipa.web.pages.nudges.adding.door", door)
    return told


def way_of(account, now, rank=1, **more):
    told = {"told": {"to": "anna@knipa.example"}, "made_at": now, "confirmed_at": now, "rank": rank}
    return Channel.objects.create(account=account, kind="email", **{**told, **more})


def press(client, channel, go):
    return client.post(f"/reminders/way/{channel.pk}/", {"go": go})


# --- the list


def test_it_works(client, reminded, heard):
    channel = reminded.channels.get()
    assert "Another program ntfy.example …na Not used yet" in page(client)
    told = page(client, press(client, channel, "try").url)
    assert "Sent. It should be there in a moment." in told
    assert "Last delivered today 12:00" in told
    assert [message.kind for message in heard.messages] == ["trial"]


def test_a_failure_is_told_in_words_at_once_and_nothing_that_was_heard(client, reminded, heard):
    heard.answer = Failed(Why.UNREACHABLE, "connect to 10.0.0.7 timed out")
    channel = reminded.channels.get()
    told = page(client, press(client, channel, "try").url)
    assert "It did not arrive. Failed once, because nobody answers there." in told
    assert "10.0.0.7" not in told


def test_pressed_twice_it_is_sent_once(client, reminded, heard):
    channel = reminded.channels.get()
    press(client, channel, "try")
    press(client, channel, "try")
    assert len(heard.messages) == 1


@pytest.mark.parametrize("more", [{"confirmed_at": None}, {"gone": True}])
def test_nothing_is_sent_where_nobody_has_said_yes_or_nobody_is_left(
    client, reminded, heard, monday_noon, more
):
    gone = {"gone_at": monday_noon} if more.pop("gone", False) else {}
    press(client, way_of(reminded, monday_noon, **more, **gone), "try")
    assert not heard.messages


def test_what_nudges_went_by_counts_as_delivered(client, reminded, monday_noon):
    sent_at = monday_noon - timedelta(hours=4, minutes=30)
    became(reminded, "sent", channel=reminded.channels.get(), sent_at=sent_at)
    assert "Last delivered today 07:30" in page(client)


def test_each_state_of_a_way_is_told(client, reminded, monday_noon):
    way_of(reminded, monday_noon, confirmed_at=None)
    way_of(reminded, monday_noon, failures=2, why="busy: 429")
    way_of(reminded, monday_noon, gone_at=monday_noon, why="gone: 410")
    told = page(client)
    assert "Waits for the code that was sent there" in told
    assert "Failed 2 times in a row, because they asked to wait" in told
    assert "No longer used, because the receiver is not there any more" in told


@pytest.mark.parametrize(
    ("after_the_host", "shown"),
    [
        ("/knipa-anna-7f3k", "ntfy.example …7f3k"),
        ("/knipa-anna-9q2z/", "ntfy.example …9q2z"),
        ("/topics/anna", "ntfy.example …na"),  # never the whole of it
        ("/a", "ntfy.example …"),
        ("/hook?id=1&token=s3cr", "ntfy.example …cr"),
        ("/", "ntfy.example"),
        ("", "ntfy.example"),
    ],
)
def test_programs_on_one_host_are_told_apart_and_their_secrets_kept(client, reminded, after_the_host, shown):
    told = {"url": f"https://ntfy.example{after_the_host}", "style": "ntfy"}
    reminded.channels.update(told=told)
    assert f"Another program {shown} Not used yet" in page(client)


def test_another_way_can_be_put_first(client, reminded, monday_noon):
    second = way_of(reminded, monday_noon)
    press(client, second, "first")
    assert reminded.channels.that_send().first() == second
    press(client, reminded.channels.last(), "first")
    assert reminded.channels.that_send().last() == second


def test_it_is_taken_away(client, reminded, doors):
    press(client, reminded.channels.get(), "away")
    assert not reminded.channels.exists()
    assert "Nothing can be sent yet" in page(client)


@pytest.mark.parametrize("go", ["try", "first", "away"])
def test_a_way_of_somebody_else_is_not_found(client, reminded, heard, doors, monday_noon, go):
    theirs = way_of(Account.objects.create(username="other"), monday_noon)
    assert press(client, theirs, go).status_code == 404
    assert Channel.objects.filter(pk=theirs.pk, rank=1).exists()
    assert not heard.messages


# --- a mailbox


def test_a_mailbox_is_asked_for_its_code_and_then_counts(client, answered, doors, settings):
    settings.SMTP = object()
    client.post("/reminders/email/", {"to": "anna@knipa.example"})
    assert doors.asked == [("email", "anna@knipa.example")]
    told = page(client, "/reminders/email/")
    assert "A code has been sent to anna@knipa.example" in told
    wrong = client.post("/reminders/email/", {"code": "AAAAAA"})
    assert wrong.status_code == 422
    assert b"This code does not work" in wrong.content
    assert client.post("/reminders/email/", {"code": doors.code}).url == "/reminders/?kept=way#ways"
    assert answered.channels.that_send().count() == 1


def test_a_wrong_address_is_begun_anew(client, answered, doors, settings):
    settings.SMTP = object()
    client.post("/reminders/email/", {"to": "ana@knipa.example"})
    client.post("/reminders/email/", {"away": "on"})
    assert "E-mail address" in page(client, "/reminders/email/")


@pytest.mark.parametrize("to", ["", "anna", "anna@@knipa.example", "a@b.example\nBcc: c@d.example"])
def test_what_is_no_address_is_refused(client, answered, doors, settings, to):
    settings.SMTP = object()
    assert client.post("/reminders/email/", {"to": to}).status_code == 422
    assert not doors.asked


def test_without_smtp_it_is_said_to_the_person(client, answered, settings):
    settings.SMTP = None
    told = page(client, "/reminders/email/")
    assert "This Knipa cannot send e-mail yet." in told
    assert "KNIPA_SMTP" in told


# --- another program


def test_another_program_is_added_with_its_style(client, answered, doors):
    typed = {"url": "https://ntfy.example/anna", "style": "ntfy"}
    assert client.post("/reminders/webhook/", typed).url == "/reminders/?kept=way#ways"
    assert doors.asked == [("webhook", typed)]


def test_a_refused_address_is_said_at_its_field(client, answered, doors):
    doors.refuses = True
    answer = client.post("/reminders/webhook/", {"url": "https://inside.example/", "style": "json"})
    assert answer.status_code == 422
    assert '<a href="#id_url">Address: We do not post there.</a>' in answer.content.decode()
    assert not answered.channels.exists()


def test_why_a_mailbox_is_refused_is_said_at_its_field(client, answered, doors, settings):
    settings.SMTP, doors.refuses = object(), True
    answer = client.post("/reminders/email/", {"to": "anna@knipa.example"})
    assert answer.status_code == 422
    assert '<a href="#id_to">E-mail address: We do not post there.</a>' in answer.content.decode()
    settings.SMTP = None
    assert client.post("/reminders/email/", {"to": "anna@knipa.example"}).status_code == 200


# --- a calendar


def test_a_calendar_is_made_shown_renewed_and_taken_away(client, answered, doors):
    assert SECRET not in page(client, "/reminders/calendar/")
    client.post("/reminders/calendar/", {"go": "add"})
    client.post("/reminders/calendar/", {"go": "add"})
    assert answered.channels.count() == 1
    told = page(client, "/reminders/calendar/")
    assert SECRET in told
    assert "It is a secret" in told
    client.post("/reminders/calendar/", {"go": "renew"})
    assert "renewed" in doors.asked
    client.post("/reminders/calendar/", {"go": "away"})
    assert not answered.channels.exists()


# --- notifications in this browser


def test_notifications_are_offered_with_the_key_where_there_is_one(client, answered, settings):
    settings.PUSH = SimpleNamespace(public_key="BNbx")
    assert 'id="push" data-key="BNbx"' in client.get("/reminders/").content.decode()
    settings.PUSH = None
    told = page(client)
    assert "Notifications are not set up on this Knipa." in told
