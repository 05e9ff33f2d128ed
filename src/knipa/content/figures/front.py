"""A person seen from the front, as one stands before a mirror."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knipa.content.figures.body import (
    ARM,
    FOREARM,
    HEAD,
    LEG,
    NECK,
    SHIN,
    THIGH,
    THROAT,
    TRUNK,
    UPPER_ARM,
    Limb,
    between,
)
from knipa.content.figures.outline import Piece, disc, limb, soft, towards
from knipa.content.figures.pen import Point

HIPS, SHOULDERS = 9.5, 16.5  # from the middle to each joint
TOES, TOES_WIDE = 8, 6.5  # a foot seen from its toes is short
# The right half of the shirt, from the neck down.
SHIRT = (*((0, -9), (7, -9), (16, -5), (20, 3)), *((17.5, 18), (17, 34), (19, 50), (17.5, 60), (0, 62)))


@dataclass(frozen=True, slots=True)
class Front:
    """The joints of a person seen from the front; left and right as the onlooker sees them."""

    size: float
    neck: Point
    head: Point
    limbs: Mapping[str, Limb]

    def pieces(self) -> list[Piece]:
        """Return legs, head, shirt and arms, in painting order."""
        size, (x, y) = self.size, self.neck
        half = [(across * size, down * size) for across, down in SHIRT]
        shirt = [(x + across, y + down) for across, down in half]
        shirt += [(x - across, y + down) for across, down in reversed(half[1:-1])]
        bones = {name: each.bones(size) for name, each in self.limbs.items()}
        legs, arms = ([bones[f"{side}_{which}"] for side in ("left", "right")] for which in ("leg", "arm"))
        head = limb(self.neck, THROAT * size, self.head, THROAT * size) + disc(self.head, HEAD * size)
        return [
            Piece("fig-body", "".join(bone for each in legs for bone in each)),
            Piece("fig-body", "".join([head, *(lower for _, lower in arms)])),
            Piece("fig-shirt", soft(shirt, closed=True)),
            Piece("fig-shirt", "".join(upper for upper, _ in arms)),
        ]


def face(
    *, hip: Sequence[float], feet: Sequence[float], hands: Sequence[float], toes: float, size: float = 1
) -> Front:
    """Return a body from the middle of its hips, and where feet and hands are beside and below it.

    `toes` is how many degrees each foot turns inward from straight ahead.
    """
    x, y = hip
    shoulder = y - TRUNK * size
    limbs = {}
    for side, out in (("left", -1), ("right", 1)):
        foot, hand = (x + out * feet[0], y + feet[1]), (x + out * hands[0], y + hands[1])
        start, top = (x + out * HIPS * size, y), (x + out * SHOULDERS * size, shoulder)
        knee = between(start, foot, (THIGH * size, SHIN * size), side)
        elbow = between(top, hand, (UPPER_ARM * size, FOREARM * size), side)
        limbs[f"{side}_leg"] = Limb(
            (start, knee, foot), LEG, towards(foot, -90 - out * toes, TOES * size), TOES_WIDE
        )
        limbs[f"{side}_arm"] = Limb((top, elbow, hand), ARM)
    return Front(size, (x, shoulder), (x, shoulder - NECK * size), limbs)
