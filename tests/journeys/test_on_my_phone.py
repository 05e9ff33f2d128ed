"""On one's own phone, for real: `knipa serve`, Caddy with `tls internal` before it, and a browser that trusts Caddy."""

import json
import os
import subprocess
import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

import browser as browsers
import proxy
from journeys.caddy import NAME, House
from journeys.telling import train_a_little

pytestmark = pytest.mark.once
WHERE = {"timezone_id": "Europe/Stockholm"}  # as the account has it until it is told
PHONE = {"width": 360, "height": 740}
DAYS_400_S = 400 * 24 * 3600
FELT = {"ease": "right", "contact": "clear", "let_go": True, "pain": False}
# a profile of a test is always a private one, from which no browser installs anything
CANNOT_HERE = {"in-incognito"}
CONTROLLED = """async () => {
  const { serviceWorker } = navigator;
  if (!serviceWorker.controller) await new Promise((then) => serviceWorker.addEventListener("controllerchange", then));
  return new URL(serviceWorker.controller.scriptURL).pathname;
}"""
PICTURE = """async (src) => {
  const answer = await fetch(src);
  const { width, height } = await createImageBitmap(await answer.blob());
  return `${width}x${height}`;
}"""
PAGES = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const asked of await cache.keys()) {
      const kind = (await cache.match(asked, { ignoreVary: true })).headers.get("content-type");
      if (/html|json/.test(kind)) found.push(new URL(asked.url).pathname);
    }
  }
  return found;
}"""
PAGES_GONE = """async () => {
  const pages = async () => (await caches.keys()).filter((name) => name.startsWith("knipa-pages-"));
  while ((await pages()).length > 0) await new Promise((then) => setTimeout(then, 50));
}"""
KNOWS_ONE = """async () => {
  const known = async () => (await (await caches.match("/offline/ahead.json", { ignoreVary: true }))?.json())?.known;
  while ((await known())?.length !== 1) await new Promise((then) => setTimeout(then, 50));
}"""
LINES_OF = """() => new Promise((then, broken) => {
  const asked = indexedDB.open("knipa");
  asked.onerror = broken;
  asked.onsuccess = () => {
    const rows = asked.result.transaction("lines").objectStore("lines").getAll();
    rows.onsuccess = () => (asked.result.close(), then(rows.result.map(({ line }) => line.kind)));
  };
})"""
KEEP = """async (line) => {
  const { makeOutbox } = await import("/static/keeping/outbox.js");
  return makeOutbox({ indexedDB: () => window.indexedDB, owner: document.body.dataset.owner }).keep(line);
}"""
NOTHING_WAITS = f"""async () => {{
  const lines = {LINES_OF};
  while ((await lines()).length > 0) await new Promise((then) => setTimeout(then, 50));
}}"""
ASK = """(path, method) => fetch(path, {method, redirect: "manual"})
    .then(async (answer) => [answer.status, await answer.text()])"""


@pytest.fixture
def house(tmp_path):
    """Someone who has answered has Knipa at home, with an address for phones."""
    if not proxy.found():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(proxy.MISSING)
    house = House(tmp_path)
    _, form = house.knipa.get("/answers/why/")
    for step, typed in {"safety": {"none": "on"}, "squeeze": {"found": "yes"}}.items():
        house.knipa.post(f"/answers/{step}/", form, **typed)
    yield house
    house.close()


@pytest.fixture
def trusting(house, browser):
    """A browser that trusts this Caddy's root, as a phone does on which it was installed: no error is passed over."""
    store = house.folder / "phone/.pki/nssdb"
    store.mkdir(parents=True)
    certutil = [proxy.find("certutil"), "-d", f"sql:{store}"]
    subprocess.run([*certutil, "-N", "--empty-password"], check=True)
    subprocess.run([*certutil, "-A", "-t", "C,,", "-n", "house", "-i", str(house.root)], check=True)
    chromium = browser.browser_type.launch(
        executable_path=browsers.find(),
        args=[*browsers.arguments(), f"--host-resolver-rules=MAP {NAME} 127.0.0.1"],
        chromium_sandbox=not browsers.is_root(),
        env={**os.environ, "HOME": str(house.folder / "phone")},
    )
    yield chromium
    chromium.close()


@pytest.fixture
def visit(trusting):
    """`visit()`: a phone with nothing in it."""

    def open_page(**options):
        context = trusting.new_context(**{"viewport": PHONE, "locale": "en-GB", **WHERE, **options})
        return context.new_page()

    return open_page


@pytest.fixture
def machine(house, new_page):
    """The page that pairs phones, on the machine itself."""
    page = new_page()
    page.goto(f"{house.knipa.address}/phone/")
    return page


def show_a_code(machine):
    machine.get_by_role("button", name="Show a code").click()
    return machine.locator(".code").inner_text()


def pair(phone, house, code):
    """Come by the picture's address and press the button."""
    phone.goto(f"{house.origin}/pair/#{code.replace('-', '')}")
    phone.get_by_role("button", name="Pair this phone").click()


def settle(phone, house):
    """Paired, and everything is kept for later."""
    phone.wait_for_url("**/today/")
    assert phone.evaluate(CONTROLLED) == "/worker.js"
    phone.goto(f"{house.origin}/today/")


def train(phone):
    """From today to the session, the beginning of it, and how it felt; then one is at today again."""
    phone.locator("a.button.main").click()
    phone.wait_for_url("**/train/")
    train_a_little(phone)


def test_a_paired_phone_can_install_it(house, visit, machine):
    phone = visit()
    pair(phone, house, show_a_code(machine))
    settle(phone, house)
    asked = phone.context.new_cdp_session(phone)
    hindered = asked.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {each["errorId"] for each in hindered} <= CANNOT_HERE
    read = asked.send("Page.getAppManifest")
    told = json.loads(read["data"])
    assert not read["errors"]
    assert (told["name"], told["short_name"]) == (
        "Knipa",
        "Knipa",
    )  # a stranger's says "My day": it came by the cookie
    assert (told["start_url"], told["display"]) == ("/", "standalone")
    assert {each["purpose"] for each in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        assert phone.evaluate(PICTURE, icon["src"]) == icon["sizes"]
    phone.goto(house.origin + told["start_url"])
    phone.wait_for_url("**/today/")


def test_with_machine_and_network_gone_one_trains_and_it_is_one_row_when_they_are_back(
    house, visit, machine, axe
):
    phone = visit()
    pair(phone, house, show_a_code(machine))
    settle(phone, house)
    house.cut()
    phone.context.set_offline(True)
    phone.goto(f"{house.origin}/")
    phone.wait_for_url("**/today/")
    train(phone)
    expect(phone.locator(".facts")).to_contain_text("1 done today")
    expect(phone.locator("#offline")).to_contain_text("1 session is on this device and not sent yet.")
    axe(phone)
    assert house.rows() == []
    house.start()
    phone.context.set_offline(False)  # the page notices, sends, and shows itself anew
    expect(phone.locator("#offline")).to_be_hidden()
    expect(phone.locator(".facts")).to_contain_text("1 done today")
    phone.evaluate(NOTHING_WAITS)
    (row,) = house.rows()
    assert (row["ended"], row["felt"]) == ("early", FELT)


def test_a_phone_that_is_signed_out_forgets_the_pages_and_keeps_what_is_not_sent_until_it_is_back(
    house, visit, machine
):
    phone = visit()
    pair(phone, house, show_a_code(machine))
    settle(phone, house)
    house.knipa.sync(a_session())  # so that the next one is asked about
    phone.goto(f"{house.origin}/today/")
    phone.evaluate(KNOWS_ONE)
    assert "/offline/ahead.json" in phone.evaluate(PAGES)
    house.cut()
    answer = phone.goto(f"{house.origin}/today/")
    assert answer.from_service_worker
    assert "no-store" in answer.headers["cache-control"]  # nor does the browser keep it to go back to
    phone.locator("button[name=how][value=same]").click()
    phone.wait_for_url("**/train/")
    house.start()
    machine.goto(f"{house.knipa.address}/phone/")
    machine.get_by_role("button", name="Sign out this phone").click()
    phone.goto(f"{house.origin}/today/")
    assert phone.url == f"{house.origin}/pair/"
    phone.evaluate(PAGES_GONE)
    assert phone.evaluate(PAGES) == []
    assert (phone.evaluate(LINES_OF), house.rows("check")) == (["check"], [])
    pair(phone, house, show_a_code(machine))
    phone.wait_for_url("**/today/")
    phone.evaluate(NOTHING_WAITS)
    expect(phone.locator("#offline")).to_be_hidden()
    assert len(house.rows("check")) == 1


def test_who_is_signed_out_in_the_middle_of_a_page_is_led_away_by_the_next_press(house, visit, machine):
    phone = visit()
    pair(phone, house, show_a_code(machine))
    settle(phone, house)
    house.knipa.sync(a_session())
    phone.goto(f"{house.origin}/today/")
    phone.evaluate(KNOWS_ONE)
    machine.goto(f"{house.knipa.address}/phone/")
    machine.get_by_role("button", name="Sign out this phone").click()
    phone.locator("button[name=how][value=same]").click()
    phone.wait_for_url("**/pair/")
    phone.evaluate(PAGES_GONE)
    assert phone.evaluate(PAGES) == []


def test_an_unpaired_browser_gets_nothing(house, visit, axe):
    phone = visit()
    for path in ("/", "/today/", "/train/", "/programme/", "/settings/", "/care/"):
        phone.goto(house.origin + path)
        assert phone.url == f"{house.origin}/pair/"
    assert phone.title() == "Pair this phone"
    seen = phone.content().casefold()
    assert not [word for word in ("pelvic", "squeeze", "knipa ", "knipa<") if word in seen]
    axe(phone)
    refused = [401, "This browser is not paired."]
    for method, path in (("GET", "/static/player/main.js"), ("POST", "/train/"), ("POST", "/api/v1/sync")):
        assert phone.evaluate(f"([path, method]) => ({ASK})(path, method)", [path, method]) == refused
    assert phone.evaluate("navigator.serviceWorker.getRegistrations().then(({ length }) => length)") == 0
    told = phone.evaluate("fetch('/manifest.webmanifest').then((answer) => answer.json())")
    assert told["name"] == "My day"
    assert {cookie["name"] for cookie in phone.context.cookies()} == {"knipa_csrf"}


def test_a_phone_is_paired_by_the_picture_trains_and_is_signed_out(house, visit, machine, axe):
    code = show_a_code(machine)
    expect(machine.get_by_role("img", name="QR code")).to_be_visible()
    axe(machine)
    phone = visit()
    phone.goto(f"{house.origin}/pair/#{code.replace('-', '')}")
    expect(phone.get_by_label("Code")).to_have_value(code)
    assert phone.url == f"{house.origin}/pair/"
    assert phone.evaluate("isSecureContext && 'serviceWorker' in navigator")
    phone.get_by_role("button", name="Pair this phone").click()
    phone.wait_for_url("**/today/")
    axe(phone)
    assert_safe(phone.context.cookies(), phone.evaluate("Date.now() / 1000"))
    assert bring(phone)["status"] == "kept"
    phone.goto(f"{house.origin}/today/")
    expect(phone.locator("main")).to_contain_text("1 done today")
    machine.get_by_role("link", name="I have paired it").click()
    machine.get_by_role("button", name="Sign out this phone").click()
    phone.goto(f"{house.origin}/today/")
    assert phone.url == f"{house.origin}/pair/"
    assert phone.evaluate(f"([path, method]) => ({ASK})(path, method)", ["/api/v1/sync", "POST"])[0] == 401


def test_a_code_is_good_for_one_browser(house, visit, machine, axe):
    code, first, second = show_a_code(machine), visit(), visit()
    pair(first, house, code)
    first.wait_for_url("**/today/")
    pair(second, house, code)
    expect(second.get_by_role("alert")).to_contain_text("This code does not work.")
    axe(second)
    second.goto(f"{house.origin}/today/")
    assert second.url == f"{house.origin}/pair/"


def test_a_phone_signs_itself_out_and_nothing_stays_on_it(house, visit, machine, axe):
    phone = visit()
    pair(phone, house, show_a_code(machine))
    settle(phone, house)
    assert phone.evaluate(PAGES)
    phone.goto(f"{house.origin}/phone/")
    axe(phone)
    phone.get_by_role("button", name="Sign out this phone").click()
    phone.wait_for_url("**/pair/")
    assert "__Host-knipa_phone" not in {cookie["name"] for cookie in phone.context.cookies()}
    assert phone.evaluate(PAGES) == []
    phone.goto(f"{house.origin}/today/")
    assert phone.url == f"{house.origin}/pair/"


def test_signing_out_sends_what_waits_and_loses_only_what_is_given_up(house, visit, machine, axe):
    phone = visit()
    pair(phone, house, show_a_code(machine))
    settle(phone, house)
    phone.goto(f"{house.origin}/phone/")
    never = a_session(at="2036-01-01T08:00:00+01:00")  # the server does not take it
    for line in (a_session(), never):
        assert phone.evaluate(KEEP, line)
    phone.get_by_role("button", name="Sign out this phone").click()
    expect(phone.locator("#leave_unsent")).to_contain_text("1 session is on this device and not sent yet.")
    expect(phone.locator("#leave_unsent")).to_be_focused()
    axe(phone)
    assert (phone.evaluate(LINES_OF), len(house.rows())) == (["session"], 1)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Sign out and lose it").click()
    expect(phone.locator("#leave_failed")).to_be_focused()
    assert phone.evaluate(LINES_OF) == ["session"]
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Sign out this phone").click()
    phone.get_by_role("button", name="Sign out and lose it").click()
    phone.wait_for_url("**/pair/")
    assert (phone.evaluate(LINES_OF), phone.evaluate(PAGES)) == ([], [])


def test_signed_out_without_a_script_a_phone_loses_nothing(house, visit, machine):
    phone = visit()
    pair(phone, house, show_a_code(machine))
    settle(phone, house)
    phone.context.route("**/offline/leave*.js", lambda route: route.abort())
    phone.goto(f"{house.origin}/phone/")
    assert phone.evaluate(KEEP, a_session(at="2036-01-01T08:00:00+01:00"))
    phone.get_by_role("button", name="Sign out this phone").click()
    phone.wait_for_url("**/pair/")
    phone.evaluate(PAGES_GONE)
    assert (phone.evaluate(LINES_OF), phone.evaluate(PAGES)) == (["session"], [])


OTHER_HOSTS = (
    ["localhost"],
    ["127.0.0.1:{behind}"],
    ["localhost", "{name}:{port}"],
    ["{name}:{port}", "localhost"],
    ["{name}:{port}.localhost"],
    ["{name}."],
)
FORGED = (
    "X-Forwarded-Proto: http",
    "X-Forwarded-Host: localhost",
    "X-Real-IP: 127.0.0.1",
    "Forwarded: for=127.0.0.1",
)


def test_no_name_and_no_forged_header_lets_anybody_in_through_the_proxy(house):
    for hosts in OTHER_HOSTS:
        asked = [f"Host: {host.format(name=NAME, port=house.port, behind=house.behind)}" for host in hosts]
        for more in ([], FORGED):
            told = house.ask("GET /answers/ HTTP/1.1", *asked, *more, "Accept: text/html")
            assert "my answers" not in told.casefold(), (hosts, more)


def test_an_address_in_the_first_line_lets_nobody_in(house):
    for there in ("https://localhost", f"http://127.0.0.1:{house.behind}", f"https://{NAME}:{house.port}"):
        for host in (f"{NAME}:{house.port}", "localhost"):
            told = house.ask(f"GET {there}/answers/ HTTP/1.1", f"Host: {host}", "Accept: text/html")
            assert "my answers" not in told.casefold(), (there, host)


def test_a_proxy_that_rewrites_the_host_and_leaves_no_trace_is_refused_as_well(house):
    mine = house.knock("GET /about/ HTTP/1.1", f"Host: localhost:{house.behind}")
    assert mine.startswith("HTTP/1.1 200")  # whoever sits here
    by_nginx = house.knock("GET /answers/ HTTP/1.0", f"Host: localhost:{house.behind}", "Accept: text/html")
    assert " 403 " in by_nginx.partition("\r\n")[0]
    assert "my answers" not in by_nginx.casefold()


def test_a_stranger_is_led_away_whatever_is_forged(house):
    for forged in (
        [],
        ["X-Forwarded-Proto: http"],
        ["X-Forwarded-Proto: https", "X-Forwarded-For: 127.0.0.1"],
    ):
        told = house.ask("GET /today/ HTTP/1.1", f"Host: {NAME}:{house.port}", "Accept: text/html", *forged)
        head, _, body = told.partition("\r\n\r\n")
        assert head.startswith("HTTP/1.1 303")
        assert "location: /pair/" in head.casefold()
        assert "strict-transport-security: max-age=" in head.casefold()
        assert body in ("", "0\r\n\r\n")  # Caddy may send it in no pieces at all


def test_of_what_a_paired_phone_gets_a_stranger_gets_a_word(house):
    batch = json.dumps({"format": "knipa.sync/1", "lines": [a_session()]})
    brought = ["Content-Type: application/json", f"Content-Length: {len(batch)}"]
    asked = [
        ("GET", "/worker.js", [], ""),
        ("GET", "/worker.js", ["Service-Worker: script", "Sec-Fetch-Mode: same-origin"], ""),
        ("GET", "/offline/ahead.json", [], ""),
        ("GET", "/offline/ahead.json", ["If-None-Match: *", "Accept: */*"], ""),
        ("POST", "/api/v1/sync", brought, batch),
        (
            "POST",
            "/api/v1/sync",
            [*brought, "Cookie: __Host-knipa_phone=x", f"Origin: {house.origin}"],
            batch,
        ),
        *(
            ("GET", house.file(name), [], "")
            for name in ("player/main.js", "offline/visit.js", "images/knipa.svg")
        ),
        ("GET", "/static/staticfiles.json", [], ""),
        ("GET", "/today/", ["Accept: text/html", "Sec-Fetch-Mode: no-cors"], ""),
        ("HEAD", "/today/", ["Accept: application/json"], ""),
    ]
    for method, path, more, body in asked:
        told = house.ask(f"{method} {path} HTTP/1.1", f"Host: {NAME}:{house.port}", *more, body=body)
        head, _, said = told.partition("\r\n\r\n")
        assert head.startswith("HTTP/1.1 401"), (method, path, told)
        assert said == ("" if method == "HEAD" else in_one_piece("This browser is not paired."))
        assert not [name for name in ("set-cookie", "etag", "location") if f"{name}:" in head.casefold()]
    assert house.rows() == []


def in_one_piece(text):
    """As Caddy sends what it does not know the length of beforehand (RFC 9112, 7.1)."""
    return f"{len(text):x}\r\n{text}\r\n0\r\n\r\n"


def assert_safe(cookies, now):
    kept = next(cookie for cookie in cookies if cookie["name"] == "__Host-knipa_phone")
    assert (kept["secure"], kept["httpOnly"], kept["sameSite"], kept["path"]) == (True, True, "Lax", "/")
    assert kept["domain"] == NAME
    assert kept["expires"] - now == pytest.approx(DAYS_400_S, abs=3600)
    assert all(cookie["secure"] for cookie in cookies)


def a_session(**changes):
    done = [{"exercise": "strength", "reps": 5, "hold_s": 3}]
    told = {"format": "knipa.log/1", "id": str(uuid.uuid4()), "kind": "session", "position": "supine"}
    return {
        **told,
        "at": datetime.now(ZoneInfo(WHERE["timezone_id"])).isoformat(),
        "ended": "whole",
        "done": done,
        **changes,
    }


def bring(phone):
    """Bring one session as the player does, by the phone's own cookie."""
    headers = {"Content-Type": "application/json"}
    send = "(asked) => fetch('/api/v1/sync', asked).then((answer) => answer.text())"
    body = json.dumps({"format": "knipa.sync/1", "lines": [a_session()]})
    return json.loads(phone.evaluate(send, {"method": "POST", "headers": headers, "body": body}))["results"][
        0
    ]
