"""Reads the pictures: one TOML a family of pictures, which is one picture or all its variants."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from knipa.content.figures import feet, floor, marks, props, water
from knipa.content.figures.body import Body, ReachError, stand
from knipa.content.figures.front import Front, face
from knipa.content.figures.outline import Label, Piece
from knipa.content.figures.pen import Point
from knipa.content.library import ContentError

type Drawn = Sequence[Piece | Label]

KINDS: Mapping[str, Callable[..., Drawn]] = {
    "arrow": marks.arrow,
    "badge": marks.badge,
    "box": props.box,
    "chair": props.chair,
    "cushion": props.cushion,
    "dot": props.dot,
    "foot": feet.foot,
    "label": marks.label,
    "line": props.line,
    "mark": marks.mark,
    "pillow": props.pillow,
    "shape": floor.shape,
    "wave": water.wave,
}
BODIES: Mapping[str, Callable[..., Body | Front]] = {"body": stand, "front": face}


@dataclass(frozen=True, slots=True)
class Picture:
    """All that one picture shows, in painting order; `turns` when it is read as a row, in the reading direction."""

    name: str
    size: Point
    state: str  # rest, squeeze or strain, where it has one
    turns: bool
    pieces: tuple[Piece, ...]
    labels: tuple[Label, ...]
    bodies: tuple[Body | Front, ...]


@cache
def pictures() -> Mapping[str, Picture]:
    """Return every picture by its name.

    Raises:
        ContentError: if a picture cannot be drawn; it names file and place.
    """
    folder = files("knipa.content") / "pictures"
    found = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    drawn = [each for name in found for each in _family(name, (folder / name).read_text(encoding="utf-8"))]
    return {each.name: each for each in drawn}


def _family(file: str, text: str) -> list[Picture]:
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise ContentError(f"pictures/{file}: {broken}") from broken
    stem = file.removesuffix(".toml")
    return [_picture(stem, tags, told) for tags in product(*told.get("variants", []))]


def _picture(stem: str, tags: Sequence[str], told: Mapping[str, Any]) -> Picture:
    drawn: list[Piece | Label] = []
    bodies: list[Body | Front] = []
    pulls = [each for each in told.get("pull", []) if _meant(each, tags)]
    for place, item in enumerate(told["draw"], start=1):
        kind, asked = next((key, value) for key, value in item.items() if key != "when")
        if not _meant(item, tags):
            continue
        try:
            if kind in BODIES:
                bodies.append(BODIES[kind](**asked))
                drawn += bodies[-1].pieces()
            else:
                drawn += KINDS[kind](**asked, **({"pulls": pulls} if kind == "shape" else {}))
        except (KeyError, TypeError, ReachError) as wrong:
            raise ContentError(f"pictures/{stem}.toml: draw {place}: {kind}: {wrong}") from wrong
    return Picture(
        name="_".join([stem, *tags]),
        state=tags[0] if tags else "",
        size=(told["size"][0], told["size"][1]),
        turns=told.get("turns", False),
        pieces=tuple(each for each in drawn if isinstance(each, Piece)),
        labels=tuple(each for each in drawn if isinstance(each, Label)),
        bodies=tuple(bodies),
    )


def _meant(item: Mapping[str, Any], tags: Sequence[str]) -> bool:
    """Tell whether an item belongs to this variant: it does unless it says `when`."""
    return {*item.get("when", [])} <= {*tags}
