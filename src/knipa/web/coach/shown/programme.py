"""The whole way: where the person is, what comes, what has changed and why, and how long it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from knipa.content.words import Words
from knipa.contract import built_in, told
from knipa.contract.rows import capital, rhythm_row
from knipa.training.exercise import Exercise
from knipa.training.person import Unable
from knipa.training.plan import Progress
from knipa.training.programme import LADDERS, Stage
from knipa.training.protocol import Rung
from knipa.web.coach.shown.day import Due, due
from knipa.web.coach.snapshot import PROTOCOL
from knipa.web.models import Account

WAY = (Stage.FIND, Stage.BUILD, Stage.STANDING, Stage.FUNCTIONAL, Stage.MAINTAIN)
WITHOUT_STANDING = (Stage.FIND, Stage.BUILD, Stage.MAINTAIN)  # for whom standing is not possible (R11)


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the way: what it is called, what one does there, and whether it is `past`, `now` or `ahead`."""

    code: str
    name: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Climb:
    """How far one ladder has been climbed: what is done now, what it leads to, and the share of the way, 0 to 100."""

    name: str
    now: str
    target: str
    share: int


@dataclass(frozen=True, slots=True)
class Programme:
    """What the page of the programme shows."""

    due: Due

    @property
    def _words(self) -> Words:
        return self.due.words

    @property
    def progress(self) -> Progress:
        return self.due.plan.progress

    @property
    def detour(self) -> bool:
        """Something else comes first: soft squeezes, letting go, waiting, care."""
        return self.due.plan.stage in (None, Stage.GENTLE, Stage.RELAX)

    @property
    def steps(self) -> list[Step]:
        way = WITHOUT_STANDING if Unable.STANDING in self.due.facts.person.cannot else WAY
        here = way.index(Stage.MAINTAIN if self.progress.next_stage is None else self.progress.earned)
        return [
            Step(
                stage.value,
                capital(self._words.write(stage)),
                self._words.text("way", stage.value, {"days": _days(stage)}),
                "past" if place < here else "now" if place == here else "ahead",
            )
            for place, stage in enumerate(way)
        ]

    @property
    def next_name(self) -> str:
        """What comes next, as the way calls it."""
        stage = self.progress.next_stage
        return capital(self._words.write(stage)) if stage else ""

    @property
    def rhythm(self) -> str:
        plan = self.due.plan
        return capital(rhythm_row(plan.rhythm, self._words)) if plan.rhythm else ""

    @property
    def climbs(self) -> list[Climb]:
        """The three ladders; none before building has begun."""
        levels = self.progress.levels
        return [self._climb(name, levels.of(name)) for name in LADDERS] if levels else []

    def _climb(self, name: Exercise, rung: Rung) -> Climb:
        ladder = built_in(PROTOCOL).ladders.of(name)
        left, whole = ladder.steps_left(rung), max(1, ladder.steps_left(ladder.least))
        return Climb(
            name=capital(self._words.write(name)),
            now=self._rung(rung, is_open=ladder.open),
            target=self._rung(ladder.target, is_open=ladder.open),
            share=max(0, round(100 * (whole - left) / whole)),
        )

    def _rung(self, rung: Rung, *, is_open: bool) -> str:
        values = {"hold": rung.hold_s, "reps": rung.reps}
        return self._words.text("way", "long" if is_open else "times", values)

    @property
    def changes(self) -> list[tuple[date, str, list[str]]]:
        """What has changed, the newest day first: the day, how it is written, and what changed."""
        newest = sorted(self.progress.changes, key=lambda change: change.on, reverse=True)
        return [
            (on, self._words.write(on), [told(change.because, self._words) for change in changes])
            for on, changes in groupby(newest, key=lambda change: change.on)
        ]

    @property
    def advice(self) -> list[Mapping[str, Any]]:
        return [*self.due.told["advice"]]

    @property
    def time_share(self) -> int:
        """How much of the half year to the full effect has gone, 0 to 100 (R29)."""
        expect, first = self.due.plan.expect, self.progress.first_session
        if not expect or not first:
            return 0
        return min(100, round(100 * (self.due.on - first).days / (expect.full_by - first).days))


def _days(stage: Stage) -> int:
    """The days that the words of a stage speak of."""
    pace = built_in(PROTOCOL).pace
    return pace.dates_to_build if stage is Stage.FIND else pace.days_to_step


def programme(account: Account, at: datetime, locale: str) -> Programme | None:
    """Return the whole way of this person, or None before the first answers."""
    day = due(account, at, locale)
    return Programme(day) if day else None
