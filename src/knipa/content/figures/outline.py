"""The shapes a picture is made of, each written as one path: limbs, discs, straight and soft lines."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from knipa.content.figures.pen import Pen, Point


@dataclass(frozen=True, slots=True)
class Piece:
    """One path of a picture, and the class that colours it (styles/figures.css)."""

    of: str
    path: str


@dataclass(frozen=True, slots=True)
class Label:
    """A word in a picture: its key in `picture_labels`, and the middle of its line."""

    key: str
    at: Point
    of: str = "fig-label"


def towards(start: Point, degrees: float, far: float) -> Point:
    """Return the point so far away; 0° is to the right, 90° is up."""
    turn = math.radians(degrees)
    return start[0] + far * math.cos(turn), start[1] - far * math.sin(turn)


def around(middle: Point, radius: float, turn: float) -> Point:
    """Return the point of a circle at an angle in radians, growing clockwise from the right."""
    return middle[0] + radius * math.cos(turn), middle[1] + radius * math.sin(turn)


def disc(middle: Point, radius: float) -> str:
    """A full circle."""
    left, right = (middle[0] - radius, middle[1]), (middle[0] + radius, middle[1])
    return Pen(left).round(radius, right, large=True).round(radius, left, large=True).close()


def limb(start: Point, thick: float, end: Point, thin: float) -> str:
    """A rounded limb between two joints, `thick` and `thin` being the radii at its ends."""
    way = math.atan2(end[1] - start[1], end[0] - start[0])
    aside = math.acos(max(-1.0, min(1.0, (thick - thin) / (math.dist(start, end) or 1))))
    one, other = way + aside, way - aside
    pen = Pen(around(start, thick, one)).line(around(end, thin, one))
    pen.round(thin, around(end, thin, other), large=thin > thick).line(around(start, thick, other))
    return pen.round(thick, around(start, thick, one), large=thick >= thin).close()


def trunk(joints: tuple[Point, Point, Point], radii: tuple[float, float, float]) -> str:
    """A trunk around hip, waist and shoulder, which bends with them."""
    (hip, waist, shoulder), (low, middle, high) = joints, radii
    first, last = _way(hip, waist), _way(waist, shoulder)
    half = first + math.remainder(last - first, math.tau) / 2
    ends = [
        (
            around(hip, low, first + side),
            around(waist, middle, half + side),
            around(shoulder, high, last + side),
        )
        for side in (math.pi / 2, -math.pi / 2)
    ]
    (a, over, b), (d, under, c) = ends
    pen = Pen(a).bow(_pull(a, over, b), b).round(high, c).bow(_pull(c, under, d), d)
    return pen.round(low, a).close()


def straight(points: Sequence[Point], *, closed: bool = False) -> str:
    """A line from point to point."""
    pen = Pen(points[0]).line(*points[1:])
    return pen.close() if closed else pen.path


def soft(points: Sequence[Point], *, closed: bool = False, decimals: int = 1) -> str:
    """A smooth line through all points (a Catmull-Rom spline written as Bézier curves)."""
    ring = [points[-1], *points, *points[:2]] if closed else [points[0], *points, points[-1]]
    pen = Pen(ring[1], decimals)
    for place, (before, start, end, after) in enumerate(
        zip(ring, ring[1:], ring[2:], ring[3:], strict=False)
    ):
        second = _aside(end, start, after, -1)
        if place == 0:
            pen.curve(_aside(start, before, end, 1), second, end)
        else:
            pen.on(second, end)
    return pen.close() if closed else pen.path


def _way(start: Point, end: Point) -> float:
    return math.atan2(end[1] - start[1], end[0] - start[0])


def _pull(start: Point, middle: Point, end: Point) -> Point:
    """Return what draws a bow from start to end so that it goes through the middle."""
    return 2 * middle[0] - (start[0] + end[0]) / 2, 2 * middle[1] - (start[1] + end[1]) / 2


def _aside(point: Point, before: Point, after: Point, way: int) -> Point:
    return point[0] + way * (after[0] - before[0]) / 6, point[1] + way * (after[1] - before[1]) / 6
