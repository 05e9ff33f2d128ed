"""On one's own phone, for real: `knipa serve`, Caddy with `tls internal` before it, and a browser that trusts Caddy."""

import contextlib
import json
import os
import socket
import ssl
import subprocess
import time

import pytest
from playwright.sync_api import expect

import browser as browsers
import proxy
from running import Running

pytestmark = pytest.mark.once
NAME = "knipa.test"  # not localhost: of that a browser thinks better than of other names
PHONE = {"width": 360, "height": 740}
LONGEST_S = 30
DAYS_400_S = 400 * 24 * 3600
CADDYFILE = """
{{
    admin off
    skip_install_trust
    auto_https disable_redirects
    servers {{
        protocols h1 h2
    }}
}}
https://{name}:{port} {{
    bind 127.0.0.1
    tls internal
    reverse_proxy 127.0.0.1:{behind}
}}
"""
ASK = """(path, method) => fetch(path, {method, redirect: "manual"})
    .then(async (answer) => [answer.status, await answer.text()])"""


class House:
    """A machine with Knipa and Caddy on it, and everything that a phone needs to come there."""

    def __init__(self, folder):
        self.folder, self.behind, self.port = folder, free_port(), free_port()
        self.origin = f"https://{NAME}:{self.port}"
        self.root = folder / "caddy/pki/authorities/local/root.crt"
        self.start()
        self._start_caddy()

    def start(self):
        """Start Knipa; after `kill` a second time, with all that it has kept."""
        self.knipa = Running(self.folder / "home", self.behind, KNIPA_URL=self.origin)

    def _start_caddy(self):
        file = self.folder / "Caddyfile"
        file.write_text(CADDYFILE.format(name=NAME, port=self.port, behind=self.behind), "utf-8")
        own = {**os.environ, "XDG_DATA_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        command = [proxy.find("caddy"), "run", "--adapter", "caddyfile", "--config", str(file)]
        with (self.folder / "caddy.log").open("w") as log:
            self.caddy = subprocess.Popen(command, env=own, stdout=log, stderr=log)
        until = time.monotonic() + LONGEST_S
        while not self._answers():
            assert time.monotonic() < until, (self.folder / "caddy.log").read_text()
            time.sleep(0.05)

    def _answers(self):
        with contextlib.suppress(OSError), self._line():
            return True
        return False

    @contextlib.contextmanager
    def _line(self):
        trusting = ssl.create_default_context(cafile=self.root)
        with (
            socket.create_connection(("127.0.0.1", self.port), timeout=LONGEST_S) as raw,
            trusting.wrap_socket(raw, server_hostname=NAME) as line,
        ):
            yield line

    def ask(self, *lines):
        """Send these lines through Caddy as they are, and return the whole answer."""
        with self._line() as line:
            line.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode())
            return b"".join(iter(lambda: line.recv(65536), b"")).decode()

    def close(self):
        self.caddy.terminate()
        self.caddy.wait()
        with contextlib.suppress(ProcessLookupError):
            self.knipa.kill()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


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
        context = trusting.new_context(**{"viewport": PHONE, "locale": "en-GB", **options})
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


def test_a_phone_signs_itself_out(house, visit, machine, axe):
    phone = visit()
    pair(phone, house, show_a_code(machine))
    phone.wait_for_url("**/today/")
    phone.goto(f"{house.origin}/phone/")
    axe(phone)
    phone.get_by_role("button", name="Sign out this phone").click()
    phone.wait_for_url("**/pair/")
    assert "__Host-knipa_phone" not in {cookie["name"] for cookie in phone.context.cookies()}


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


def assert_safe(cookies, now):
    kept = next(cookie for cookie in cookies if cookie["name"] == "__Host-knipa_phone")
    assert (kept["secure"], kept["httpOnly"], kept["sameSite"], kept["path"]) == (True, True, "Lax", "/")
    assert kept["domain"] == NAME
    assert kept["expires"] - now == pytest.approx(DAYS_400_S, abs=3600)
    assert all(cookie["secure"] for cookie in cookies)


def bring(phone):
    """Bring one session as the player does, by the phone's own cookie."""
    told = {
        "format": "knipa.log/1", "id": "00000000-0000-4000-8000-00000000000a", "kind": "session",
        "at": phone.evaluate("new Date().toISOString()"), "position": "supine", "ended": "whole",
        "done": [{"exercise": "strength", "reps": 5, "hold_s": 3}],
    }  # fmt: skip
    headers = {"Content-Type": "application/json"}
    send = "(asked) => fetch('/api/v1/sync', asked).then((answer) => answer.text())"
    body = json.dumps({"format": "knipa.sync/1", "lines": [told]})
    return json.loads(phone.evaluate(send, {"method": "POST", "headers": headers, "body": body}))["results"][
        0
    ]
