"""A push in a real browser: shown in the person's language, and what is tapped in it counts, also without a network."""

import contextlib
import json
import sqlite3
from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.sync_api import expect

from journeys.house import House
from knipa.content.words import words

pytestmark = pytest.mark.once
NARROW = {"width": 320, "height": 640}
PUSH_SERVICE = "127.0.0.1:9"  # nobody listens there, and nothing is sent
CONTROLLED = """async () => {
  const { serviceWorker } = navigator;
  if (!serviceWorker.controller) await new Promise((then) => serviceWorker.addEventListener("controllerchange", then));
}"""
SHOWN = """async (count) => {
  const registration = await navigator.serviceWorker.ready;
  for (;;) {
    const all = await registration.getNotifications();
    if (all.length >= count) return all.map(({ title, body, lang, tag, actions, data }) =>
      ({ title, body, lang, tag, data, actions: actions.map(({ title }) => title) }));
    await new Promise((then) => setTimeout(then, 50));
  }
}"""
# a browser without a screen has nowhere to tap, so the worker is told of a tap on what it has shown
TAP = """async ([tag, action]) => {
  const [notification] = await self.registration.getNotifications({ tag });
  const event = new NotificationEvent("notificationclick", { notification, action });
  const waits = [];
  Object.defineProperty(event, "waitUntil", { value: (work) => waits.push(work) });
  self.dispatchEvent(event);
  await Promise.all(waits);
  return (await self.registration.getNotifications()).length;
}"""
# there is no push service here: a browser that subscribes as browsers do, and still is after the next page
SUBSCRIBES = """(() => {
  const made = (key) => ({
    endpoint: "http://%s/one", options: { applicationServerKey: Uint8Array.from(key).buffer },
    toJSON: () => ({ endpoint: "http://%s/one", keys: { p256dh: "%s", auth: "AAAAAAAAAAAAAAAAAAAAAA" } }),
    unsubscribe: async () => (sessionStorage.removeItem("held"), true),
  });
  const held = () => sessionStorage.getItem("held");
  PushManager.prototype.getSubscription = async () => held() && made(JSON.parse(held()));
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    sessionStorage.setItem("held", JSON.stringify([...applicationServerKey]));
    return made(applicationServerKey);
  };
})()"""
POINT = (
    "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"  # P-256's own
)


def mid_morning():
    """A time zone where it is between ten and eleven: there is room for later, whenever the tests run."""
    east_h = (10 - datetime.now(UTC).hour + 12) % 24 - 12
    return f"Etc/GMT{-east_h:+d}"


@pytest.fixture
def house(tmp_path):
    told = {"KNIPA_PUSH_CONTACT": "mailto:house@knipa.example", "KNIPA_CALL_PRIVATE": PUSH_SERVICE}
    one = House(tmp_path / "home", **told).start().answer()
    yield one
    one.kill()


@pytest.fixture
def visit(house, new_page):
    """`visit("sv-SE")`: a phone on its second visit, that has gone where it is mid-morning, and has said so."""

    def open_page(locale="en-GB", script="", **options):
        told = {"timezone_id": mid_morning(), "service_workers": "allow", "viewport": NARROW}
        page = new_page(**told, locale=locale, **options)
        page.add_init_script(script)
        page.context.grant_permissions(["notifications"], origin=house.address)
        page.goto(f"{house.address}/today/")
        page.evaluate(CONTROLLED)
        page.goto(f"{house.address}/today/")
        return page

    return open_page


@pytest.fixture
def phone(visit):
    """A phone that has gone there, and whose person is reminded in an hour."""

    def with_wishes(locale="en-GB", **more):
        page = visit(locale, **more)
        page.locator("#where button:not([data-stay])").click()
        expect(page.locator("#where")).to_be_hidden()
        page.goto(page.url.replace("/today/", "/reminders/new/"))
        page.locator("input[name=at]").fill("11:45")
        page.locator("form.wish button.main").click()
        page.wait_for_url("**/reminders/?kept=*")
        return page

    return with_wishes


def push(page, data):
    """The browser is given a push, as its push service would."""
    told = page.context.new_cdp_session(page)
    found = []
    told.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    told.send("ServiceWorker.enable")
    while not found:
        page.wait_for_timeout(50)
    address = page.evaluate("location.origin")
    where = {"origin": address, "registrationId": found[0]["registrationId"]}
    told.send("ServiceWorker.deliverPushMessage", {**where, "data": data})
    told.detach()


def refuse_notifications(page):
    """The person has once said no to the browser."""
    told = page.context.new_cdp_session(page)
    where = told.send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
    said = {"permission": {"name": "notifications"}, "setting": "denied"}
    address = page.evaluate("location.origin")
    told.send("Browser.setPermission", {**said, "origin": address, "browserContextId": where})
    assert page.evaluate("Notification.permission") == "denied"


def nudge_in(house):
    """The next nudge, as it lies on the disk."""
    with contextlib.closing(sqlite3.connect(house.home / "knipa.sqlite3", timeout=10)) as disk:
        ((key,),) = disk.execute("select id from web_nudge where kind = 'session' order by due_at limit 1")
    return str(UUID(key))


def later_in(house):
    with contextlib.closing(sqlite3.connect(house.home / "knipa.sqlite3", timeout=10)) as disk:
        return [slot for (slot,) in disk.execute("select slot from web_nudge where kind = 'later'")]


def pushed(key, locale):
    say = words(locale)
    said = {name: say.text("nudge", name) for name in ("start", "later", "done")}
    told = {"title": say.text("nudge", "neutral_title"), "body": say.text("nudge", "neutral_session")}
    return json.dumps(
        {"key": key, "kind": "session", **told, **said, "opens": "/today/", "lang": locale, "dir": "ltr"}
    )


def tap(page, key, action):
    """Tap in what is shown; return how many notifications are left."""
    return page.context.service_workers[0].evaluate(TAP, [key, action])


@pytest.mark.parametrize(("locale", "browser_says"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_a_push_is_shown_in_the_persons_language_whatever_is_in_it(visit, locale, browser_says):
    page = visit(browser_says)
    key, say = "0b6f5a52-3c1e-4a55-9a51-0d0f5a3c7c11", words(locale)
    push(page, "")
    push(page, "<not json>")
    [neutral] = page.evaluate(SHOWN, 1)
    assert (neutral["title"], neutral["lang"]) == (say.text("nudge", "neutral_title"), locale)
    push(page, pushed(key, locale))
    push(page, pushed(key, locale))  # a second one takes the place of the first
    ours = next(each for each in page.evaluate(SHOWN, 2) if each["tag"] == key)
    assert ours["body"] == say.text("nudge", "neutral_session")
    assert ours["actions"] == [say.text("nudge", "later"), say.text("nudge", "done")]
    assert len(page.evaluate(SHOWN, 2)) == 2


def test_later_and_done_reach_the_server_and_open_nothing(house, phone):
    page = phone()
    key = nudge_in(house)
    for action in ("later", "done"):
        push(page, pushed(key, "en"))
        page.evaluate(SHOWN, 1)
        assert tap(page, key, action) == 0
    assert [slot[:8] for slot in later_in(house)] == ["later@11"]  # an hour from between ten and eleven
    assert [(row["source"], row["ended"]) for row in house.rows()] == [("paper", "whole")]
    assert len(page.context.pages) == 1


def test_what_is_tapped_without_a_network_counts_at_once_and_is_sent_when_there_is_one(house, phone):
    page = phone()
    key = nudge_in(house)
    push(page, pushed(key, "en"))
    page.evaluate(SHOWN, 1)
    house.kill()  # the network is there, and nobody behind it
    assert tap(page, key, "done") == 0
    page.goto(f"{house.address}/today/")
    expect(page.locator(".facts")).to_contain_text("1 done today")
    house.start()
    page.goto(f"{house.address}/today/")
    expect(page.locator(".facts")).to_contain_text("1 done today")
    assert house.will_hold(1, page)


def test_notifications_are_switched_on_and_off_here_by_keyboard(phone, axe):
    page = phone(script=SUBSCRIBES % (PUSH_SERVICE, PUSH_SERVICE, POINT))
    said, ways = page.locator("#push-said"), page.locator("#ways .listed li")
    expect(ways).to_have_count(0)
    page.get_by_role("button", name="Show notifications here").press("Enter")
    expect(ways).to_have_count(1)
    expect(said).to_have_text("On: reminders are shown on this device.")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.get_by_role("button", name="No more notifications here").press("Enter")
    expect(ways).to_have_count(0)
    expect(page.get_by_role("button", name="No more notifications here")).to_be_hidden()
    expect(page.get_by_role("button", name="Show notifications here")).to_be_visible()


def test_a_browser_that_shows_none_says_so_and_offers_no_button(phone):
    page = phone()
    refuse_notifications(page)
    page.reload()
    expect(page.locator("#push-said")).to_contain_text("This browser does not let Knipa show notifications.")
    expect(page.locator("#push button:visible")).to_have_count(0)


def test_whoever_stays_where_they_are_is_not_asked_again(visit, axe):
    page = visit()
    expect(page.locator("#where")).to_contain_text("You seem to be in GMT")
    axe(page)
    page.get_by_role("button", name="No, leave it").press("Enter")
    expect(page.locator("#where")).to_be_hidden()
    page.reload(wait_until="networkidle")
    expect(page.locator("#where")).to_be_hidden()
