"""Serving for real: refuses what it must in one line, and loses nothing that was confirmed, even by kill -9."""

import contextlib
import gzip
import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

pytestmark = pytest.mark.once
START = "import sys; from knipa.web.serve import serve; serve(sys.argv[1], int(sys.argv[2]))"
LONGEST_S = 60
MOST_REQUESTS = 12  # of one page, cold (issue 3)


class Running:
    """A server of our own, in a group of its own, with a browser's cookies."""

    def __init__(self, home, port):
        self.address = f"http://127.0.0.1:{port}"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("KNIPA_")}
        environment |= {"KNIPA_HOME": str(home), "CI": "true"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, "127.0.0.1", str(port)],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout.readline().strip() == f"Knipa is at {self.address}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)

    def get(self, path):
        with self.opener.open(self.address + path, timeout=LONGEST_S) as answer:
            return answer.url, answer.read().decode()

    def post(self, path, page, **fields):
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        with self.opener.open(self.address + path, data, timeout=LONGEST_S) as answer:
            return answer.url

    def sync(self, *lines):
        batch = json.dumps({"format": "knipa.sync/1", "lines": lines}).encode()
        asked = urllib.request.Request(
            f"{self.address}/api/v1/sync", batch, {"Content-Type": "application/json"}
        )
        with self.opener.open(asked, timeout=LONGEST_S) as answer:
            return json.load(answer)

    def ask(self, path, encodings):
        asked = urllib.request.Request(self.address + path, headers={"Accept-Encoding": encodings})
        return self.opener.open(asked, timeout=LONGEST_S)

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def start(home, port):
    running = []

    def one():
        running.append(Running(home, port))
        return running[-1]

    yield one
    for each in running:
        with contextlib.suppress(ProcessLookupError):
            each.kill()


def test_kill_9_right_after_the_answer_loses_nothing(start, line, home):
    knipa = start()
    _, page = knipa.get("/answers/why/")
    for step, typed in {"safety": {"none": "on"}, "squeeze": {"found": "yes"}}.items():
        knipa.post(f"/answers/{step}/", page, **typed)
    told = line()
    answered = knipa.sync(told)
    knipa.kill()
    assert answered["results"] == [{"id": told["id"], "status": "kept"}]
    time.sleep(0.2)
    _, page = start().get(f"/train/{told['id']}/after/")
    assert "How did it feel?" in page
    assert (home / "secret_key").stat().st_mode & 0o077 == 0
    assert home.stat().st_mode & 0o077 == 0


def test_static_files_are_named_by_their_content_kept_and_small(start):
    knipa = start()
    _, page = knipa.get("/")
    style = re.search(r"/static/styles/knipa\.\w{12}\.css", page)[0]
    for asked, given in {"br, gzip": "br", "gzip": "gzip", "identity": None}.items():
        with knipa.ask(style, asked) as answer:
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.headers["Content-Encoding"] == given
            assert answer.headers["Vary"] == "Accept-Encoding"


def test_pages_are_small_on_their_way_and_kept_by_nobody(start):
    knipa = start()
    with knipa.ask("/", "gzip, br") as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "Knipa" in gzip.decompress(answer.read()).decode()


def test_a_session_is_played_from_the_linked_files(start, new_page):
    knipa, page = start(), new_page()
    _, form = knipa.get("/answers/why/")
    for step, typed in {"safety": {"none": "on"}, "squeeze": {"found": "yes"}}.items():
        knipa.post(f"/answers/{step}/", form, **typed)
    faults, files = [], []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("response", lambda answer: files.append(answer.url.removeprefix(knipa.address)))
    page.goto(f"{knipa.address}/train/")
    page.locator("[data-do=toggle]").click()
    page.locator("#player[data-state=running]").wait_for()
    page.wait_for_function("document.getElementById('seconds').textContent !== ''")
    named = [re.sub(r"\.\w{12}\.", ".", file) for file in files]
    page.locator("[data-do=stop]").click()
    page.locator("#after").wait_for()
    assert not faults
    assert [name for name in named if name.endswith((".css", ".js"))] == [
        "/static/styles/knipa.css",
        "/static/player/main.js",
    ]
    assert len(named) <= MOST_REQUESTS


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_another_host_is_refused_in_one_line(host, home):
    refused = _try(host, "8310", home)
    assert refused.returncode != 0
    assert len(refused.stderr.strip().splitlines()) == 1
    assert "this machine only" in refused.stderr
    assert not home.exists()


def test_a_busy_port_is_told_in_one_line(home):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        refused = _try("127.0.0.1", str(busy.getsockname()[1]), home)
    assert refused.returncode != 0
    assert refused.stderr.strip().endswith("--port.")
    assert len(refused.stderr.strip().splitlines()) == 1


def _try(host, port, home):
    command = [sys.executable, "-c", START, host, port]
    return subprocess.run(
        command, env={**os.environ, "KNIPA_HOME": str(home)}, capture_output=True, text=True, check=False
    )
