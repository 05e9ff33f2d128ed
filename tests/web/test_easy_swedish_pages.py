"""Easy Swedish on the pages: chosen in the settings, spoken on each page, and Swedish where it has no words."""

import re

import pytest

from knipa.content.language import language
from knipa.web import clock
from knipa.web.models import Channel

TAG = "sv-x-latt"
PRIVATE_USE = re.compile(r"[a-z]{2,3}(?:-x(?:-[a-z0-9]{1,8})+)")  # BCP 47, as RFC 5646 section 2.2.7 has it


def test_it_is_chosen_in_the_settings_by_its_own_name(client, answered):
    page = client.get("/settings/", headers={"accept-language": "sv"}).content.decode()
    assert re.search(rf'<button name="language" value="{TAG}"[^>]*>Lätt svenska</button>', page)
    client.post("/settings/", {"language": TAG})
    answered.refresh_from_db()
    assert answered.language == TAG
    page = client.get("/settings/").content.decode()
    assert PRIVATE_USE.fullmatch(TAG)
    assert f'<html lang="{TAG}" dir="ltr"' in page
    assert re.search(rf'value="{TAG}" aria-pressed="true"', page)


def test_a_swedish_browser_still_gets_swedish(client, db):
    assert '<html lang="sv"' in client.get("/", headers={"accept-language": "sv-SE,sv"}).content.decode()


def test_every_other_page_leads_there(client, answered):
    page = client.get("/care/", headers={"accept-language": "sv"}).content.decode()
    assert f'value="{TAG}" lang="{TAG}" dir="ltr">{language(TAG).switch}<' in page


@pytest.mark.parametrize(
    ("address", "easy", "swedish"),
    [
        ("/today/", "Kvar idag: högst", "Ta en paus"),
        ("/care/", "Du är gravid och blöder", "När du vill ha hjälp"),
        ("/guide/find/", "Hur känns det att knipa?", "Inställningar"),
        ("/reminders/how/", "Ibland är Knipa tyst. Vill du bli påmind ändå?", "Inställningar"),
        ("/reminders/how/", "Ofta behöver du vila mer än du behöver en påminnelse.", "Inställningar"),
        ("/reminders/webhook/", "Vad ska ta emot påminnelsen?", "JSON"),
        ("/reminders/webhook/", "Är adressen i ditt hem? Då måste den som sköter Knipa säga ja", "JSON"),
        ("/guide/menopause/", "Gå till innehållet", "klimakteriet"),
    ],
)
def test_a_page_speaks_it_and_else_swedish(client, answered, address, easy, swedish):
    client.post("/language/", {"language": TAG})
    page = client.get(address).content.decode()
    assert easy in page
    assert swedish in page


@pytest.mark.parametrize(
    ("url", "easy"),
    [("https://ntfy.example/påminnelse", "Skriv adressen utan å, ä och ö."),
     ("https://192.168.1.20/", "tillåtas av den som sköter den här Knipa")],
)  # fmt: skip
def test_an_address_that_does_not_do_is_answered(client, answered, url, easy):
    client.post("/language/", {"language": TAG})
    assert easy in client.post("/reminders/webhook/", {"url": url, "style": "ntfy"}).content.decode()


@pytest.mark.parametrize(("failures", "easy"), [(1, "Kom inte fram en gång"), (3, "Kom inte fram 3 gånger")])
def test_a_way_that_failed_says_how_often(client, answered, failures, easy):
    client.post("/language/", {"language": TAG})
    Channel.objects.create(
        account=answered, kind="email", made_at=clock.now(), confirmed_at=clock.now(), failures=failures, why="busy",
    )  # fmt: skip
    assert f"{easy}, eftersom mottagaren vill att vi väntar" in client.get("/reminders/").content.decode()


def test_the_player_speaks_it(client, answered):
    client.post("/language/", {"language": TAG})
    client.post("/today/ready/", {"how": "same"})
    page = client.get("/train/").content.decode()
    assert f'"locale": "{TAG}"' in page
    assert "Starta när du vill" in page
    assert "Hur gick det att göra rätt?" in page
    assert "Starka knip. Knip in" in page  # and the rest, escaped
