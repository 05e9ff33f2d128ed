"""Without a network: one opens, answers, trains and is counted; with one again, every session is one row."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from journeys.house import House
from journeys.telling import train_a_little

pytestmark = pytest.mark.once
NARROW = {"width": 320, "height": 640}
STOCKHOLM = "Europe/Stockholm"
KEEP = """async (line) => {
  const { makeOutbox } = await import("/static/keeping/outbox.js");
  const outbox = makeOutbox({ indexedDB: () => window.indexedDB, owner: document.body.dataset.owner });
  return outbox.keep(line);
}"""
SEND = """async (line) => {
  const { makeOutbox } = await import("/static/keeping/outbox.js");
  const { sync } = await import("/static/keeping/sync.js");
  const outbox = makeOutbox({ indexedDB: () => window.indexedDB, owner: document.body.dataset.owner });
  const safe = await outbox.keep(line);
  const waiting = (await outbox.waiting()).length;
  return { safe, waiting, outcome: await sync({ outbox, fetch: window.fetch.bind(window), address: "/api/v1/sync" }) };
}"""
MOVE_DAYS = """async (days) => {
  const name = (await caches.keys()).find((each) => each.startsWith("knipa-pages-"));
  const cache = await caches.open(name);
  const kept = await cache.match("/offline/ahead.json");
  const ahead = await kept.json();
  const back = (on) => new Date(Date.parse(on) - days * 86_400_000).toISOString().slice(0, 10);
  ahead.days = ahead.days.map((day) => ({ ...day, on: back(day.on) }));
  await cache.put("/offline/ahead.json", new Response(JSON.stringify(ahead), { headers: kept.headers }));
}"""
PAGES_GONE = """async () => {
  const pages = async () => (await caches.keys()).filter((name) => name.startsWith("knipa-pages-"));
  while ((await pages()).length > 0) await new Promise((then) => setTimeout(then, 50));
}"""
CONTROLLED = """async () => {
  const { serviceWorker } = navigator;
  if (!serviceWorker.controller) await new Promise((then) => serviceWorker.addEventListener("controllerchange", then));
}"""
NOT_THERE = "indexedDB.open = () => { throw new DOMException('blocked', 'SecurityError'); };"
FULL = """IDBObjectStore.prototype.put = function () {
  this.transaction.abort(); throw new DOMException('full', 'QuotaExceededError');
};"""


@pytest.fixture
def house(tmp_path):
    one = House(tmp_path / "home").start().answer()
    yield one
    one.kill()


@pytest.fixture
def visited(house, new_page):
    """A page on its second visit: the worker is in its place."""
    page = new_page(timezone_id=STOCKHOLM, service_workers="allow", viewport=NARROW)
    page.goto(f"{house.address}/today/")
    page.evaluate(CONTROLLED)
    page.goto(f"{house.address}/today/")
    page.evaluate("async () => { await import('/static/keeping/outbox.js'); }")  # the tests' own need
    return page


def session(**changes):
    """What the player keeps at the end of a session."""
    at = datetime.now(ZoneInfo(STOCKHOLM)).replace(microsecond=0)
    done = [{"exercise": "strength", "reps": 5, "hold_s": 3}]
    told = {"position": "supine", "ended": "whole", "done": done}
    return {
        "format": "knipa.log/1",
        "id": str(uuid.uuid4()),
        "kind": "session",
        "at": at.isoformat(),
        "source": "player",
        **told,
        **changes,
    }


def keep(page, line):
    return page.evaluate(KEEP, line)


def open_session(page):
    """From today through the question, where it is asked, to the session."""
    again = page.locator("button[name=how][value=same]")
    (again if again.count() else page.locator("a.button.main")).click()
    page.wait_for_url("**/train/")
    expect(page.locator("#player")).to_be_visible()


def play(page):
    """From today to a session, the beginning of it, and how it felt; then one is at today again."""
    open_session(page)
    train_a_little(page)


def test_network_and_server_cut_then_back_and_each_session_is_one_row(house, visited, axe):
    page, context = visited, visited.context
    context.set_offline(True)
    page.goto(f"{house.address}/today/")
    play(page)
    expect(page.locator(".facts")).to_contain_text("1 done today")
    expect(page.locator("#offline")).to_contain_text("1 session is on this device and not sent yet.")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    house.kill()
    context.set_offline(False)
    page.goto(f"{house.address}/today/")  # a network, and nobody there
    open_session(page)  # after another answer to the question
    second = session()
    assert keep(page, second)
    page.goto(f"{house.address}/")
    page.wait_for_url("**/today/")
    expect(page.locator("#offline")).to_contain_text("2 sessions are on this device and not sent yet.")
    assert house.rows() == []
    house.start()
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("#offline")).to_be_hidden()
    page.goto(f"{house.address}/today/")
    played, kept = sorted(house.rows(), key=lambda row: row["id"] == second["id"])
    assert kept["id"] == second["id"]
    assert played["felt"] == {"ease": "right", "contact": "clear", "let_go": True, "pain": False}
    assert (
        len(house.rows("check")) == 1
    )  # before the first session the safety questions had just been answered
    expect(page.locator(".facts")).to_contain_text("2 done today")


def test_a_storage_that_is_blocked_or_full_is_told_and_what_is_done_is_sent_all_the_same(house, new_page):
    for broken in (NOT_THERE, FULL):
        page = new_page(timezone_id=STOCKHOLM)
        page.add_init_script(broken)
        page.goto(f"{house.address}/today/")
        line = session()
        told = page.evaluate(SEND, line)
        assert told == {
            "safe": False,
            "waiting": 1,
            "outcome": {"reached": True, "kept": 1, "refused": [], "left": 0},
        }
        assert line["id"] in [row["id"] for row in house.rows()]


def test_after_midnight_the_next_days_page_is_shown_and_after_two_weeks_it_says_so(house, visited):
    page, context = visited, visited.context
    context.set_offline(True)
    house.kill()  # the worker's own clock cannot be set, so the days are moved instead
    page.evaluate(MOVE_DAYS, 1)
    page.goto(f"{house.address}/today/")
    tomorrow = page.locator(".eyebrow").inner_text()
    page.evaluate(MOVE_DAYS, 20)
    page.goto(f"{house.address}/today/")
    expect(page.locator("h1")).to_have_text("Your plan is older than two weeks")
    page.get_by_role("link", name="The last session").click()
    page.wait_for_url("**/train/")
    expect(page.locator("#player")).to_be_attached()
    assert tomorrow == (datetime.now(ZoneInfo(STOCKHOLM)) + timedelta(days=1)).strftime("%A %-d %B")


def test_what_is_not_kept_says_so_and_leads_back(house, visited, axe):
    page = visited
    page.context.set_offline(True)
    page.goto(f"{house.address}/settings/")
    expect(page.locator("h1")).to_have_text("Not without a network")
    axe(page)
    page.get_by_role("link", name="When to seek care").first.click()
    page.wait_for_url("**/care/")
    expect(page.locator("h1")).to_have_text("When to seek care")


def test_pain_that_was_told_offline_leaves_only_letting_go(house, visited):
    page = visited
    page.context.set_offline(True)
    assert keep(page, session(ended="pain", done=[]))
    page.goto(f"{house.address}/today/")
    page.get_by_role("button", name="It still hurts").click()
    page.wait_for_url("**/train/")
    assert '"strength"' not in page.locator("#sheet").text_content()


def test_a_newer_knipa_is_offered_and_comes_only_when_asked(house, visited):
    page = visited
    house.kill()
    house.start(first="from knipa.web.offline import build; build.version = lambda: 'newer'; ")
    page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update(); }")
    expect(page.locator("#offline_newer")).to_be_visible()
    page.goto(f"{house.address}/care/")
    page.get_by_role("button", name="Reload").click()
    expect(page.locator("#offline_newer")).to_be_hidden()
    page.context.set_offline(True)
    page.goto(f"{house.address}/today/")
    expect(page.locator(".facts")).to_be_visible()
    assert all("newer" in name for name in page.evaluate("async () => caches.keys()"))


def test_a_refused_line_stays_and_says_why(house, visited):
    page = visited
    assert keep(page, session(at="2036-01-01T08:00:00+01:00"))
    page.goto(f"{house.address}/today/")
    expect(page.locator("#offline li")).to_contain_text("no later than tomorrow")
    assert house.rows() == []


def test_a_device_that_is_signed_out_forgets_the_pages_and_keeps_what_was_done(house, visited):
    page = visited
    page.context.set_offline(True)
    line = session()
    assert keep(page, line)
    page.context.route("**/*", lambda route: route.fulfill(status=401, body="{}"))
    page.context.set_offline(False)
    page.goto(f"{house.address}/care/")
    page.evaluate(PAGES_GONE)
    page.context.unroute("**/*")
    with page.expect_response("**/api/v1/sync") as sent:
        page.goto(f"{house.address}/today/")  # no page is kept any more: the page itself sends what waits
    assert sent.value.ok
    assert [row["id"] for row in house.rows()] == [line["id"]]
