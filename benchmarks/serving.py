"""A real `knipa serve` with an empty home of its own, and a person who fills in its forms."""

import http.cookiejar
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UP_WITHIN_S = 60
PATIENCE_S = 30
NOT_FOUND = 404


@contextmanager
def knipa() -> Iterator[str]:
    """Serve on a free port of this machine, and stop afterwards; gives the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        others = {name: value for name, value in os.environ.items() if not name.startswith("KNIPA_")}
        command = [str(Path(sys.executable).parent / "knipa"), "serve", "--port", str(port)]
        running = subprocess.Popen(
            command, env={**others, "KNIPA_HOME": home, "CI": "true"}, stdout=subprocess.DEVNULL
        )
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
            urllib.request.urlopen(address, timeout=1).close()  # noqa: S310 - our own server on loopback
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"{address} did not answer within {UP_WITHIN_S} s.")


class Visitor:
    """Sends forms as a browser without JavaScript would; so no redrawn page can lose its way."""

    def __init__(self, address: str) -> None:
        self.address = address
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
        self.opener.addheaders = [("Accept-Language", "sv")]

    def reads(self, path: str) -> str:
        """Return a page."""
        with self.opener.open(self.address + path, timeout=PATIENCE_S) as answer:
            return str(answer.read(), "utf-8")

    def leads(self, path: str) -> str | None:
        """Return the address at which one ends up, or None when there is no such page."""
        try:
            with self.opener.open(self.address + path, timeout=PATIENCE_S) as answer:
                return str(answer.url).removeprefix(self.address)
        except urllib.error.HTTPError as error:
            if error.code != NOT_FOUND:
                raise
            return None

    def syncs(self, *lines: object) -> None:
        """Bring lines of the log as a device does."""
        batch = json.dumps({"format": "knipa.sync/1", "lines": lines}).encode()
        kind = {"Content-Type": "application/json"}
        asked = urllib.request.Request(f"{self.address}/api/v1/sync", batch, kind)  # noqa: S310 - loopback
        self.opener.open(asked, timeout=PATIENCE_S).close()

    def sends(self, path: str, **fields: str) -> str:
        """Fill in a form, and return the address that it led to."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.reads("/answers/why/"))
        if token is None:
            sys.exit("The questions have no form any more.")
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        with self.opener.open(self.address + path, data, timeout=PATIENCE_S) as answer:
            return str(answer.url).removeprefix(self.address)
