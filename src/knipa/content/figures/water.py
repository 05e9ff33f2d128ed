"""Effort over time as a line of water, the way a session is drawn everywhere in Knipa."""

from collections.abc import Sequence

from knipa.content.figures.outline import Piece
from knipa.content.figures.pen import Pen


def wave(
    *, at: Sequence[float], wide: float, spans: Sequence[Sequence[float]], ramp: float = 8
) -> list[Piece]:
    """Effort over time, as water: `at` is where the calm surface begins, a span is from, to and height."""
    x, surface = at
    pen = Pen((x, surface))
    for start, end, high in spans:
        ramps = min(ramp, (end - start) / 2)
        _rise(pen.line((x + start, surface)), ramps, -high)
        _rise(pen.line((x + end - ramps, surface - high)), ramps, high)
    return [Piece("fig-water", pen.line((x + wide, surface)).close())]


def _rise(pen: Pen, wide: float, high: float) -> None:
    x, y = pen.at
    pen.curve((x + wide / 2, y), (x + wide / 2, y + high), (x + wide, y + high))
