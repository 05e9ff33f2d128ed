"""A drill for the moment, as the player follows it and as one reads it; nothing of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from knipa.contract import drill_sheet_json
from knipa.training.drill import DrillName
from knipa.web.coach.shown.day import Due

SILENT = frozenset({DrillName.URGE})  # it comes among people (our choice)


@dataclass(frozen=True)
class Drilling:
    """One drill for one person on one day."""

    due: Due
    name: DrillName

    @property
    def silent(self) -> bool:
        return self.name in SILENT

    @cached_property
    def sheet(self) -> Mapping[str, Any]:
        return drill_sheet_json(self.name, self.due.facts.person, self.due.plan, self.due.words)

    @property
    def steps(self) -> list[tuple[str, int]]:
        """What one does, and for how many seconds."""
        return [(cue["say"], cue["for_ms"] // 1000) for cue in self.sheet["cues"] if cue["for_ms"]]


def drilling(due: Due, name: str) -> Drilling | None:
    """Return the drill, or None where it is not open to this person today."""
    return Drilling(due, DrillName(name)) if name in due.drills else None
