"""The demonstration in a real browser: one chooses as whom to look, by keyboard too, with nothing for axe to find."""

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

SMALLEST = {"width": 320, "height": 640}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demo(transactional_db, as_demonstration):
    as_demonstration()
    server = LiveServer("localhost")  # its own: the shared one lets in the one person of a machine
    yield server.url
    server.stop()


DRESSES = {  # the cast follow the device
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
    "contrast-dark": {"color_scheme": "dark", "contrast": "more"},
    "forced": {"forced_colors": "active"},
}


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
@pytest.mark.parametrize("locale", ["sv-SE", "en-GB"])
def test_one_chooses_and_sees_what_they_see(demo, new_page, axe, locale, dress):
    page = new_page(locale=locale, viewport=SMALLEST, **dress)
    page.goto(f"{demo}/demo/")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
    page.locator("[name=who][value=cecilia]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/today/")
    expect(page.locator(".demo-strip")).to_contain_text("Cecilia")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
    assert page.locator(".demo-strip a").bounding_box()["height"] >= 44
    page.locator(".demo-strip a").click()
    page.wait_for_url("**/demo/")
