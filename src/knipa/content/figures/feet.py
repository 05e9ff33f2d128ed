"""A bare foot seen from above, as one sees one's own."""

from collections.abc import Sequence

from knipa.content.figures.outline import Piece, disc, soft, towards
from knipa.content.figures.pen import Point

# Of a left foot, from the middle of its heel: to the right and, below 0, towards the toes.
SOLE = (
    *((0, 4), (-13, -6), (-15, -30), (-20, -58), (-19, -80)),
    *((-2, -90), (15, -84), (16, -62), (10, -34), (12, -6)),
)
TOES = ((11, -99, 9), (-3, -101, 6.5), (-13, -96, 6), (-20, -89, 5.5), (-25, -80, 5))  # and their radii


def foot(*, heel: Sequence[float], turn: float, side: str, size: float = 1) -> list[Piece]:
    """A bare foot from above, its heel at a point, the toes up and turned so many degrees from there to the right."""
    out = -1 if side == "right" else 1

    def put(across: float, along: float) -> Point:
        return towards(towards((heel[0], heel[1]), -turn, out * across * size), 90 - turn, -along * size)

    toes = "".join(disc(put(across, along), radius * size) for across, along, radius in TOES)
    return [Piece("fig-body", soft([put(*each) for each in SOLE], closed=True) + toes)]
