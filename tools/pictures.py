"""Photographs *today* and *train* at phone size, from a real server with a person of its own, into docs/pictures."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, ViewportSize, sync_playwright

import browser

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
PHONE: ViewportSize = {"width": 360, "height": 740}
UP_WITHIN_S = 30
INTO_THE_FIRST_SQUEEZE_MS = 7_000


@contextmanager
def server() -> Iterator[str]:
    """Run Knipa with an empty home of its own, and stop it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        command = [str(Path(sys.executable).parent / "knipa"), "serve", "--port", str(port)]
        running = subprocess.Popen(command, env={**os.environ, "KNIPA_HOME": home, "CI": "true"})
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address)
            yield address
        finally:
            running.terminate()
            running.wait()


def wait_for(address: str) -> None:
    """Return when the server answers."""
    until = time.monotonic() + UP_WITHIN_S
    while time.monotonic() < until:
        try:
            urlopen(address, timeout=1).close()  # noqa: S310 - our own server on loopback
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"{address} did not answer within {UP_WITHIN_S} s.")


def answer(page: Page) -> None:
    """Answer as someone who leaks at a cough and knows the squeeze."""
    ticks = {
        "why": "[value=leak_urine]",
        "when": "[value=cough_sneeze_laugh]",
        "safety": "[name=none]",
        "squeeze": "[value=yes]",
    }
    page.locator("main a.button").first.click()
    while "/answers/" in page.url:
        step = page.url.rstrip("/").rsplit("/", 1)[-1]
        if step in ticks:
            page.locator(f"main input{ticks[step]}").check()
        page.locator("button.main[name=go]").click()
        page.wait_for_load_state()


def photograph(page: Page, address: str) -> None:
    """Walk from the welcome into the first squeeze, with a picture of the two pages on the way."""
    page.goto(address)
    answer(page)
    page.screenshot(path=FOLDER / "today.png")
    page.locator("main a.button.main").click()
    page.locator("[data-do=toggle]").click()
    page.wait_for_timeout(INTO_THE_FIRST_SQUEEZE_MS)
    page.screenshot(path=FOLDER / "train.png")


if __name__ == "__main__":
    path = browser.find()
    if path is None:
        sys.exit(browser.MISSING)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with server() as at, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=browser.arguments())
        photograph(chromium.new_page(viewport=PHONE, locale="sv-SE", device_scale_factor=2), at)
        chromium.close()
