"""Kill -9 between receiving and answering: a device sends again, and nothing is lost or doubled."""

import contextlib
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from journeys.house import House

pytestmark = pytest.mark.once
KILLS, REAL_KILLS = 100, 3  # of a process that serves the real application; of the whole `knipa serve`
BATCH = 5  # lines, so that a kill often falls between two of them
LONGEST_S = 60
# The application is loaded once and forked for each life: a hundred take seconds. The file is the real one.
LIVES = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "knipa.web.settings"
from wsgiref.simple_server import WSGIRequestHandler, make_server
from knipa.web.wsgi import application
from django.db import connections
from django.test import Client
class Quiet(WSGIRequestHandler):
    def log_message(self, *said):
        pass
Client(SERVER_NAME="127.0.0.1").post("/api/v1/sync", "{}", content_type="application/json")  # everything is loaded
connections.close_all()
for _asked in sys.stdin:
    child = os.fork()
    if child == 0:
        server = make_server("127.0.0.1", int(sys.argv[1]), application, handler_class=Quiet)
        print(os.getpid(), flush=True)
        server.serve_forever()
    os.waitpid(child, 0)
"""


@pytest.fixture
def house(tmp_path):
    """Someone has answered; nothing serves any more."""
    one = House(tmp_path / "home").start().answer()
    one.kill()
    return one


@pytest.fixture
def lives(house):
    """`lives()`: a new life of the server; gives its process id."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KNIPA_")}
    pot = subprocess.Popen(
        [sys.executable, "-c", LIVES, str(house.port)],
        env={**kept, "KNIPA_HOME": str(house.home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    alive = []

    def one():
        print(file=pot.stdin, flush=True)
        alive[:] = [int(pot.stdout.readline())]
        return alive[0]

    yield one
    for pid in alive:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    pot.stdin.close()
    pot.wait(LONGEST_S)
    pot.stdout.close()


def ask(port, lines):
    """Send a whole batch; the connection, before anything is read from it."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_S)
    body = json.dumps({"format": "knipa.sync/1", "lines": lines})
    asked.request("POST", "/api/v1/sync", body, {"Content-Type": "application/json"})
    return asked


def hear(asked):
    """What became of each line; None where no answer came."""
    try:
        with contextlib.closing(asked):
            return [each["status"] for each in json.load(asked.getresponse())["results"]]
    except (OSError, http.client.HTTPException, ValueError):
        return None


def send_until_answered(port, lines):
    told = hear(ask(port, lines))
    assert told is not None
    assert {*told} <= {"kept", "known"}


def how_long_s(port, line):
    """How long an answer takes here and now."""
    began = time.perf_counter()
    send_until_answered(port, [line() for _ in range(BATCH)])
    return time.perf_counter() - began


def test_killed_a_hundred_times_between_receiving_and_answering_nothing_is_lost_or_doubled(
    house, lives, line
):
    dice, sent, unheard = random.Random(4), [], 0
    pid = lives()
    longest_s = how_long_s(house.port, line)
    before = len(house.rows())
    for _ in range(KILLS):
        batch = [line() for _ in range(BATCH)]
        sent += [each["id"] for each in batch]
        asked = ask(house.port, batch)
        time.sleep(dice.uniform(0, longest_s))
        os.kill(pid, signal.SIGKILL)
        heard = hear(asked)
        unheard += heard is None and len(house.rows()) > before
        pid = lives()
        send_until_answered(house.port, batch)
        before += BATCH
        assert len(house.rows()) == before
    kept = [row["id"] for row in house.rows()]
    assert len(kept) == len({*kept})
    assert {*sent} <= {*kept}
    assert unheard >= KILLS / 20  # kept and never answered: it is this that sending again must not double


def test_knipa_itself_killed_in_the_same_moment_loses_and_doubles_nothing(house, line):
    dice, sent = random.Random(4), []
    for _ in range(REAL_KILLS):
        batch = [line() for _ in range(BATCH)]
        sent += [each["id"] for each in batch]
        house.start()
        asked = ask(house.port, batch)
        time.sleep(dice.uniform(0, 0.05))
        house.kill()
        hear(asked)
        house.start()
        send_until_answered(house.port, batch)
        house.kill()
    assert sorted(row["id"] for row in house.rows()) == sorted(sent)
