"""A mailbox is reminded once its owner has typed the code that came there; nobody else is pestered."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from knipa.web.models import Account, Channel
from knipa.web.reminders import email, smtp
from knipa.web.reminders.email import mailbox
from knipa.web.reminders.email.connection import kept
from postbox import Postbox

NOW = timezone.now()
ANNA = "anna@mail.example"


@pytest.fixture
def post(settings):
    with Postbox() as box:
        told = {"KNIPA_SMTP": f"smtp+plain://127.0.0.1:{box.port}", "KNIPA_MAIL_FROM": "day@home.example"}
        settings.SMTP = smtp.read(told)
        yield box
        kept.end()


@pytest.fixture
def other(db):
    return Account.objects.create(username="other", password="!")


def code_in(mail):
    return re.search(rb"^(\w{4}-\w{4})\r?$", mail.raw, re.MULTILINE)[1].decode()


def begin(person, to=ANNA, now=NOW):
    return email.add(person, to, now)


def begin_and_confirm(person, to=ANNA, now=NOW):
    channel = begin(person, to, now)
    assert email.confirm(channel, mailbox.code_of(channel), now)
    channel.refresh_from_db()
    return channel


def sending(person):
    return [each.told["to"] for each in person.channels.that_send()]


# --- it works


def test_the_code_that_comes_there_lets_reminders_come_too(person, post):
    channel = begin(person)
    assert sending(person) == []
    [mail] = post.got
    assert (mail.to, len(post.got)) == (ANNA, 1)
    assert email.confirm(channel, code_in(mail), NOW + timedelta(minutes=59))
    assert sending(person) == [ANNA]


def test_the_code_is_forgiven_as_people_type_it(person, post):
    channel = begin(person)
    typed = code_in(post.got[0]).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert email.confirm(channel, f" {typed}\n", NOW)


def test_the_mail_asks_neutrally_and_in_the_persons_language(person, post):
    person.language = "en"
    begin(person)
    told = post.got[0].raw.decode("ascii")
    assert "Subject: Your code\r\n" in told
    assert "without the code nothing more comes" in " ".join(told.replace("=\r\n", "").split())
    for word in ("Knipa", "pelvic", "train", "http"):
        assert word not in told
    assert "List-Unsubscribe" not in told


def test_an_address_is_kept_in_one_spelling(person, post):
    channel = begin(person, "  Anna@Bücher.Example ")
    assert channel.told == {"to": "anna@xn--bcher-kva.example"}
    assert post.got[0].to == "anna@xn--bcher-kva.example"


# --- it refuses


def test_the_code_is_good_for_an_hour_and_once(person, post):
    channel = begin(person)
    code = mailbox.code_of(channel)
    assert not email.confirm(channel, code, NOW + timedelta(hours=1))
    assert email.confirm(channel, code, NOW)
    assert not email.confirm(channel, code, NOW)


def test_ten_wrong_tries_end_it(person, post):
    channel = begin(person)
    code = mailbox.code_of(channel)
    wrong = "0000-0000" if code != "00000000" else "1111-1111"
    for _ in range(10):
        assert not email.confirm(channel, wrong, NOW)
    assert not email.confirm(channel, code, NOW)
    assert sending(person) == []


def test_nine_wrong_tries_and_any_number_of_half_ones_do_not(person, post):
    channel = begin(person)
    for _ in range(9):
        email.confirm(channel, "0000-0000", NOW)
        email.confirm(channel, "0000", NOW)
        email.confirm(channel, "", NOW)
    assert email.confirm(channel, mailbox.code_of(channel), NOW)


def test_one_mailboxs_code_opens_no_other(person, other, post):
    mine, theirs = begin(person), begin(other, "eve@mail.example")
    assert not email.confirm(mine, mailbox.code_of(theirs), NOW)


def test_the_code_stands_nowhere_and_is_another_knipas_no_code(person, post, settings):
    channel = begin(person)
    code = mailbox.code_of(channel)
    row = Channel.objects.filter(pk=channel.pk).values()[0]
    assert code not in str(row)
    settings.SECRET_KEY = "another Knipa's"
    assert mailbox.code_of(channel) != code


def test_asking_again_makes_another_code_and_the_one_before_is_worth_nothing(person, post):
    first = begin(person)
    second = begin(person)
    assert mailbox.code_of(first) != mailbox.code_of(second)
    assert not email.confirm(first, mailbox.code_of(first), NOW)
    assert email.confirm(second, mailbox.code_of(second), NOW)


def test_nobody_is_mailed_more_than_three_codes_within_the_hour_whoever_asks(person, other, post):
    begin(person)
    email.take_away(begin(person))  # begun anew: it counts all the same
    begin(other)
    for who in (person, other):
        with pytest.raises(ValueError, match="Nothing can be sent"):
            begin(who)
    assert len(post.got) == 3
    begin(other, now=NOW + timedelta(hours=1))
    assert len(post.got) == 4


def test_that_others_ask_there_sounds_like_a_mailbox_that_takes_nothing(person, other, post):
    """Else one could sound out which address somebody uses."""
    for _ in range(3):
        begin(other)
    with pytest.raises(ValueError, match="Nothing can be sent") as asked_by_others:
        begin(person)
    post.says["RCPT"] = "550 5.1.1 no such user"
    with pytest.raises(ValueError, match="Nothing can be sent") as takes_none:
        begin(person, "nobody@mail.example")
    assert str(asked_by_others.value) == str(takes_none.value)


def test_who_asks_too_often_themselves_is_told_so(person, other, post):
    for _ in range(3):
        begin(person)
    with pytest.raises(ValueError, match="Try again in an hour"):
        begin(person)
    with pytest.raises(ValueError, match="Nothing can be sent"):
        begin(other)


def test_nobody_has_more_than_six_codes_mailed_within_the_hour(person, other, post):
    for number in range(6):
        begin(person, f"a{number}@mail.example")
    with pytest.raises(ValueError, match="Try again in an hour"):
        begin(person, "one.more@mail.example")
    begin(other, "one.more@mail.example")


def test_two_mailboxes_are_enough_and_the_same_twice_is_one(person, other, post):
    first = begin_and_confirm(person)
    begin_and_confirm(person, "anna@work.example")
    with pytest.raises(ValueError, match="Take one away first"):
        begin(person, "third@mail.example")
    with pytest.raises(ValueError, match="already"):
        begin(person, "ANNA@mail.example")
    begin_and_confirm(other)  # two may share a mailbox
    email.take_away(first)
    begin_and_confirm(person, "third@mail.example")


@pytest.mark.parametrize(
    "to",
    ["", "anna", "anna@localhost", "anna@a.example\r\nRCPT TO:<e@e.example>", "a@[127.0.0.1]",
     "a@b.example,c@d.example", '"a b"@mail.example', "a@" + "x" * 64 + ".example"],
)  # fmt: skip
def test_what_is_no_address_is_mailed_nothing(person, post, to):
    with pytest.raises(ValueError, match="Write an address"):
        begin(person, to)
    assert (post.connections, Channel.objects.count()) == (0, 0)


def test_where_no_mail_can_be_sent_nothing_is_kept(person, settings):
    settings.SMTP = None
    with pytest.raises(ValueError, match="cannot send"):
        begin(person)
    assert not Channel.objects.exists()


def test_a_mailbox_that_is_none_is_forgotten_and_cannot_be_sounded_out_at_will(person, post):
    post.says["RCPT"] = "550 5.1.1 no such user"
    for _ in range(3):
        with pytest.raises(ValueError, match="Nothing can be sent"):
            begin(person)
    assert ANNA not in str(Channel.objects.values_list("told", flat=True))
    with pytest.raises(ValueError, match="Try again in an hour"):
        begin(person)


def test_a_server_that_asks_to_wait_costs_the_person_nothing(person, post):
    post.says["MAIL"] = "451 4.7.1 later"
    for _ in range(5):
        with pytest.raises(ValueError, match="Nothing can be sent"):
            begin(person)
    assert not Channel.objects.exists()


# --- it is forgotten


def test_what_is_taken_away_leaves_no_address(person, post):
    confirmed = begin_and_confirm(person)
    begun = begin(person, "other@mail.example")
    email.take_away(confirmed)
    email.take_away(begun)
    assert "mail.example" not in str(Channel.objects.values())
    begin(person, "next@mail.example", NOW + timedelta(hours=1))
    assert Channel.objects.count() == 1


def test_a_code_that_is_only_counted_stands_on_no_page(client, answered, post):
    begin(answered, now=timezone.now())
    assert ANNA in client.get("/reminders/").content.decode()
    email.take_away(Channel.objects.get())
    page = client.get("/reminders/").content.decode()
    assert "No longer used" not in page
    assert ANNA not in page


# --- the page


def page(client, to):
    answer = client.post("/reminders/email/", {"to": to})
    assert answer.status_code == 422
    return answer.content.decode()


def test_the_page_says_why_no_code_is_mailed(client, answered, other, post):
    begin_and_confirm(answered, now=timezone.now())
    assert "You are reminded there already." in page(client, ANNA)
    begin_and_confirm(answered, "anna@work.example", now=timezone.now())
    assert "You have as many mailboxes as can be reminded." in page(client, "third@mail.example")
    email.take_away(answered.channels.first())
    for _ in range(3):
        begin(other, "eve@mail.example", now=timezone.now())
    told = page(client, "eve@mail.example")
    assert "Nothing can be sent to this address now." in told
    assert "codes" not in told
