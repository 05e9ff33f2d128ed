"""What finding in the guide costs: each real question, by the server and by the browser's own script."""

import json
import statistics
import subprocess
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import brotli

from benchmarks import node_tools
from benchmarks.timing import goal, median_ms, ms_of
from knipa.content.finding import as_json, find, index_of

QUESTIONS = node_tools.HOUSE / "tests/content/questions"
ANSWER_MS = 20  # the goal (issue 5)
RUNS = 5


def measure() -> None:
    """Print the time for each question, what comes before the first, and what the index weighs."""
    node = node_tools.node()
    print(f"{'each the median of its runs':38}{'median':>11}{'max':>11}")
    for locale in ("sv", "en"):
        asked = list(tomllib.loads((QUESTIONS / f"{locale}.toml").read_text("utf-8"))["tuned"])
        built_ms = ms_of(partial(index_of, locale))
        by_python = [median_ms(partial(find, question, locale), RUNS) for question in asked]
        tell(f"{locale}: {len(asked)} questions, Python", by_python)
        index = as_json(locale).encode()
        weighs = f"{len(index):,} B, brotli {len(brotli.compress(index)):,} B"
        print(f"  beside: index built in {built_ms:.0f} ms; {weighs}")
        if node:
            tell_node(f"{locale}: {len(asked)} questions, Node.js", in_node(node, locale, asked))


def in_node(node: Path, locale: str, asked: list[str]) -> dict[str, Any]:
    """Return what the browser's script says, and how long it takes over it."""
    told = json.dumps({"index": json.loads(as_json(locale)), "questions": asked, "runs": RUNS})
    script = node_tools.HOUSE / "tools/find.mjs"
    ran = subprocess.run([node, script], input=told, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def tell_node(what: str, told: dict[str, Any]) -> None:
    """Print what the browser's script took, and what it took while it was new."""
    tell(what, [answer["median_ms"] for answer in told["answers"]])
    first_ms = told["answers"][0]["first_ms"]
    print(f"  beside: index read in {told['ready_ms']:.0f} ms, the very first question {first_ms:.1f} ms")


def tell(what: str, all_ms: list[float]) -> None:
    """Print one row."""
    reached = goal(f"at most {ANSWER_MS} ms", reached=max(all_ms) <= ANSWER_MS)
    print(f"{what:38}{statistics.median(all_ms):8.1f} ms{max(all_ms):8.1f} ms   {reached}")
