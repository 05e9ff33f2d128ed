"""Someone types a question at the guide, misspelt, on a phone."""

import re

import pytest
from playwright.sync_api import expect

NARROW = {"width": 360, "height": 740}

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
ASKED = [
    ("sv-SE", "fammfall", "prolapse", "Framfall"),
    ("en-GB", "histerectomy", "hysterectomy", "womb"),
]


@pytest.fixture
def on_a_phone(new_page, live_server):
    def opened(locale):
        page = new_page(viewport=NARROW, locale=locale)
        page.goto(f"{live_server.url}/guide/")
        return page

    return opened


def first(page):
    return page.locator("#found a").first


@pytest.mark.parametrize(("locale", "question", "slug", "title"), ASKED)
def test_what_one_types_is_found_as_one_types(on_a_phone, axe, locale, question, slug, title):
    page = on_a_phone(locale)
    page.get_by_role("searchbox").press_sequentially(question)
    expect(first(page)).to_contain_text(title)
    expect(first(page)).to_have_attribute("href", re.compile(rf"^/guide/{slug}/(#[\w-]+)?$"))
    expect(page.get_by_role("status")).to_contain_text(page.locator("#found_said").inner_text())
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_the_keyboard_is_enough_and_the_question_stays_out_of_the_history(on_a_phone):
    page = on_a_phone("en-GB")
    before = page.evaluate("history.length")
    page.get_by_role("searchbox").fill("stiches")
    page.keyboard.press("Enter")
    expect(page.locator("#found_said")).to_be_focused()
    assert (page.url.partition("?")[1], page.evaluate("history.length")) == ("", before)
    page.keyboard.press("Tab")
    expect(first(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/guide/after-birth/**")


def test_without_a_network_the_index_is_enough(on_a_phone):
    page = on_a_phone("en-GB")
    with page.expect_response("**/guide/index.json"):
        page.get_by_role("searchbox").focus()
    page.context.set_offline(True)
    page.get_by_role("searchbox").fill("menapause")
    expect(first(page)).to_have_attribute("href", re.compile("^/guide/menopause/"))
    page.get_by_role("searchbox").fill("xyzzyx")
    expect(page.locator("#found_none")).to_be_visible()
    page.get_by_role("searchbox").fill("")
    expect(page.locator("#found")).to_be_hidden()


def test_without_an_index_the_server_is_asked(on_a_phone):
    page = on_a_phone("en-GB")
    page.route("**/guide/index.json", lambda route: route.abort())
    page.get_by_role("searchbox").fill("menapause")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guide/?q=menapause")
    expect(first(page)).to_have_attribute("href", re.compile("^/guide/menopause/"))
