"""What stands around a person: floor, mat, pillows, chair and box."""

from collections.abc import Sequence

from knipa.content.figures.outline import Piece, disc, soft, straight, towards
from knipa.content.figures.pen import Pen, Point

type Place = Sequence[float]

PILLOW = (
    (1, 0.9),
    (1.05, 0.75),
    (0.98, 0),
    (1.05, -0.75),
    (1, -0.9),
    (0, -1),
)  # its right half: drawn in between corners
SOLE = (
    (0, 4),
    (-13, -6),
    (-15, -30),
    (-20, -58),
    (-19, -80),
    (-2, -90),
    (15, -84),
    (16, -62),
    (10, -34),
    (12, -6),
)
NAILS = (
    (11, -99, 9),
    (-3, -101, 6.5),
    (-13, -96, 6),
    (-20, -89, 5.5),
    (-25, -80, 5),
)  # toes: across, along, radius
CUSHION = ((0.75, 0.8), (1, 0.12), (1, -0.12), (0.75, -0.8), (0, -1))  # the same pillow from its side: plump


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


def foot(*, heel: Place, turn: float, side: str, size: float = 1) -> list[Piece]:
    """A bare foot from above, its heel at a point, the toes up and turned so many degrees from there to the right."""
    out = -1 if side == "right" else 1

    def put(across: float, along: float) -> Point:
        return towards(towards((heel[0], heel[1]), -turn, out * across * size), 90 - turn, -along * size)

    toes = "".join(disc(put(across, along), radius * size) for across, along, radius in NAILS)
    return [Piece("fig-body", soft([put(*each) for each in SOLE], closed=True) + toes)]


def wave(*, at: Place, wide: float, spans: Sequence[Place], ramp: float = 8) -> list[Piece]:
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


def _cloth(half: Sequence[Point], at: Place, size: Point, turn: float) -> Piece:
    ring = [*half, *((-across, -along) for across, along in half)]
    return Piece(
        "fig-cloth",
        soft(
            [towards(towards((at[0], at[1]), turn, x * size[0]), turn + 90, y * size[1]) for x, y in ring],
            closed=True,
        ),
    )
