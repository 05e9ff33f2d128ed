"""What the whole command costs, with and without a long log, beside a Python that does nothing."""

import json
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from benchmarks.engine import FIRST, SESSIONS
from benchmarks.lives import once_a_day
from benchmarks.timing import median_ms
from knipa.contract import write_line

RUNS = 7


def measure() -> None:
    """Print what `knipa plan` takes from start to end."""
    with tempfile.TemporaryDirectory() as folder:
        person, log = Path(folder, "person.json"), Path(folder, "log.jsonl")
        person.write_text('{"format": "knipa.person/1", "found": true}', encoding="utf-8")
        lines = once_a_day(SESSIONS, FIRST).log
        log.write_text("\n".join(json.dumps(write_line(line)) for line in lines), encoding="utf-8")
        on = (FIRST + timedelta(SESSIONS)).isoformat()
        plan = [sys.executable, "-m", "knipa", "plan", str(person), "--json", "--on", on]
        nothing = median_ms(lambda: run([sys.executable, "-c", "pass"]), RUNS)
        without = median_ms(lambda: run(plan), RUNS)
        with_log = median_ms(lambda: run([*plan, "--log", str(log)]), RUNS)
    print(f"knipa plan, no log                    {without:8.0f} ms median   {without / nothing:5.1f} x")
    print(
        f"knipa plan, {SESSIONS:,} lines             {with_log:8.0f} ms median   {with_log / nothing:5.1f} x"
    )
    print(f"  beside: python -c pass              {nothing:8.0f} ms median")


def run(arguments: list[str]) -> None:
    """Run the command; its output does not matter here."""
    subprocess.run(arguments, check=True, capture_output=True)
