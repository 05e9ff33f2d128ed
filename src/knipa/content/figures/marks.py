"""What is written over a picture: arrows, the marks for squeezing and letting go, right and wrong, and words."""

from collections.abc import Sequence

from knipa.content.figures.outline import Label, Piece, disc, straight, towards
from knipa.content.figures.pen import Point

type Place = Sequence[float]

DOT = 9  # the radius of the dot that stands for the floor
BADGE = 20
NEAR, FAR, WING = (
    15,
    31,
    9,
)  # where a mark's arrows end and begin, from the middle of its dot; how long their wings are


def arrow(*, at: Place, turn: float, long: float, head: float = 9, halo: bool = False) -> list[Piece]:
    """An arrow from a point in a direction in degrees, 90 being up; with a `halo` where it lies over something."""
    start = (at[0], at[1])
    tip = towards(start, turn, long)
    wings = [towards(tip, turn + side, head) for side in (140, -140)]
    path = straight([start, tip]) + straight([wings[0], tip, wings[1]])
    return [Piece(of, path) for of in (("fig-halo", "fig-arrow") if halo else ("fig-arrow",))]


def mark(*, at: Place, shows: str) -> list[Piece]:
    """The floor as a dot: `held` full, `free` a ring; `squeeze` and `let_go` with arrows in and out."""
    held = shows in ("held", "squeeze")
    drawn = [Piece("fig-held" if held else "fig-free", disc((at[0], at[1]), DOT))]
    if shows in ("squeeze", "let_go"):
        begin, turn = (FAR, 180) if held else (NEAR, 0)
        one = arrow(at=(at[0] + begin, at[1]), turn=turn, long=FAR - NEAR, head=WING)
        other = arrow(at=(at[0] - begin, at[1]), turn=180 - turn, long=FAR - NEAR, head=WING)
        drawn.append(Piece("fig-arrow", one[0].path + other[0].path))
    return drawn


def badge(*, at: Place, shows: str) -> list[Piece]:
    """A round sign: a tick where it is `right`, a cross where it is `wrong`."""
    x, y = at
    if shows == "right":
        sign = straight([(x - 9, y + 1), (x - 2, y + 8), (x + 10, y - 7)])
    else:
        sign = straight([(x - 8, y - 8), (x + 8, y + 8)]) + straight([(x + 8, y - 8), (x - 8, y + 8)])
    return [Piece(f"fig-{shows}", disc((x, y), BADGE)), Piece("fig-sign", sign)]


def label(
    *, key: str, at: Place, of: str = "fig-label", lead: Sequence[Point] = ()
) -> Sequence[Label | Piece]:
    """A word, or a few, and a line that leads from there to what is meant."""
    word = Label(key, (at[0], at[1]), of)
    return [word, Piece("fig-lead", straight(lead))] if lead else [word]
