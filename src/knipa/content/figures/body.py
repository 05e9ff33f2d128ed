"""A person, drawn from joints: nobody in particular, thick and rounded, so that everyone may see themselves in it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knipa.content.figures.outline import Piece, around, disc, limb, towards, trunk
from knipa.content.figures.pen import Point

# Lengths between joints and radii at them, in units of which a standing person has 170 (our choice: a little rounder
# and with a somewhat larger head than life, so that hands, knees and feet still show in 160 px).
TRUNK, NECK, THIGH, SHIN, FOOT, UPPER_ARM, FOREARM = 50, 23, 41, 39, 13, 29, 28
HEAD, THROAT, CHEST, WAIST, HIP = 13.5, 6, 13, 12.5, 14
LEG, ARM = (11, 8.5, 5.5), (7.5, 6, 5)  # at hip, knee and ankle; at shoulder, elbow and hand
HEEL, TOES = 5.5, 4
SIDES = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class ReachError(ValueError):
    """A hand or a foot farther from its body than the limb is long."""


@dataclass(frozen=True, slots=True)
class Limb:
    """Three joints in a row: shoulder, elbow and hand, or hip, knee and foot."""

    joints: tuple[Point, Point, Point]
    radii: tuple[float, float, float]
    toe: Point | None = None
    toes: float = TOES

    def bones(self, size: float) -> tuple[str, str]:
        """Return the upper and the lower half, the foot with it if there is one."""
        (a, b, c), (thick, middle, thin) = self.joints, (radius * size for radius in self.radii)
        foot = limb(c, HEEL * size, self.toe, self.toes * size) if self.toe else ""
        return limb(a, thick, b, middle), limb(b, middle, c, thin) + foot


@dataclass(frozen=True, slots=True)
class Body:
    """The joints of a person seen from the side."""

    size: float
    spine: tuple[Point, Point, Point]  # hip, waist, shoulder
    head: Point
    limbs: Mapping[str, Limb]
    shows: str  # all, or only what is far or near, when something lies between

    def pieces(self) -> list[Piece]:
        """Return what is farther away first: the near arm lies over everything."""
        far = "".join(bone for name in ("far_arm", "far_leg") for bone in self._bones(name))
        return [
            *([Piece("fig-far", far)] if far and self.shows != "near" else []),
            *(self._near() if self.shows != "far" else []),
        ]

    def _near(self) -> list[Piece]:
        size = self.size
        neck = limb(self.spine[2], THROAT * size, self.head, THROAT * size) + disc(self.head, HEAD * size)
        shirt = trunk(self.spine, (HIP * size, WAIST * size, CHEST * size))
        arm = self._bones("near_arm")
        return [
            Piece("fig-body", "".join([*self._bones("near_leg"), neck])),
            Piece("fig-shirt", shirt),
            *([Piece("fig-body", arm[1]), Piece("fig-shirt", arm[0])] if arm else []),
        ]

    def _bones(self, name: str) -> Sequence[str]:
        return self.limbs[name].bones(self.size) if name in self.limbs else ()


def stand(
    *,
    hip: Sequence[float],
    lean: float,
    neck: float,
    size: float = 1,
    curl: float = 0,
    shows: str = "all",
    **limbs: Mapping[str, Any],
) -> Body:
    """Return a body from its hip, the directions of back and neck in degrees, and where hands and feet are.

    `curl` bends the back by so many degrees. Of each limb `to` is where it ends, `bends` to which side its
    elbow or knee is, and `toe` which way the foot points.

    Raises:
        ReachError: if a hand or foot is out of reach.
    """
    start = (float(hip[0]), float(hip[1]))
    waist = towards(start, lean - curl / 2, TRUNK * size / 2)
    shoulder = towards(waist, lean + curl / 2, TRUNK * size / 2)
    drawn = {name: _limb(name, start, shoulder, size, told) for name, told in limbs.items()}
    return Body(size, (start, waist, shoulder), towards(shoulder, neck, NECK * size), drawn, shows)


def _limb(name: str, hip: Point, shoulder: Point, size: float, told: Mapping[str, Any]) -> Limb:
    leg = name.endswith("leg")
    first, second = (THIGH, SHIN) if leg else (UPPER_ARM, FOREARM)
    start, end = hip if leg else shoulder, (float(told["to"][0]), float(told["to"][1]))
    try:
        middle = between(start, end, (first * size, second * size), told["bends"])
    except ReachError as far:
        raise ReachError(f"{name}: {far}") from None
    toe = towards(end, told["toe"], FOOT * size) if "toe" in told else None
    return Limb((start, middle, end), LEG if leg else ARM, toe)


def between(start: Point, end: Point, lengths: tuple[float, float], bends: str) -> Point:
    """Return the joint between two bones of these lengths, on the side that it `bends` to."""
    first, second = lengths
    apart = math.dist(start, end)
    if not abs(first - second) <= apart <= first + second:
        raise ReachError(f"{apart:.1f} away, can be {abs(first - second):.1f} to {first + second:.1f}")
    way = math.atan2(end[1] - start[1], end[0] - start[0])
    turn = math.acos((first**2 + apart**2 - second**2) / (2 * first * apart))
    x, y = SIDES[bends]
    return max(
        (around(start, first, way + each) for each in (turn, -turn)), key=lambda at: at[0] * x + at[1] * y
    )
