"""The session as a picture: as high as the effort, as wide as the time, and small."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import timezone

from knipa.web import coach
from knipa.web.curve import RISE, SURFACE, WIDE, draw, lay

SHEETS = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parents[1] / "contract/cuesheet/pass").glob("*.json"))
}
BUILD = SHEETS["build-strength-fast-endurance"]
LARGEST_BYTES = 2500
MOST_SQUEEZES = 45  # in one round of any programme that has been published (evidence: dougherty1993)
POINT = re.compile(r"(?P<to>[MHcl])(?P<numbers>[^MHclVz]+)")


def corners(line):
    """Where the line is level: its corners, as x and y."""
    x, y, found = 0.0, 0.0, []
    for move in POINT.finditer(line):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", move["numbers"])]
        if move["to"] == "M":
            x, y = numbers
        elif move["to"] == "H":
            x = numbers[0]
        else:
            x, y = x + numbers[-2], y + numbers[-1]
        found.append((round(x, 1), round(y, 1)))
    return found


def cue(action, for_ms, at_ms=0, effort=0, **more):
    told = {"action": action, "for_ms": for_ms, "at_ms": at_ms, "effort": effort, "exercise": "strength"}
    return told | {"rep": 1, "of": 1} | more


def sheet(*cues):
    return {"cues": [*cues, cue("done", 0, exercise=None)]}


def heights(drawn):
    return {y for _x, y in corners(drawn.line)}


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_can_be_drawn_and_ends_at_the_surface(name):
    drawn = draw(SHEETS[name])
    assert corners(drawn.line)[0][1] == SURFACE
    assert corners(drawn.line)[-1][1] == pytest.approx(SURFACE, abs=0.2)


@pytest.mark.parametrize(("effort", "high"), [(1, RISE), (0.8, 56), (0.5, 35), (0.25, 18)])
def test_height_is_effort(effort, high):
    drawn = draw(sheet(cue("squeeze", 5000, effort=effort), cue("let_go", 5000)))
    assert heights(drawn) == {SURFACE, SURFACE - high}


def test_width_is_time():
    spans = lay(sheet(cue("get_ready", 5000), cue("squeeze", 3000, effort=1), cue("let_go", 12_000))["cues"])
    assert [span.for_ms for span in spans] == [5000, 3000, 12_000]
    line = draw(sheet(cue("get_ready", 5000), cue("squeeze", 3000, effort=1), cue("let_go", 12_000))).line
    up, down = [float(x) for x in re.findall(r"H([\d.]+)c", line)]
    assert up == pytest.approx(5 / 20 * WIDE, abs=0.1)
    assert down == pytest.approx(8 / 20 * WIDE, abs=0.1)


def test_an_open_hold_is_as_long_as_todays_target_and_may_go_on():
    hold = cue("squeeze", 60_000, effort=0.5, until="released", target_ms=10_000)
    rest = cue("let_go", 60_000, as_long_as_held=True, rest_min_ms=10_000)
    drawn = draw(sheet(cue("get_ready", 5000), hold, rest))
    assert drawn.duration_ms == 25_000
    x, y, until = map(float, re.fullmatch(r"M([\d.]+) ([\d.]+)H([\d.]+)", drawn.open_ends).groups())
    assert x == pytest.approx(15 / 25 * WIDE, abs=0.1)
    assert y == SURFACE - RISE / 2
    assert x < until <= WIDE
    assert not draw(SHEETS["gentle-rest-twice-the-hold"]).open_ends


def test_the_rest_after_an_open_hold_is_never_below_its_least():
    hold = cue("squeeze", 60_000, effort=0.5, until="released", target_ms=4000)
    rest = cue("let_go", 60_000, as_long_as_held=True, rest_min_ms=10_000)
    assert [span.for_ms for span in lay([hold, rest])] == [4000, 10_000]


def test_letting_go_is_a_dip_below_the_surface():
    drawn = draw(SHEETS["relax-without-a-squeeze"])
    assert min(heights(drawn)) == SURFACE
    assert max(heights(drawn)) > SURFACE


def test_a_movement_stands_above_its_squeeze():
    drawn = draw(sheet(cue("squeeze", 2000, effort=0.8), cue("move", 3000, effort=0.8), cue("let_go", 5000)))
    assert sorted(heights(drawn))[:2] == [SURFACE - round(0.95 * RISE), SURFACE - round(0.8 * RISE)]


def test_each_exercise_has_its_number_and_each_minute_its_mark():
    drawn = draw(BUILD)
    assert [part.number for part in drawn.parts] == [1, 2, 3]
    assert drawn.parts[0].at == 0
    begins = {c["exercise"]: c["at_ms"] for c in BUILD["cues"] if c["action"] == "get_ready"}
    assert drawn.parts[1].at == pytest.approx(begins["fast"] / drawn.duration_ms * 100, abs=0.1)
    assert [minute.number for minute in drawn.minutes] == [*range(1, drawn.duration_ms // 60_000 + 1)]


@pytest.mark.parametrize(
    ("minutes", "numbers"),
    [
        (0.5, []),
        (8, [1, 2, 3, 4, 5, 6, 7, 8]),
        (12, [2, 4, 6, 8, 10, 12]),
        (31, [5, 10, 15, 20, 25, 30]),
    ],
)
def test_marks_of_minutes_never_crowd(minutes, numbers):
    drawn = draw(sheet(cue("let_go", round(minutes * 60_000))))
    assert [minute.number for minute in drawn.minutes] == numbers


def render(drawn_sheet, doses=()):
    due = SimpleNamespace(curve=draw(drawn_sheet), doses=doses)
    return Template("{% load face %}{% curve due %}").render(Context({"due": due}))


def test_the_largest_sheet_stays_small():
    squeezes = [
        part
        for number in range(MOST_SQUEEZES)
        for part in (cue("squeeze", 2100 + number * 7, effort=1), cue("let_go", 2300))
    ]
    doses = coach.sample(timezone.now().date(), "sv").doses * 2
    text = render(sheet(cue("get_ready", 5000), *squeezes), doses)
    assert len(text.encode()) <= LARGEST_BYTES


@pytest.mark.parametrize("name", SHEETS)
def test_no_sheet_of_ours_is_larger(name):
    doses = coach.sample(timezone.now().date(), "sv").doses * 2
    assert len(render(SHEETS[name], doses).encode()) <= LARGEST_BYTES


def test_it_is_told_in_words():
    first = coach.sample(timezone.now().date(), "en")
    text = render(first.sheet, first.doses)
    assert 'role="img"' in text
    label = re.search(r'aria-label="([^"]+)"', text)[1]
    assert "about 2 minutes" in label
    assert "1. Strength squeeze: 5 times, 3 s each." in label
    assert "3. Endurance squeeze: 1 time, about 10 s." in label
