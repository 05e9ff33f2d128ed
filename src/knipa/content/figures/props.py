"""What stands around a person: floor, mat, pillows, chair and box."""

from collections.abc import Sequence

from knipa.content.figures.outline import Piece, disc, soft, straight, towards
from knipa.content.figures.pen import Pen, Point

type Place = Sequence[float]

# The right half of a pillow, in halves of its length and thickness: from above it is drawn in between its corners,
PILLOW = ((1, 0.9), (1.05, 0.75), (0.98, 0), (1.05, -0.75), (1, -0.9), (0, -1))
CUSHION = ((0.75, 0.8), (1, 0.12), (1, -0.12), (0.75, -0.8), (0, -1))  # from its side it is plump


def pillow(*, at: Place, long: float, thick: float, turn: float = 0) -> list[Piece]:
    """A pillow seen from above."""
    return [_cloth(PILLOW, at, (long / 2, thick / 2), turn)]


def cushion(*, at: Place, long: float, thick: float, turn: float = 0) -> list[Piece]:
    """A pillow seen from its side."""
    return [_cloth(CUSHION, at, (long / 2, thick / 2), turn)]


def line(*, at: Place, to: Place, of: str = "fig-line") -> list[Piece]:
    """A straight line: the floor, a leader, the air of a cough."""
    return [Piece(of, straight([(at[0], at[1]), (to[0], to[1])]))]


def box(*, at: Place, wide: float, high: float, corner: float = 4, of: str = "fig-prop") -> list[Piece]:
    """A box, or a mat, standing with the middle of its bottom at a point."""
    left, right, bottom, top = at[0] - wide / 2, at[0] + wide / 2, at[1], at[1] - high
    c = corner
    pen = Pen((left + c, bottom)).line((right - c, bottom)).round(c, (right, bottom - c))
    pen.line((right, top + c)).round(c, (right - c, top)).line((left + c, top)).round(c, (left, top + c))
    return [Piece(of, pen.line((left, bottom - c)).round(c, (left + c, bottom)).close())]


def chair(*, at: Place, seat: float, wide: float, back: float = 0, lean: float = 0) -> list[Piece]:
    """A chair, bed or table from its side, the foot of its back leg at a point."""
    x, floor = at
    top = floor - seat
    frame = straight([(x + wide, floor), (x + wide, top), (x, top), (x, floor)])
    return [Piece("fig-chair", frame + (straight([(x, top), (x - lean, top - back)]) if back else ""))]


def dot(*, at: Place, radius: float, of: str) -> list[Piece]:
    """A disc."""
    return [Piece(of, disc((at[0], at[1]), radius))]


def _cloth(half: Sequence[Point], at: Place, size: Point, turn: float) -> Piece:
    ring = [*half, *((-across, -along) for across, along in half)]
    middle = (at[0], at[1])
    points = [towards(towards(middle, turn, x * size[0]), turn + 90, y * size[1]) for x, y in ring]
    return Piece("fig-cloth", soft(points, closed=True))
