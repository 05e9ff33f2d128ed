"""A squeeze before a movement of the day: one tap, and the page stays; without a script, and without a network."""

import pytest
from playwright.sync_api import expect

from journeys.house import House

pytestmark = pytest.mark.once
NARROW = {"width": 320, "height": 640}
STOCKHOLM = "Europe/Stockholm"
CONTROLLED = """async () => {
  const { serviceWorker } = navigator;
  if (!serviceWorker.controller) await new Promise((then) => serviceWorker.addEventListener("controllerchange", then));
}"""


@pytest.fixture
def house(tmp_path):
    one = House(tmp_path / "home").start().answer()
    yield one
    one.kill()


def movements(house):
    return sorted(row["movement"] for row in house.rows("moment"))


def test_one_tap_is_kept_on_the_same_page_and_a_slip_is_taken_back(house, new_page, axe):
    page = new_page(timezone_id=STOCKHOLM, viewport=NARROW)
    page.goto(f"{house.address}/today/")
    page.evaluate("window.stays = true")
    for word in ("stood up", "coughed"):
        page.get_by_role("button", name=word, exact=True).click()
    expect(page.locator("#moments [role=status]")).to_have_text("Noted. 2 times this week")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#moments [role=status]")).to_have_text("Taken back. 1 time this week")
    expect(page.get_by_role("button", name="Take back")).to_be_hidden()
    assert page.evaluate("window.stays")
    assert page.evaluate("document.activeElement.name") == "movement"  # the keyboard stays where it was
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert movements(house) == ["rise"]


def test_a_finger_that_trembles_tells_of_one_squeeze(house, new_page):
    page = new_page(timezone_id=STOCKHOLM, viewport=NARROW)
    page.goto(f"{house.address}/today/")
    page.get_by_role("button", name="stood up", exact=True).dblclick()
    page.get_by_role("button", name="coughed", exact=True).click()
    expect(page.locator("#moments [role=status]")).to_have_text("Noted. 2 times this week")
    assert house.will_hold(2, page, "moment")
    assert movements(house) == ["cough", "rise"]


def test_without_a_script_it_is_kept_too(house, new_page):
    page = new_page(timezone_id=STOCKHOLM, viewport=NARROW, java_script_enabled=False)
    page.goto(f"{house.address}/today/")
    page.get_by_role("button", name="lifted", exact=True).click()
    expect(page.locator("#moments [role=status]")).to_have_text("Noted. 1 time this week")
    assert movements(house) == ["lift"]
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#moments [role=status]")).to_have_text("One tap, and it is noted.")
    assert movements(house) == []


def test_without_a_network_it_waits_on_the_device_and_is_one_row_later(house, new_page):
    page = new_page(timezone_id=STOCKHOLM, service_workers="allow", viewport=NARROW)
    page.goto(f"{house.address}/today/")
    page.evaluate(CONTROLLED)
    page.context.set_offline(True)
    page.goto(f"{house.address}/today/")
    for word in ("stood up", "coughed"):
        page.get_by_role("button", name=word, exact=True).click()
    expect(page.locator("#moments [role=status]")).to_have_text("Noted. 2 times this week")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#moments [role=status]")).to_have_text("Taken back. 1 time this week")
    page.reload()
    expect(page.locator("#moments [role=status]")).to_have_text("1 time this week")
    expect(page.locator("#offline")).to_contain_text("not sent yet")
    page.context.set_offline(False)  # it is sent, and the page comes anew by itself
    expect(page.locator("#offline")).to_be_hidden()
    expect(page.locator("#moments [role=status]")).to_have_text("1 time this week")
    assert movements(house) == ["rise"]
