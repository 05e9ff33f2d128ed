"""A language is one folder: two that nobody speaks are put beside the app, and it speaks them as its own."""

import re
import urllib.error
import urllib.request
from http import HTTPStatus

import pytest

import pseudo
from foreign import Foreign
from seen import seen
from states import STATES, go

pytestmark = pytest.mark.once
GO = next(number for number, state in enumerate(STATES) if state.live is go)
PLACES = [
    (number, address) for number, state in enumerate(STATES) for address in state.addresses if not state.typed
]
# what is the same in every language: names, addresses, units that the texts themselves write, and what was typed
NAMES = re.compile(
    r"\b(?:Knipa|English|Svenska|iPhone|iPad|Android|Tailscale|Caddy|Apache|CC BY|KNIPA_URL|localhost|wc)\b"
    r"|https?://\S+|\bknipa\.example\S*|\b[A-Z0-9]{4}-[A-Z0-9]{4}\b"
)
ENGLISH = re.compile(r"[A-Za-z]+")
SWEDISH = re.compile(r"\b(?:och|att|inte|du|när|som|det|är|från|till|idag|din|ditt)\b")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    app = Foreign(pseudo.make(tmp_path_factory.mktemp("languages")))
    yield app
    app.end()


@pytest.fixture(scope="module")
def read(house):
    """`read("/today/")`: the page as the browser of the person at this machine gets it."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def page(address, **headers):
        asked = urllib.request.Request(house.address + address, headers=headers)
        try:
            with opener.open(asked) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as refused:
            if refused.code != HTTPStatus.NOT_FOUND:
                raise
            return refused.read().decode()

    return page


def foreign_to(page):
    """What is still English on a page that should have none."""
    told = re.sub(r"[^\s\d]*\d[^\s]*(?=\s|$)", lambda word: word[0] if word[0].isdigit() else " ", seen(page))
    return sorted({*ENGLISH.findall(NAMES.sub(" ", told))})


@pytest.mark.parametrize(("language", "direction"), [("qaa", "ltr"), ("qar", "rtl")])
def test_every_page_in_every_state_is_in_the_language_that_was_put_there(house, read, language, direction):
    english = {}
    lived = None
    for number, address in PLACES:
        if number != lived:
            house.live(number, language)
            lived = number
        page = read(address)
        assert re.search(r"<html[^>]*>", page)[0].startswith(f'<html lang="{language}" dir="{direction}"')
        if found := foreign_to(page):
            english[f"{STATES[number].name} {address}"] = found[:12]
    assert not english


def test_the_guide_is_in_it_too(house, read):
    house.live(GO, "qaa")
    for slug in ("find", "men", "aids"):
        assert foreign_to(read(f"/guide/{slug}/")) == []


def test_the_settings_name_it_as_it_names_itself(house, read):
    house.live(0, "en")
    page = read("/settings/")
    for tag in ("qaa", "qar"):
        say, _direction = pseudo.SPEECH[tag]
        assert re.search(
            rf'<button name="language" value="{tag}"[^>]* lang="{tag}"[^>]*>{say("Pseudo")}<', page
        )


def test_the_browser_may_ask_for_it(house, read):
    house.live(0, "")
    assert '<html lang="qar" dir="rtl"' in read("/", **{"Accept-Language": "de, qar;q=0.5, en;q=0.2"})
    assert '<html lang="qaa" dir="ltr"' in read("/", **{"Accept-Language": "qaa-AQ"})


def test_a_language_with_a_few_words_says_the_rest_in_the_one_that_stands_in(house, read):
    house.live(GO, "qab")
    page = read("/programme/")
    assert '<html lang="qab" dir="ltr"' in page
    assert pseudo.accented("building").capitalize() in page  # its own words, where it has any
    assert SWEDISH.search(seen(page))  # the pages are in Swedish
    assert not re.search(r"\b(?:the|and|your)\b", seen(page))  # and not in English
    assert re.search(r"\b20\d\d/m\d+/\d+\b", page)  # a date as it writes it
    assert 'lang="sv"' in read("/guide/find/")
