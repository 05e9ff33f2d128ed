"""Choices about the pages: they apply at once, stay, and change nothing when they are not known."""

import pytest

from knipa.web.models import Account


def page(client, address="/settings/"):
    return client.get(address).content.decode()


def test_it_works(client, person):
    assert 'data-theme="auto"' in page(client)
    assert client.post("/settings/", {"theme": "dark"}).url == "/settings/?changed=theme"
    told = page(client, "/care/")
    assert 'data-theme="dark"' in told
    assert '<meta name="color-scheme" content="dark">' in told


@pytest.mark.parametrize(
    ("field", "value", "seen"),
    [
        ("theme", "light", 'data-theme="light"'),
        ("theme", "contrast", 'data-theme="contrast"'),
        ("large_type", "on", 'data-type="large"'),
        ("discreet", "on", "<title>My day</title>"),
        ("language", "sv", '<html lang="sv"'),
    ],
)
def test_each_choice_applies_at_once_and_the_button_pressed_has_focus(client, person, field, value, seen):
    told = client.post("/settings/", {field: value}, follow=True).content.decode()
    assert seen in told
    pressed = next(part for part in told.split("<button") if f'name="{field}" value="{value}"' in part)
    assert 'aria-pressed="true"' in pressed
    assert "autofocus" in pressed
    assert told.count("autofocus") == 1


def test_a_choice_can_be_taken_back(client, person):
    for value in ("on", "off"):
        client.post("/settings/", {"large_type": value, "discreet": value})
        person.refresh_from_db()
        assert (person.large_type, person.discreet) == (value == "on",) * 2


@pytest.mark.parametrize(
    "told",
    [{"theme": "pink"}, {"large_type": "yes"}, {"discreet": ""}, {"language": "tlh"}, {"password": "x"}, {}],
)
def test_what_is_not_known_changes_nothing(client, person, told):
    assert client.post("/settings/", told).url == "/settings/"
    kept = Account.objects.get(pk=person.pk)
    fields = ("theme", "large_type", "discreet", "language", "password")
    assert [getattr(kept, field) for field in fields] == [getattr(person, field) for field in fields]


@pytest.mark.parametrize(
    ("back", "led"), [("/care/", "/care/"), ("/#own", "/#own"), ("https://evil.example/", "/"), ("", "/")]
)
def test_it_leads_back_but_never_elsewhere(client, person, back, led):
    assert client.post("/settings/", {"discreet": "on", "next": back}).url == led


@pytest.mark.parametrize(
    "address", ["/today/", "/care/", "/about/", "/settings/", "/answers/why/", "/train/", "/nowhere/"]
)
def test_discreet_pages_tell_nothing_by_title_or_icon(client, answered, address):
    answered.discreet = True
    answered.save()
    told = page(client, address)
    head = told[: told.index("</head>")]
    assert "<title>My day</title>" in head
    assert "images/neutral.svg" in head
    assert "knipa.svg" not in head
    assert "touch-180" not in head


def test_discreet_can_be_chosen_at_the_first_visit(client, person):
    assert 'name="discreet" value="on"' in page(client, "/")
    client.post("/settings/", {"discreet": "on", "next": "/#own"})
    told = page(client, "/")
    assert "<title>My day</title>" in told
    assert 'name="discreet" value="off" aria-pressed="true"' in told


@pytest.mark.parametrize(
    ("discreet", "name", "icon"), [(False, "Knipa", "icon-192"), (True, "My day", "neutral-192")]
)
def test_the_manifest_calls_itself_what_the_pages_do(client, person, discreet, name, icon):
    person.discreet = discreet
    person.save()
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    told = answer.json()
    assert (told["name"], told["short_name"]) == (name, name)
    assert icon in told["icons"][0]["src"]
    assert discreet or any(each["purpose"] == "maskable" for each in told["icons"])


def test_someone_who_is_refused_gets_a_page_too(client, db):
    answer = client.get("/settings/", REMOTE_ADDR="192.0.2.7")
    assert answer.status_code == 403
    assert 'data-theme="auto"' in answer.content.decode()
