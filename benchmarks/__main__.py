"""Prints what the engine and the command cost, each beside what it is compared to.

Figures drift by half from one machine to the next: read the ratios, and the two columns of one run.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from knipa.content.library import words
from knipa.contract import built_in, sheet_json, write_line
from knipa.demo.life import Life
from knipa.training.person import Person
from knipa.training.progression import follow

FIRST = date(1996, 1, 1)
SESSIONS = 10_950  # thirty years of one session a day, or ten of three
COLD_RUNS, WARM_RUNS, COMMAND_RUNS = 5, 200, 7


def median_ms(work: Callable[[], object], runs: int) -> float:
    """Return the median of so many runs, in milliseconds."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def long_life() -> Life:
    """Return a person with a session a day for thirty years."""
    life = Life(built_in("1177"), Person(found=True))
    doses = life.plan(FIRST).doses
    for step in range(SESSIONS):
        life.did(FIRST + timedelta(step), doses)
    return life


def engine(life: Life) -> None:
    """Plan and sheet for one person, and thirty years followed."""
    protocol, person, swedish = built_in("1177"), Person(found=True), words("sv")
    on = FIRST + timedelta(SESSIONS)

    def plan_and_sheet() -> None:
        sheet_json(follow(protocol, person, [], on), swedish, "sv")

    as_json = json.dumps([write_line(line) for line in life.log])
    one = median_ms(plan_and_sheet, WARM_RUNS)
    years = median_ms(lambda: follow(protocol, person, life.log, on), COLD_RUNS)
    reading = median_ms(lambda: json.loads(as_json), COLD_RUNS)
    print(f"plan + sheet, one person, no log      {one:8.2f} ms median   (goal: at most 1 ms)")
    print(f"follow(), {SESSIONS:,} sessions, read before {years:7.1f} ms median   (goal: at most 100 ms)")
    print(f"  beside: json.loads of the same log  {reading:8.1f} ms          ratio {years / reading:.2f}")


def command(life: Life) -> None:
    """The whole command, with and without the log, beside a Python that does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        person, log = Path(folder, "person.json"), Path(folder, "log.jsonl")
        person.write_text('{"format": "knipa.person/1", "found": true}', encoding="utf-8")
        log.write_text("\n".join(json.dumps(write_line(line)) for line in life.log), encoding="utf-8")
        plan = [sys.executable, "-m", "knipa", "plan", str(person), "--json", "--on"]
        on = (FIRST + timedelta(SESSIONS)).isoformat()
        nothing = median_ms(lambda: run([sys.executable, "-c", "pass"]), COMMAND_RUNS)
        without = median_ms(lambda: run([*plan, on]), COMMAND_RUNS)
        with_log = median_ms(lambda: run([*plan, on, "--log", str(log)]), COMMAND_RUNS)
    print(f"knipa plan, no log                    {without:8.0f} ms median   {without / nothing:5.1f} x")
    print(
        f"knipa plan, {SESSIONS:,} lines             {with_log:8.0f} ms median   {with_log / nothing:5.1f} x"
    )
    print(f"  beside: python -c pass              {nothing:8.0f} ms median")


def run(arguments: list[str]) -> None:
    """Run the command; its output does not matter here."""
    subprocess.run(arguments, check=True, capture_output=True)


if __name__ == "__main__":
    lived = long_life()
    engine(lived)
    command(lived)
