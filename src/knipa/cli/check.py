"""Prints how this Knipa stands, one line for each thing that was looked at."""

import json
from argparse import Namespace

from knipa.cli.refusals import EXIT_BROKEN, Answer
from knipa.web.checking.finding import Finding
from knipa.web.checking.look import is_well, look


def check(asked: Namespace) -> Answer:
    """Return the lines; the exit code says whether something hinders."""
    found = look()
    text = _as_json(found) if asked.json else "".join(f"{each}\n" for each in found)
    return Answer(text, 0 if is_well(found) else EXIT_BROKEN)


def _as_json(found: list[Finding]) -> str:
    each = [{"name": f.name, "state": f.state.name.lower(), "said": f.said, "mend": f.mend} for f in found]
    told = {"format": "knipa.check/1", "well": is_well(found), "found": each}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
