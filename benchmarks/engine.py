"""What the engine costs: plan and sheet for one person, and thirty years followed."""

import json
from datetime import date, timedelta

from benchmarks.lives import once_a_day
from benchmarks.timing import goal, median_ms
from knipa.content.words import words
from knipa.contract import built_in, sheet_json, write_line
from knipa.training.person import Person
from knipa.training.progression import follow

FIRST = date(1996, 1, 1)
SESSIONS = 10_950  # thirty years of one session a day, or ten of three
COLD_RUNS, WARM_RUNS = 5, 200
PLAN_MS, YEARS_MS = 1, 100  # the goals (issue 1)


def measure() -> None:
    """Print plan and sheet, and a long log beside the reading of it."""
    protocol, person, swedish = built_in("1177"), Person(found=True), words("sv")
    life, on = once_a_day(SESSIONS, FIRST), FIRST + timedelta(SESSIONS)

    def plan_and_sheet() -> None:
        sheet_json(follow(protocol, person, [], on), swedish, "sv")

    as_json = json.dumps([write_line(line) for line in life.log])
    one = median_ms(plan_and_sheet, WARM_RUNS)
    years = median_ms(lambda: follow(protocol, person, life.log, on), COLD_RUNS)
    reading = median_ms(lambda: json.loads(as_json), COLD_RUNS)
    one_goal = goal(f"at most {PLAN_MS} ms", reached=one <= PLAN_MS)
    years_goal = goal(f"at most {YEARS_MS} ms", reached=years <= YEARS_MS)
    print(f"plan + sheet, one person, no log        {one:8.2f} ms median   {one_goal}")
    print(f"follow(), {SESSIONS:,} sessions, read before {years:8.1f} ms median   {years_goal}")
    print(f"  beside: json.loads of the same log    {reading:8.1f} ms          ratio {years / reading:.2f}")
