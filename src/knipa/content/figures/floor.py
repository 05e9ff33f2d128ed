"""The pelvic floor: drawn once at rest; squeezing or bearing down pulls what is near along, as it does in a body."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from knipa.content.figures.outline import Piece, soft
from knipa.content.figures.pen import Point


def shape(
    *,
    of: str,
    through: Sequence[Point],
    closed: bool = False,
    still: bool = False,
    held: bool = False,
    pulls: Sequence[Mapping[str, Any]] = (),
) -> list[Piece]:
    """A soft line through points, which the pulls move unless it is `still`; bones hold the ends of what is `held`."""
    last = len(through) - 1
    points = [
        (x, y) if still or (held and place in (0, last)) else pulled((x, y), pulls)
        for place, (x, y) in enumerate(through)
    ]
    return [Piece(of, soft(points, closed=closed, decimals=0))]


def pulled(point: Point, pulls: Sequence[Mapping[str, Any]]) -> Point:
    """Return where a point goes: `by` so much, and so great a part of the way `inward` to the middle of a pull.

    That holds at the middle of the pull, and less and less within its reach; less than 0 inward is outward.
    """
    x, y = point
    for each in pulls:
        share = math.exp(-((math.dist(point, each["at"]) / each["reach"]) ** 2))
        by, inward = each.get("by", (0, 0)), each.get("inward", 0)
        x += share * (by[0] + inward * (each["at"][0] - point[0]))
        y += share * (by[1] + inward * (each["at"][1] - point[1]))
    return x, y
