"""Draws a whole session as one line of water: height is effort, width is time, and letting go is the calm surface."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

type Cue = Mapping[str, Any]  # of knipa.cuesheet/1

WIDE, SURFACE, RISE, DEEP = (
    600,
    76,
    70,
    100,
)  # the picture's own units: y of no effort, height of full effort, y of the bottom
BESIDE = 9  # the line begins and ends outside of the picture
DIP = -0.2  # breathing lies a little below the surface, as in the player
LIFT = 0.15  # a movement stands a little above its squeeze, as in the player
RAMP_MS, SLOW_RAMP_MS = (
    2500,
    3000,
)  # how long the line takes from one height to the next (our choice: soft to look at)
RAMP_PART = 0.5  # at most this much of a cue
SOFT_UP_TO = 36  # with more humps than this they are drawn by straight lines, to keep the picture small
AND_ON_MS = 15_000  # so much of what may follow an open hold's target is hinted at (our choice)
MINUTE_MS = 60_000
MOST_MARKS = 8  # more numbers than this do not fit a narrow phone


@dataclass(frozen=True, slots=True)
class Span:
    """One height, from and to a millisecond of the picture; `open` when it may be held on, `first` of its exercise."""

    at_ms: int
    for_ms: int
    level: float
    ramp_ms: float
    open: bool
    first: bool

    @property
    def end_ms(self) -> int:
        return self.at_ms + self.for_ms


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at a place, in percent of the width."""

    number: int
    at: float
    last: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """What the picture is made of: the line, the open ends, where each exercise begins, and the minutes."""

    duration_ms: int
    line: str
    open_ends: str
    parts: tuple[Mark, ...]
    minutes: tuple[Mark, ...]


def draw(sheet: Mapping[str, Any]) -> Curve:
    """Return the picture of a cue sheet; open holds are as long as today's target."""
    spans = lay(sheet["cues"])
    duration_ms = spans[-1].end_ms
    return Curve(
        duration_ms=duration_ms,
        line=_line(spans, duration_ms),
        open_ends=_open_ends(spans, duration_ms),
        parts=_parts(spans, duration_ms),
        minutes=_minutes(duration_ms),
    )


def lay(cues: Sequence[Cue]) -> list[Span]:
    """Return the heights in time order, without the end, each as long as it is likely to last."""
    spans: list[Span] = []
    at_ms = held_ms = 0
    for cue in cues:
        if cue["action"] == "done":
            continue
        is_open = cue.get("until") == "released"
        for_ms = cue["target_ms"] if is_open else cue["for_ms"]
        if cue.get("as_long_as_held"):
            for_ms = max(held_ms, cue["rest_min_ms"])
        held_ms = for_ms
        level, ramp_ms = _level(cue), min(_ramp_ms(cue), for_ms * RAMP_PART)
        spans.append(Span(at_ms, for_ms, level, ramp_ms, open=is_open, first=cue["action"] == "get_ready"))
        at_ms += for_ms
    return spans


def _level(cue: Cue) -> float:
    if cue["action"] == "breathe":
        return DIP
    effort: float = cue["effort"]
    return min(effort + LIFT, 1) if cue["action"] == "move" else effort


def _ramp_ms(cue: Cue) -> int:
    return SLOW_RAMP_MS if cue["exercise"] in ("relaxation", "breathing") else RAMP_MS


def _line(spans: Sequence[Span], duration_ms: int) -> str:
    soft = sum(span.level > 0 for span in spans) <= SOFT_UP_TO
    path, at, level = [f"M-{BESIDE} {SURFACE}"], -1.0, 0.0
    for span in spans:
        if span.level == level:
            continue
        start = _x(span.at_ms, duration_ms)
        end = max(_x(span.at_ms + span.ramp_ms, duration_ms), start + 0.1)
        path.append(f"H{_n(start)}" if start > at else "")
        path.append(_ramp(end - start, _y(span.level) - _y(level), soft=soft))
        at, level = end, span.level
    return "".join([*path, f"H{WIDE + BESIDE}V{DEEP + BESIDE}H-{BESIDE}z"])


def _ramp(wide: float, high: float, *, soft: bool) -> str:
    if not soft:
        return f"l{_n(wide)}{_joined(high)}"
    half = _n(wide / 2)
    return f"c{half} 0 {half}{_joined(high)} {_n(wide)}{_joined(high)}"


def _open_ends(spans: Sequence[Span], duration_ms: int) -> str:
    """A level stroke past the target of each open hold: it may be held on."""
    ends = (
        f"M{_n(_x(span.end_ms, duration_ms))} {_n(_y(span.level))}H{_n(_x(span.end_ms + on_ms, duration_ms))}"
        for span in spans
        if span.open and (on_ms := min(AND_ON_MS, max(duration_ms - span.end_ms, 0)))
    )
    return "".join(ends)


def _parts(spans: Sequence[Span], duration_ms: int) -> tuple[Mark, ...]:
    starts = [span.at_ms for span in spans if span.first]
    return tuple(Mark(number, _percent(at_ms, duration_ms)) for number, at_ms in enumerate(starts, start=1))


def _minutes(duration_ms: int) -> tuple[Mark, ...]:
    whole = duration_ms // MINUTE_MS
    step = next(step for step in (1, 2, 5, 10, 30, whole) if whole // (step or 1) <= MOST_MARKS)
    numbers = [*range(step, whole + 1, step)] if step else []
    return tuple(
        Mark(number, _percent(number * MINUTE_MS, duration_ms), last=number == numbers[-1])
        for number in numbers
    )


def _x(at_ms: float, duration_ms: int) -> float:
    return round(at_ms / duration_ms * WIDE, 1)


def _y(level: float) -> float:
    return round(SURFACE - level * RISE)


def _percent(at_ms: int, duration_ms: int) -> float:
    return round(at_ms / duration_ms * 100, 1)


def _n(number: float) -> str:
    """A number as short as SVG reads it: 12, .5, -3.1."""
    text = f"{number:.1f}".removesuffix(".0")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def _joined(number: float) -> str:
    """The same after another number: a minus sign parts them by itself."""
    return _n(number) if number < 0 else f" {_n(number)}"
