"""The guide in a browser: every article opens in flight mode after one visit; one shares it and prints it."""

import json
import re

import pytest
from playwright.sync_api import expect

from dresses import NARROWEST
from journeys.house import House
from knipa.content.articles import articles

pytestmark = pytest.mark.once
SLUGS = [*articles("en")]
MOST_BYTES = 400_000  # of the whole guide in one language, as it is transferred (issue 5)
CARRIED = """async () => {
  const names = async () => (await caches.keys()).filter((name) => name.startsWith("knipa-pages-"));
  const there = async (name) => (await caches.open(name)).match("/offline/guide.json");
  for (;;) {
    for (const name of await names()) if (await there(name)) return true;
    await new Promise((then) => setTimeout(then, 50));
  }
}"""
SHARED = "navigator.share = async (what) => { window.shared = what; };"
COPIED = """delete Navigator.prototype.share;
Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text; } } });"""
NO_WAY = """delete Navigator.prototype.share;
Object.defineProperty(navigator, "clipboard", { value: undefined });"""
MISSPELT = {"sv": "fammfall", "en": "prolaps"}
SAYS_NOTHING = {"sv": "Något att läsa", "en": "Something to read"}


@pytest.fixture
def house(tmp_path):
    one = House(tmp_path / "home").start().answer()
    yield one
    one.kill()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_after_one_visit_every_article_and_picture_opens_in_flight_mode(house, new_page, language):
    page = new_page(service_workers="allow", locale={"sv": "sv-SE", "en": "en-GB"}[language])
    page.goto(f"{house.address}/")
    assert page.evaluate(CARRIED)
    page.context.set_offline(True)
    house.kill()
    page.goto(f"{house.address}/guide/")
    expect(page.locator(".shelf a").first).to_be_visible()
    page.get_by_role("searchbox").fill(MISSPELT[language])
    expect(page.locator("#found a").first).to_have_attribute("href", re.compile("/guide/prolapse/"))
    for slug in SLUGS:
        page.goto(f"{house.address}/guide/{slug}/")
        expect(page.get_by_role("heading", level=1)).to_have_text(articles(language)[slug].title)
        for picture in page.locator(".picture svg").all():
            assert picture.bounding_box()["height"] > 0
            assert picture.get_attribute("aria-label")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_whole_guide_is_small(house, new_page, language):
    page = new_page(service_workers="allow", locale={"sv": "sv-SE", "en": "en-GB"}[language])
    page.goto(f"{house.address}/guide/")
    told = page.evaluate(
        """async () => {
          const answer = await fetch("/offline/guide.json");
          const [measured] = (await answer.text(), performance.getEntriesByName(answer.url));
          return { transferred: measured.transferSize };
        }"""
    )
    assert 0 < told["transferred"] <= MOST_BYTES, json.dumps(told)


@pytest.mark.parametrize(("language", "forced"), [("sv", None), ("en", "active")])
def test_every_article_is_well_made_at_320_pixels(house, new_page, axe, language, forced):
    locale = {"sv": "sv-SE", "en": "en-GB"}[language]
    page = new_page(viewport=NARROWEST, locale=locale, **({"forced_colors": forced} if forced else {}))
    wide = []
    for slug in SLUGS:
        page.goto(f"{house.address}/guide/{slug}/")
        axe(page)
        if page.evaluate("document.documentElement.scrollWidth") > NARROWEST["width"]:
            wide.append(slug)
    assert not wide


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_article_is_shared_under_a_title_that_says_nothing(house, new_page, language):
    page = new_page(locale={"sv": "sv-SE", "en": "en-GB"}[language])
    page.add_init_script(SHARED)
    page.goto(f"{house.address}/guide/bowel/#what")
    page.locator("[data-do=share]").click()
    assert page.evaluate("window.shared") == {
        "title": SAYS_NOTHING[language],
        "url": f"{house.address}/guide/bowel/",
    }


def test_where_nothing_can_be_shared_the_link_is_copied_or_told(house, new_page):
    page = new_page()
    page.add_init_script(COPIED)
    page.goto(f"{house.address}/guide/find/")
    page.locator("[data-do=share]").click()
    expect(page.locator("#article_tools [role=status]")).to_have_text("The link is copied.")
    assert page.evaluate("window.copied") == f"{house.address}/guide/find/"
    another = new_page()
    another.add_init_script(NO_WAY)
    another.goto(f"{house.address}/guide/find/")
    another.locator("[data-do=share]").click()
    expect(another.locator("#article_tools [role=status]")).to_contain_text(f"{house.address}/guide/find/")


def test_on_paper_there_are_only_the_words_and_the_pictures(house, new_page):
    page = new_page()
    page.goto(f"{house.address}/guide/find/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for gone in (".ways", ".bottom", "#article_tools", ".onward"):
        expect(page.locator(gone)).to_be_hidden()
