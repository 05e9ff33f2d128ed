"""A server that is told to stop records what it has just sent, and waits for nobody who never answers."""

import os
import subprocess
import sys
import threading

import pytest

import cluster as clusters
from receivers import CREATED, Receiver
from scripts import LEFT, MAKE

pytestmark = pytest.mark.once
PATIENCE_S = 60
# What `knipa serve` begins, in a process that ends as a server does once its standard input does.
SERVED = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "knipa.web.settings"
import django; django.setup()
from knipa.web.reminders import dispatch
dispatch.LOOK_S, dispatch.LAST_S = 0.1, {last_s}
dispatch.begin()
sys.stdin.read()
"""
WORKER = "from knipa.web.work import work; work()"
PEOPLE = 3


@pytest.fixture
def people(tmp_path):
    """`people(receiver)`: some, each with a program there; gives the environment of their server."""

    def make(receiver, **more):
        home = tmp_path / "home"
        home.mkdir()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KNIPA_")}
        told = {
            **more,
            "KNIPA_HOME": str(home),
            "KNIPA_CALL_PRIVATE": f"127.0.0.1:{receiver.port}",
            "PYTHONPATH": "tests",
        }
        order = [sys.executable, "-c", MAKE, str(PEOPLE), f"http://127.0.0.1:{receiver.port}/"]
        subprocess.run(order, env=kept | told, check=True, capture_output=True)
        return kept | told

    return make


def stop_while_they_wait(script, environment, hears):
    """Stop the server once it waits for all of them, and see it end."""
    server = subprocess.Popen([sys.executable, "-c", script], env=environment, stdin=subprocess.PIPE)
    try:
        assert hears.wait(PATIENCE_S), "nothing was sent"
        server.stdin.close()
        if script == WORKER:
            server.terminate()
        yield server
        server.wait(PATIENCE_S)
    finally:
        server.kill()
        server.wait()


def left(environment):
    told = subprocess.run(
        [sys.executable, "-c", LEFT], env=environment, check=True, capture_output=True, text=True
    )
    return [int(number) for number in told.stdout.split()]


class Slow:
    """Answers once it is told to."""

    def __init__(self):
        self.heard, self.all_heard, self.answer = 0, threading.Event(), threading.Event()

    def __call__(self, connection):
        self.heard += 1
        if self.heard == PEOPLE:
            self.all_heard.set()
        self.answer.wait(PATIENCE_S)
        connection.sendall(CREATED)


def test_what_was_on_its_way_is_recorded_and_does_not_come_again(people):
    slow = Slow()
    with Receiver(slow) as receiver:
        environment = people(receiver)
        for _ in stop_while_they_wait(SERVED.format(last_s=PATIENCE_S), environment, slow.all_heard):
            slow.answer.set()
    assert left(environment) == [0, PEOPLE]


def test_who_never_answers_does_not_keep_the_server_from_ending(people):
    slow = Slow()
    with Receiver(slow) as receiver:
        environment = people(receiver)
        for server in stop_while_they_wait(SERVED.format(last_s=0.1), environment, slow.all_heard):
            server.wait(PATIENCE_S)  # the answer comes only afterwards
        slow.answer.set()
    assert left(environment) == [PEOPLE, 0]  # another, or the next start, takes them up


def test_a_worker_records_what_was_on_its_way_too(people):
    programs = clusters.find()
    if programs is None:
        pytest.skip(clusters.MISSING)
    slow = Slow()
    with clusters.cluster(programs) as database, Receiver(slow) as receiver:
        environment = people(receiver, KNIPA_DATABASE_URL=database.address)
        for _ in stop_while_they_wait(WORKER, environment, slow.all_heard):
            slow.answer.set()
        assert left(environment) == [0, PEOPLE]
