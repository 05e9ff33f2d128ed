"""Serving for real: refuses what it must in one line, and loses nothing that was confirmed, even by kill -9."""

import contextlib
import gzip
import os
import re
import socket
import subprocess
import sys
import time

import pytest

from running import START, Running

pytestmark = pytest.mark.once
MOST_REQUESTS = 12  # of one page, cold (issue 3)


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
    knipa, page = start(), new_page(service_workers="allow")
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
    page.wait_for_url("**/today/")  # nothing was squeezed yet, so nothing is asked
    assert not faults
    assert sorted(name for name in named if name.endswith((".css", ".js"))) == [
        "/static/offline/visit.js",
        "/static/player/main.js",
        "/static/styles/knipa.css",
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


@pytest.mark.parametrize("address", ["http://knipa.example", "knipa.example", "https://knipa.example/there"])
def test_an_address_that_is_no_address_is_refused_in_one_line(address, home):
    refused = _try("127.0.0.1", "8310", home, KNIPA_URL=address)
    assert refused.returncode != 0
    assert len(refused.stderr.strip().splitlines()) == 1
    assert refused.stderr.startswith("KNIPA_URL: expected https://")
    assert not home.exists()


def _try(host, port, home, **more):
    command = [sys.executable, "-c", START, host, port]
    environment = {**os.environ, "KNIPA_HOME": str(home), **more}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_care_pack_that_is_wrong_is_told_in_one_line(home, tmp_path):
    (tmp_path / "norway.toml").write_text('name = "Norge"\n[contact.emergency]\nnumber = 113\n')
    refused = _try("127.0.0.1", "8310", home, KNIPA_CARE=str(tmp_path))
    assert refused.returncode == 1
    assert refused.stderr.startswith("care/norway.toml: contact.emergency.number: expected digits")
    assert len(refused.stderr.splitlines()) == 1
    assert not home.exists()
