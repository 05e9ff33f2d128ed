"""An urge, two minutes, and what is left of each afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

import acts
from knipa.web import coach
from knipa.web.models import Account

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
NARROWEST = {"width": 320, "height": 256}
LONG_ENOUGH_MS = 2000  # a session would have been kept and sent by then
AT_EVERY_TARGET = {"hold_s": 6, "reps": 10, "fast_reps": 10, "endurance_s": 60}
DURATION_S = "JSON.parse(document.querySelector('#sheet').textContent).duration_ms / 1000"
SEEN = """() => [...document.querySelectorAll("a[href]")]
    .filter((link) => link.checkVisibility() && !link.matches(".skip")).map((link) => link.pathname)"""
KEPT = """async () => {
    const counts = [];
    for (const { name } of await indexedDB.databases()) {
        const db = await new Promise((then) => (indexedDB.open(name).onsuccess = (event) => then(event.target.result)));
        for (const store of db.objectStoreNames) {
            const all = db.transaction(store).objectStore(store).getAll();
            counts.push(...(await new Promise((then) => (all.onsuccess = () => then(all.result)))).map(JSON.stringify));
        }
    }
    return counts.filter((kept) => kept.includes('"session"'));
}"""


@pytest.fixture
def account(db):
    told = Account.only()
    answers = {"found": True, "timezone": "Europe/Stockholm", "signs": [], "seen_for": []}
    coach.answer(told, {**answers, "capacity": AT_EVERY_TARGET}, timezone.now() - timedelta(minutes=1))
    return told


def to_the_end(page):
    """Let all of the session's time pass at once."""
    page.locator("#player[data-state=running]").wait_for()
    page.evaluate(f"window.sound_s = {DURATION_S} + 0.1")


def test_an_urge_is_one_tap_from_today_and_leaves_nothing(account, new_page, live_server):
    page = new_page(viewport=NARROWEST)
    page.add_init_script(acts.SILENT_SOUND)
    sent = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    page.goto(f"{live_server.url}/today/")
    page.locator("a.fold-link", has_text="Urge now").click()
    to_the_end(page)
    expect(page.locator("#say")).to_have_text("Squeeze again if it comes back")
    page.locator("#player[data-state=over]").wait_for()
    page.wait_for_timeout(LONG_ENOUGH_MS)
    assert page.evaluate(KEPT) == []
    assert sent == []
    assert not account.log.filter(kind="session").exists()
    page.locator(".moment-back a").click()
    page.wait_for_url("**/today/")


def test_with_an_urge_there_is_nothing_else_to_look_at(account, new_page, live_server):
    page = new_page(viewport=NARROWEST)
    page.goto(f"{live_server.url}/now/urge/")
    expect(page.locator("#stage")).to_be_visible()
    assert page.evaluate(SEEN) == ["/today/"]
    expect(page.locator("[data-do=toggle]")).to_be_visible()
    expect(page.locator("#sound")).to_be_hidden()


def test_the_urge_is_silent_and_sound_is_one_tap_away(account, new_page, live_server):
    page = new_page()
    page.goto(f"{live_server.url}/now/urge/")
    expect(page.locator("[data-do=mute]")).to_have_text("Sound on")
    page.locator("[data-do=mute]").click()
    expect(page.locator("[data-do=mute]")).to_have_text("Sound off")


def test_two_minutes_are_kept_as_two_minutes_and_count(account, new_page, live_server):
    page = new_page(timezone_id="Europe/Stockholm")
    page.add_init_script("window.Today = Date")
    page.add_init_script(f"{{{acts.SILENT_SOUND}}} window.Date = window.Today")  # it happens today
    page.goto(f"{live_server.url}/today/")
    with page.expect_response("**/api/v1/sync"):
        page.locator("a.button", has_text="Two minutes").click()
        page.wait_for_url("**/train/?round=short")
        page.locator("[data-do=toggle]").click()
        to_the_end(page)
        expect(page.locator("#after")).to_be_visible()
    line = account.log.get(kind="session").line
    assert (line["round"], line["ended"]) == ("short", "whole")
    assert [each["reps"] for each in line["done"]] == [4, 6, 1]
    assert coach.due(account, timezone.now(), "en").plan.today.done == 1
