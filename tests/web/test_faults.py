"""Workers killed at random and a database started anew: every reminder arrives, and hardly any twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

import cluster as clusters
from scripts import LEFT, MAKE

pytestmark = pytest.mark.once
LONGEST_S = 240
# The real worker; only the way out is ours: one line a delivery in a file, written at once, as a receiver would.
WORKER = """
import os, sys
from datetime import timedelta
heard = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def begin():
    from knipa.web.reminders import due, sending
    from knipa.web.reminders.outcome import Delivered
    due.LEASE = timedelta(seconds=8)  # else the test waits two minutes for what the dead held
    def deliver(channel, message):
        os.write(heard, f"{message.key} {os.getpid()}\\n".encode())
        return Delivered()
    sending._deliver_of = lambda kind: deliver
"""
SHARED = (
    WORKER
    + """
import knipa.web.work as work
real = work._share
async def share(shares):
    begin()
    await real(shares)
work._share = share
work.work()
"""
)
ALONE = (
    WORKER
    + """
os.environ["DJANGO_SETTINGS_MODULE"] = "knipa.web.settings"
import django; django.setup()
begin()
from knipa.web.reminders import dispatch
dispatch._go_on(__import__("threading").Event())
"""
)


class Workers:
    """Workers of a database of our own, and what a receiver has heard from them."""

    def __init__(self, folder, script, **environment):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KNIPA_")}
        (folder / "home").mkdir()
        self.environment = {**kept, "KNIPA_HOME": str(folder / "home"), "PYTHONPATH": "tests", **environment}
        self.heard_in, self.script, self.alive, self.killed = folder / "heard", script, [], set()

    def make(self, people):
        self._run(MAKE, str(people))

    def left(self):
        """How many wait, and how many are said to be sent."""
        return [int(number) for number in self._run(LEFT).split()]

    def begin(self):
        order = [sys.executable, "-c", self.script, str(self.heard_in)]
        self.alive.append(subprocess.Popen(order, env=self.environment))

    def kill(self, dice):
        one = self.alive.pop(dice.randrange(len(self.alive)))
        one.kill()
        one.wait()
        self.killed.add(one.pid)

    def heard(self):
        """What has arrived, in order: the key of each, and the worker it came from."""
        told = self.heard_in.read_text() if self.heard_in.exists() else ""
        return [(key, int(worker)) for key, worker in (line.split() for line in told.splitlines())]

    def end(self):
        for each in self.alive:
            each.send_signal(signal.SIGKILL)
            each.wait()

    def _run(self, script, *more):
        order = [sys.executable, "-c", script, *more]
        return subprocess.run(order, env=self.environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def workers_on(tmp_path):
    begun = []

    def workers(script, **environment):
        begun.append(Workers(tmp_path, script, **environment))
        return begun[-1]

    yield workers
    for each in begun:
        each.end()


def wait_for(heard_of, workers, wanted):
    """Until so many different ones have arrived."""
    until = time.monotonic() + LONGEST_S
    while len({key for key, _ in workers.heard()}) < wanted:
        assert any(each.poll() is None for each in workers.alive), "every worker has ended by itself"
        assert time.monotonic() < until, f"{heard_of}: {len(workers.heard())} of {wanted} after {LONGEST_S} s"
        time.sleep(0.2)


def judge(workers, people):
    """None lost; twice only what a killed worker had sent and not yet recorded, and at most one in a thousand."""
    heard = workers.heard()
    times = Counter(key for key, _ in heard)
    assert len(times) == people
    twice = {key for key, count in times.items() if count > 1}
    first_by = {}
    for key, worker in heard:
        first_by.setdefault(key, worker)
    assert {first_by[key] for key in twice} <= workers.killed
    assert len(heard) - people <= people / 1000
    return len(heard) - people


def test_twenty_thousand_by_four_workers_killed_at_random_and_a_database_started_anew(workers_on, capsys):
    programs = clusters.find()
    if programs is None:
        pytest.skip(clusters.MISSING)
    people, dice = 20_000, random.Random(6)
    with clusters.cluster(programs, safe=True) as database:
        workers = workers_on(SHARED, KNIPA_DATABASE_URL=database.address)
        workers.make(people)
        for _ in range(4):
            workers.begin()
        for part in range(1, 9):
            wait_for("before a kill", workers, people * part // 10)
            workers.kill(dice)
            workers.begin()
            if part == 4:
                database.restart()
        wait_for("all", workers, people)
        until = time.monotonic() + LONGEST_S
        while workers.left() != [0, people] and time.monotonic() < until:
            time.sleep(0.5)
        assert workers.left() == [0, people]
        workers.end()
    twice = judge(workers, people)
    with capsys.disabled():
        print(f"\n{people} reminders, 8 workers killed, 1 restart: none lost, {twice} twice")  # noqa: T201


def test_two_thousand_by_one_process_on_sqlite_killed_at_random(workers_on, capsys):
    people, dice = 2_000, random.Random(6)
    workers = workers_on(ALONE)
    workers.make(people)
    workers.begin()
    for part in range(1, 3):
        wait_for("before a kill", workers, people * part // 3)
        workers.kill(dice)
        workers.begin()
    wait_for("all", workers, people)
    until = time.monotonic() + LONGEST_S
    while workers.left() != [0, people] and time.monotonic() < until:
        time.sleep(0.5)
    assert workers.left() == [0, people]
    twice = judge(workers, people)
    with capsys.disabled():
        print(f"\n{people} reminders on SQLite, 2 kills: none lost, {twice} twice")  # noqa: T201
