"""A real `knipa serve` that can be killed and started again, with its own home; beside it, whoever has answered."""

import contextlib
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

START = "import sys; from knipa.web.serve import serve; serve(sys.argv[1], int(sys.argv[2]))"
LONGEST_S = 60


class House:
    """One installation on a port of its own."""

    def __init__(self, home, **environment):
        self.home, self.environment, self.process = home, environment, None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self, *, first=""):
        """Serve; `first` is done in the same process before."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KNIPA_")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", first + START, "127.0.0.1", str(self.port)],
            env={**kept, "KNIPA_HOME": str(self.home), "CI": "true", **self.environment},
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout.readline().strip() == f"Knipa is at {self.address}"
        return self

    def kill(self):
        """As a power cut does: at once, and all of it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def answer(self):
        """Someone who knows the squeeze and has no signs."""
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
        with opener.open(f"{self.address}/answers/why/", timeout=LONGEST_S) as page:
            token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]
        for step, typed in {"safety": {"none": "on"}, "squeeze": {"found": "yes"}}.items():
            data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **typed}).encode()
            opener.open(f"{self.address}/answers/{step}/", data, timeout=LONGEST_S).close()
        return self

    def will_hold(self, count, page, kind="session"):
        """Wait until the log holds so many lines: what waits on a device is sent in the background."""
        until = time.monotonic() + LONGEST_S
        while len(self.rows(kind)) != count and time.monotonic() < until:
            page.wait_for_timeout(100)  # so that the page goes on meanwhile
        return len(self.rows(kind)) == count

    def rows(self, kind="session"):
        """The lines of the log, as they lie on the disk."""
        with contextlib.closing(sqlite3.connect(self.home / "knipa.sqlite3", timeout=LONGEST_S)) as disk:
            return [
                json.loads(line)
                for (line,) in disk.execute("select line from web_logline where kind = ?", (kind,))
            ]
