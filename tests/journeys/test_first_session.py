"""A person answers, trains and says how it felt: in both languages, on both sizes, with nothing for axe to find."""

import pytest
from playwright.sync_api import expect

from journeys.telling import ANSWERS, tell

NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[("sv-SE", NARROW), ("en-GB", NARROW), ("sv-SE", WIDE), ("en-GB", WIDE)], ids=str)
def visit(request, new_page, live_server, axe):
    """`visit.see()` judges the page as it stands."""
    locale, size = request.param
    page = new_page(locale=locale, viewport=size, timezone_id="Europe/Stockholm")
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)

    def see():
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.url
        assert page.evaluate("document.documentElement.lang") == locale[:2]
        assert not faults

    page.see = see
    page.home = live_server.url
    page.goto(live_server.url)
    return page


def answer(page, *, found="yes", judge=lambda: None):
    """From the welcome to today."""
    judge()
    page.locator("a.button.main").click()
    for step, tick in [
        ("why", "leak_urine"),
        ("when", "rise"),
        ("body", None),
        ("safety", "none"),
        ("able", "jump"),
    ]:
        page.wait_for_url(f"**/answers/{step}/")
        judge()
        if tick:
            page.locator("[name=none]" if tick == "none" else f"[value={tick}]").check()
        page.locator("button.main").click()
    page.wait_for_url("**/answers/squeeze/")
    judge()
    page.locator(f"[name=found][value={found}]").check()
    page.locator("button.main").click()
    page.wait_for_url("**/today/")
    judge()


def test_from_the_first_question_to_how_it_felt(visit):
    answer(visit, judge=visit.see)
    visit.locator("a.button.main").click()
    expect(visit.locator("#player")).to_be_visible()
    visit.see()
    visit.locator("[data-do=toggle]").click()
    expect(visit.locator("[data-do=stop]")).to_be_visible()
    visit.wait_for_timeout(9000)  # get ready, and a first whole squeeze, at real speed
    visit.see()
    visit.locator("[data-do=stop]").click()
    tell(visit, judge=visit.see)
    expect(visit.locator("button[name=how][value=same]")).to_be_visible()
    visit.see()


def test_pain_stops_at_once_and_every_careful_page_is_sound(visit):
    answer(visit)
    visit.locator("a.button.main").click()
    visit.locator("[data-do=hurts]").click()
    expect(visit.locator("#hurt")).to_be_visible()
    visit.see()
    visit.locator("#hurt a.button.main").click()
    expect(visit.locator("[value=painless]")).to_be_visible()
    visit.see()
    for sign in ("fever", "blood_in_urine", "saddle_numbness"):
        visit.goto(f"{visit.home}/safety/")
        for tick in visit.locator(".option:not(.seen) [name=signs]:checked").all():
            tick.uncheck()
        visit.locator(f"[name=signs][value={sign}]").check()
        visit.see()
        visit.locator("button.main").click()
        visit.wait_for_url("**/today/")
        visit.see()
    for address in ("/care/", "/nowhere/", "/answers/body/"):
        visit.goto(visit.home + address)
        visit.see()


def test_wrong_answers_are_told_and_kept(visit):
    visit.goto(f"{visit.home}/answers/safety/")
    visit.locator("button.main").click()
    expect(visit.locator("[role=alert] a")).to_be_visible()
    visit.see()
    visit.goto(f"{visit.home}/answers/body/")
    visit.locator("summary").nth(1).click()
    visit.locator("[name=birth_on]").fill("2026-01-02")
    visit.locator("button.main").click()
    expect(visit.locator("[name=birth_on]")).to_have_value("2026-01-02")
    visit.see()


def test_the_language_can_be_changed_on_the_way(visit):
    was = visit.evaluate("document.documentElement.lang")
    visit.locator(".language button").first.click()
    visit.wait_for_function("was => document.documentElement.lang !== was", arg=was)


def test_by_keyboard_alone(new_page, live_server):
    page = new_page()
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    _press(page, "a.button.main", "Enter")
    for step, tick in [
        ("why", "#id_reasons_0"),
        ("when", None),
        ("body", None),
        ("safety", "#id_none"),
        ("able", None),
    ]:
        page.wait_for_url(f"**/answers/{step}/")
        if tick:
            _press(page, tick, "Space")
        _press(page, "button.main", "Enter")
    page.wait_for_url("**/answers/squeeze/")
    _press(page, "#id_found_0", "Space")
    _press(page, "button.main", "Enter")
    page.wait_for_url("**/today/")
    _press(page, "a.button.main", "Enter")
    page.wait_for_url("**/train/")
    expect(page.locator("#player")).to_be_visible()
    _press(page, "[data-do=toggle]", "Space")
    expect(page.locator("#player")).to_have_attribute("data-state", "running")
    page.wait_for_timeout(9000)  # get ready, and a first whole squeeze: after nothing nothing is asked
    _press(page, "[data-do=stop]", "Enter")
    expect(page.locator("#after")).to_be_visible()


def test_without_javascript_the_loop_closes_too(new_page, live_server):
    page = new_page(java_script_enabled=False, viewport=NARROW)
    page.goto(live_server.url)
    answer(page)
    page.locator("a.button.main").click()
    expect(page.locator("table")).to_be_visible()
    page.locator("[name=ended][value=whole]").click()
    for name, value in ANSWERS.items():
        page.locator(f"[name={name}][value={value}]").check()
    page.locator("button.main").click()
    page.wait_for_url("**/today/")


def _press(page, selector, key):
    """Tab until the control has focus, then press."""
    for _ in range(60):
        if page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} cannot be reached by keyboard on {page.url}")
