"""Reads a drill from TOML, as strictly as a programme, and writes the cue sheet that the player follows."""

from functools import cache

from knipa.content.library import drill_text
from knipa.content.words import Words
from knipa.contract.protocols import read_sourced
from knipa.contract.shapes import CueSheetShape
from knipa.contract.sheets import sheet_of
from knipa.training.drill import Drill, DrillName
from knipa.training.person import Person
from knipa.training.plan import Plan

DRILL = "knipa.drill/1"


def read_drill(data: bytes, name: str) -> Drill:
    """Return the drill in this TOML; `name` is what the file is called in a refusal.

    Raises:
        Refusal: for anything unknown, a number without source, a squeeze too hard or a rest too short.
    """
    drill: Drill = read_sourced(Drill, DRILL, data, name)
    return drill


@cache
def drill(name: DrillName) -> Drill:
    """Return a drill that comes with Knipa."""
    return read_drill(drill_text(name), f"drills/{name}.toml")


def drill_sheet_json(name: DrillName, person: Person, plan: Plan, words: Words) -> CueSheetShape:
    """Return `knipa.cuesheet/1` for a drill, with the drill's own words where it has any."""
    told = drill(name)
    return sheet_of([*told.doses(person, plan)], told.position_of(person), words, drill=name)
