"""Where one seeks care: by language and time zone, or as chosen; and everything that says whom to ring follows it."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from knipa.web import coach
from knipa.web.models import Account
from knipa.web.where import places
from states import AFTER, STATES, hurt

WAYS = ("/answers/", "/care/", "/safety/", "/today/")
AHEAD = "/offline/ahead.json"
CALLS = re.compile(r'href="tel:([^"]*)"')
SOURCE_NAMED = re.compile(  # where the programme comes from, not whom to ring
    r"1177\.se|[Ee]nligt 1177|1177(?:, [^.,]+,)? (?:also )?(?:says|säger)"
)
OF_SWEDEN = re.compile(r"\b1177\b|tel:|In Sweden you|I Sverige väljer")


def page(client, address="/care/", **headers):
    return client.get(address, headers=headers).content.decode()


def lives_in(account, zone):
    coach.answer(account, {"timezone": zone, "found": True, "signs": [], "seen_for": []}, timezone.now())


def test_it_works(client, answered):
    told = page(client)
    assert "Now: ring 112" in told
    assert CALLS.findall(told) == ["112", "1177"]
    assert "your primary-care centre" in told
    assert "In Sweden you choose" in told


@pytest.mark.parametrize(
    ("language", "zone", "calls"),
    [
        ("en", None, []),
        ("en", "Europe/London", []),
        ("en", "Europe/Stockholm", ["112", "1177"]),
        ("sv", None, ["112", "1177"]),
        ("sv", "Europe/London", ["112", "1177"]),
    ],
)
def test_without_a_choice_it_follows_language_and_time_zone(client, person, language, zone, calls):
    if zone:
        lives_in(person, zone)
    assert CALLS.findall(page(client, **{"accept-language": language})) == calls


@pytest.mark.parametrize(("chosen", "calls"), [("world", []), ("sweden", ["112", "1177"])])
def test_a_choice_comes_before_both(client, person, chosen, calls):
    for zone in ("Europe/Stockholm", "Asia/Tokyo"):
        lives_in(person, zone)
        assert client.post("/settings/", {"care": chosen}).url == "/settings/?changed=care"
        for language in ("en", "sv"):
            assert CALLS.findall(page(client, **{"accept-language": language})) == calls
    assert Account.objects.get().care == chosen
    assert client.post("/settings/", {"care": "by_itself"}).status_code == 302
    assert Account.objects.get().care == ""


def test_it_is_chosen_on_the_page_itself_and_the_button_pressed_has_focus(client, answered):
    told = page(client)
    back = re.search(r'name="next" value="([^"]*changed[^"]*)"', told)[1]
    answer = client.post("/settings/", {"care": "world", "next": back}, follow=True)
    assert answer.request["PATH_INFO"] == "/care/"
    told = answer.content.decode()
    pressed = next(part for part in told.split("<button") if 'name="care" value="world"' in part)
    assert 'aria-pressed="true" autofocus' in pressed
    assert told.count("autofocus") == 1
    assert told.count('aria-pressed="true"') == 1


def test_each_pack_can_be_chosen_by_its_name_and_elsewhere_is_last(client, person):
    assert [str(text) for _value, text in places()] == [
        "As your language and time zone",
        "Sweden",
        "Elsewhere",
    ]
    told = page(client, "/settings/")
    assert 'name="care" value="by_itself" aria-pressed="true"' in told
    assert "Någon annanstans" in page(client, "/settings/", **{"accept-language": "sv"})


@pytest.mark.parametrize("value", ["atlantis", "", "Sweden"])
def test_a_place_that_is_not_known_changes_nothing(client, person, value):
    client.post("/settings/", {"care": "world"})
    client.post("/settings/", {"care": value})
    assert Account.objects.get().care == "world"


def test_a_pack_that_has_gone_leaves_it_to_language_and_time_zone(client, answered):
    Account.objects.update(care="atlantis")
    assert CALLS.findall(page(client)) == ["112", "1177"]
    for address in ("/care/", "/settings/"):
        assert 'value="by_itself" aria-pressed="true"' in page(client, address)


@pytest.mark.parametrize(
    ("sign", "sweden", "world"),
    [
        ("saddle_numbness", "Ring 112 now", "Ring your local emergency number now, 112 in the EU"),
        ("blood_in_urine", "Ring your primary-care centre", "Ring your doctor in"),
    ],
)
def test_today_says_whom_to_ring_there(client, answered, sign, sweden, world):
    client.post("/safety/", {"signs": [sign]})
    told = page(client, "/today/")
    assert sweden in told
    assert len(CALLS.findall(told)) == 1
    Account.objects.update(care="world")
    told = page(client, "/today/")
    assert world in told
    assert CALLS.findall(told) == []
    assert '<a class="button main" href="/care/">' in told, "where no number is known, the way on is the page"


def test_after_pain_it_says_whom_to_ring_there(client, person):
    hurt(person)
    assert "contact your primary-care centre, your midwife or 1177." in page(client, f"/train/{AFTER}/after/")
    Account.objects.update(care="world")
    told = page(client, f"/train/{AFTER}/after/")
    assert "contact your doctor, your midwife or the doctor on call where you live." in told


def test_the_session_carries_it_for_when_it_hurts(client, answered):
    assert "your midwife or 1177." in page(client, "/train/")
    Account.objects.update(care="world")
    assert "your midwife or the doctor on call where you live." in page(client, "/train/")


def test_the_week_on_paper_says_whom_to_ring_there(client, answered):
    assert "Today: the maternity ward, the clinic that operated or 1177" in page(client, "/paper/week/")
    Account.objects.update(care="world")
    assert "Now: ring your local emergency number" in page(client, "/paper/week/")


def test_the_guide_is_worded_for_who_seeks_care_there(client, answered):
    assert "Ring <strong>112</strong>" in page(client, "/guide/seek-care/")
    client.post("/settings/", {"care": "world"})
    assert "<strong>local emergency number</strong>" in page(client, "/guide/seek-care/")


def test_what_the_phone_carries_is_made_anew_with_another_pack(client, answered):
    first = client.get(AHEAD)
    care = first.json()["html"][first.json()["pages"]["/care/"]]
    assert CALLS.findall(care) == ["112", "1177"]
    client.post("/settings/", {"care": "world"})
    again = client.get(AHEAD, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    told = again.json()["html"].values()
    assert not [html for html in told if OF_SWEDEN.search(_without_the_choice(html))]


def test_a_first_visit_asks_no_more_of_the_database(client, answered, django_assert_num_queries):
    with django_assert_num_queries(2):  # the account, and its answers
        page(client)


@pytest.mark.usefixtures("house_as_it_was")
@pytest.mark.parametrize("language", ["en", "sv"])
def test_no_page_in_any_state_names_a_number_of_sweden_to_who_seeks_care_elsewhere(db, language):
    found = {}
    for state in STATES:
        Account.objects.all().delete()
        account = Account.only()
        account.language, account.care = language, "world"
        account.save()
        state.begin(account)
        client = Client()
        for address in {*state.addresses, *WAYS}:
            told = page(client, address, **{"accept-language": language})
            if named := OF_SWEDEN.search(_without_the_choice(told)):
                found[f"{state.name} {address}"] = named[0]
    assert not found


def _without_the_choice(told):
    """The page without the buttons that offer Sweden, and without what is told of where the programme comes from."""
    return SOURCE_NAMED.sub("", re.sub(r'<button name="care".*?</button>', "", told, flags=re.DOTALL))
