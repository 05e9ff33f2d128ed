"""Whether sound, picture and sheet keep time: the real page in a real Chromium, heard on its audio thread."""

import json
import statistics
import subprocess
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools import browser

from benchmarks import node_tools
from benchmarks.lighthouse import settle
from benchmarks.serving import Visitor, knipa
from benchmarks.timing import goal
from knipa.content.words import words
from knipa.contract.sheets import cues_json, digest
from knipa.training.exercise import Dose, Effort, Exercise, Movement

HERE = Path(__file__).parent
HIDDEN_S, FOREGROUND_S, TRIES = 300, 30, 9
APART_MS, START_MS = 20, 500  # the goals (issue 4)
PATIENCE_S = 300  # what starting, stopping and a busy machine may add
FIVE_MINUTES = (  # the getting ready before each included; two of them are the session that is played
    Dose(exercise=Exercise.STRENGTH, effort=Effort.MAX, reps=10, hold_s=6, rest_s=6),
    Dose(exercise=Exercise.FAST, effort=Effort.NEAR, reps=20, hold_s=2, rest_s=2),
    Dose(
        exercise=Exercise.FUNCTIONAL,
        movement=Movement.RISE,
        effort=Effort.MODERATE,
        reps=5,
        hold_s=4,
        rest_s=6,
    ),
    Dose(exercise=Exercise.BREATHING, effort=Effort.NONE, reps=3, hold_s=5, rest_s=5),
)


@dataclass(frozen=True)
class Player:
    """The page on a server of its own, ready to be played by Node.js."""

    node: Path
    program: str
    modules: Path
    address: str
    sheet: dict[str, Any]

    def play(self, part: str, for_s: int = 0, tries: int = 0) -> dict[str, Any]:
        """Play one part, and return what was heard; a page that is not what it should be is a crash."""
        wanted = {
            "modules": str(self.modules),
            "ear": str(HERE / "sound.ear.js"),
            "sheet": self.sheet,
            "address": self.address,
            "program": self.program,
            "arguments": browser.arguments(),
            "for_s": for_s,
            "tries": tries,
        }
        told = subprocess.run(
            [self.node, HERE / "sound.mjs", part],
            input=json.dumps(wanted),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=for_s + PATIENCE_S,
        )
        heard: dict[str, Any] = json.loads(told.stdout)
        return heard


def measure(hidden_s: int = HIDDEN_S) -> None:
    """Print how far sound, picture and sheet are apart, and how long Start takes."""
    node, chromium = node_tools.node(), browser.find()
    if chromium is None:
        print(f"!! NOT MEASURED: {browser.MISSING}")
    if not (node and chromium and node_tools.lighthouse(node)):
        return
    modules = node_tools.FOLDER / "node_modules"
    with knipa() as address:
        settle(Visitor(address))
        player = Player(node, chromium, modules, address, ten_minutes())
        print(f"{'':50}{'count':>7}{'min':>9}{'median':>9}{'p99':>9}{'max':>9}")
        tell_start(player.play("start", tries=TRIES))
        tell_foreground(player.play("foreground", for_s=FOREGROUND_S))
        tell_hidden(player.play("hidden", for_s=hidden_s), player.sheet, hidden_s)


def ten_minutes() -> dict[str, Any]:
    """Return the cue sheet that is played instead of the day's own."""
    cues = cues_json([*FIVE_MINUTES, *FIVE_MINUTES], words("sv"))
    sheet: Any = {
        "format": "knipa.cuesheet/1",
        "locale": "sv",
        "position": "supine",
        "duration_ms": cues[-1]["at_ms"],
        "cues": cues,
    }
    return {**sheet, "digest": digest(sheet)}


def tell_start(told: dict[str, Any]) -> None:
    """Print what lies between the tap and the first tone."""
    heard = [each["heard_ms"] for each in told["tries"]]
    where = "offline" if told["offline"] else "ONLINE"
    reached = goal(f"at most {START_MS} ms", reached=max(heard) <= START_MS)
    row(f"start, {where}: from the tap to the first tone", heard, reached)
    row("  of which: ten minutes of sound rendered", [each["made_ms"] for each in told["tries"]])
    if not told["offline"]:
        print("!! NO SERVICE WORKER YET: THE START OFFLINE IS NOT MEASURED")


def tell_foreground(told: dict[str, Any]) -> None:
    """Print how far the picture is from the sound, frame by frame; the sound's clock has steps of its buffer."""
    drawn = [each["drawn_ms"] for each in told["frames"]]
    row("foreground: picture − sound, at each frame", drawn, apart(drawn))
    row("  once it is painted", [each["painted_ms"] for each in told["frames"] if "painted_ms" in each])
    row("  as the next frame replaces it", [each["replaced_ms"] for each in told["frames"]])


def tell_hidden(told: dict[str, Any], sheet: dict[str, Any], hidden_s: int) -> None:
    """Print how far each tone is from the sheet while nobody sees the page."""
    cues_ms = [cue["at_ms"] for cue in sheet["cues"] if told["from_ms"] <= cue["at_ms"] < told["to_ms"]]
    by_audio = places([each["at_s"] * 1000 for each in told["onsets"]])
    by_page = places([each["heard_ms"] for each in told["onsets"]])
    tones = [nearest(by_audio, at_ms) for at_ms in cues_ms]
    late = [by_audio[tone] - at_ms for tone, at_ms in zip(tones, cues_ms, strict=True)]
    row(f"hidden {hidden_s} s: tone − sheet, each cue", late, apart(late))
    row(
        "  by the computer's clock",
        [by_page[tone] - at_ms for tone, at_ms in zip(tones, cues_ms, strict=True)],
    )
    row(
        "  place as the player reads it − sound",
        [each["told_ms"] - each["place_ms"] for each in told["readings"]],
    )


def places(onsets_ms: list[float]) -> list[float]:
    """Return the onsets as places of the session, which begins with its first tone."""
    return [each - onsets_ms[0] for each in onsets_ms]


def nearest(ordered: list[float], to: float) -> int:
    """Return the index of what comes nearest; a cue whose tone is missing is then far from any."""
    after = bisect_left(ordered, to)
    around = [at for at in (after - 1, after) if 0 <= at < len(ordered)]
    return min(around, key=lambda at: abs(ordered[at] - to))


def apart(all_ms: list[float]) -> str:
    """Return the goal for two clocks that should be one."""
    return goal(f"at most {APART_MS} ms apart", reached=max(map(abs, all_ms)) <= APART_MS)


def row(what: str, all_ms: list[float], reached: str = "") -> None:
    """Print a distribution, in milliseconds."""
    p99 = sorted(all_ms)[(len(all_ms) * 99 - 1) // 100]
    numbers = "".join(f"{each:9.2f}" for each in (min(all_ms), statistics.median(all_ms), p99, max(all_ms)))
    print(f"{what:50}{len(all_ms):7}{numbers} ms   {reached}".rstrip(), flush=True)
