"""What the commands answer: as JSON for programs, or as calm text for people."""

import json
from argparse import Namespace
from collections.abc import Mapping

from knipa.cli.inputs import Planned, planned
from knipa.cli.plan_text import render_plan_text
from knipa.cli.refusals import NothingToDo
from knipa.cli.sheet_text import render_sheet_text
from knipa.contract import plan_json, sheet_json, told
from knipa.contract.refusal import printable
from knipa.training.reason import Reason

RESTS = (Reason.PAUSED, Reason.REST_DAY)


def plan(asked: Namespace) -> str:
    """Return the plan of the day."""
    day = planned(asked)
    return as_json(plan_json(day.plan, day.words)) if asked.json else render_plan_text(day.plan, day.words)


def sheet(asked: Namespace) -> str:
    """Return the session of the day.

    Raises:
        NothingToDo: with the reason, where there is none today.
    """
    day = planned(asked)
    if why := _nothing(day):
        raise NothingToDo(printable(" ".join(why.split())))
    if asked.json:
        return as_json(sheet_json(day.plan, day.words, day.words.locale))
    return render_sheet_text(day.plan, day.words)


def as_json(value: Mapping[str, object]) -> str:
    """Return JSON that a person can read too."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _nothing(day: Planned) -> str:
    """Return why there is no session today, or nothing."""
    plan, words = day.plan, day.words
    if not plan.doses:
        return told(plan.clearance.because[0], words)
    if plan.today.rest_day:
        rest = next((because for because in plan.because if because.reason in RESTS), None)
        return told(rest, words) if rest else words.text("command", "rest_day")
    return words.text("command", "nothing_left", {"done": plan.today.done}) if plan.today.left <= 0 else ""
