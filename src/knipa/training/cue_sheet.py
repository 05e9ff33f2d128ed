"""A session as a score: what to do from which millisecond, for the player, the sound and the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knipa.training.exercise import Dose, Exercise, Movement

GET_READY_MS = 5_000  # before each dose, to hear what comes (our choice, CONTRACTS.md)
FUNCTIONAL_SQUEEZE_MS = 2_000  # the squeeze before the movement (R28; our choice, CONTRACTS.md)
OPEN_HOLD_MS = 60_000  # the ceiling of a hold that goes on as long as one can (R26)
ON_TOP_MS = 2_000  # a quick squeeze on top of a hold: one second up, one back (our choice)


class Action(StrEnum):
    """What the person is asked to do."""

    GET_READY = "get_ready"
    SQUEEZE = "squeeze"
    LET_GO = "let_go"
    MOVE = "move"
    BREATHE = "breathe"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One instruction: from `at_ms`, for `for_ms` milliseconds.

    `rep` of `of` counts repetitions from 1; 0 while getting ready. `effort` is a share of full force, 0..1.
    `target_ms` stands on an open hold, that lasts until released; `rest_min_ms` on the rest after it, that
    lasts as long as was held, never less.
    """

    at_ms: int
    for_ms: int
    action: Action
    exercise: Exercise | None
    movement: Movement | None = None
    rep: int | None
    of: int | None
    effort: float
    on_top: int = 0
    target_ms: int | None = None
    rest_min_ms: int | None = None


def compile_cues(doses: Sequence[Dose]) -> tuple[Cue, ...]:
    """Return the whole session in time order, without gap or overlap; the last cue is `done`, 0 ms long."""
    cues: list[Cue] = []
    at_ms = 0
    for dose in doses:
        for action, rep, for_ms in _steps(dose):
            cues.append(_cue(dose, action, rep, at_ms, for_ms))
            at_ms += for_ms
    done = Cue(at_ms=at_ms, for_ms=0, action=Action.DONE, exercise=None, rep=None, of=None, effort=0)
    return (*cues, done)


def _steps(dose: Dose) -> Iterator[tuple[Action, int, int]]:
    """Yield action, repetition and milliseconds, one after the other."""
    yield Action.GET_READY, 0, GET_READY_MS
    for rep in range(1, dose.reps + 1):
        if dose.exercise.lets_go:
            yield Action.BREATHE, rep, dose.hold_s * 1000
        elif dose.movement:
            yield Action.SQUEEZE, rep, FUNCTIONAL_SQUEEZE_MS
            yield Action.MOVE, rep, dose.hold_s * 1000 - FUNCTIONAL_SQUEEZE_MS
        else:
            yield Action.SQUEEZE, rep, OPEN_HOLD_MS if dose.open else _hold_ms(dose)
        yield Action.LET_GO, rep, OPEN_HOLD_MS if dose.open else max(dose.rest_s * 1000, _hold_ms(dose))


def _hold_ms(dose: Dose) -> int:
    return dose.hold_s * 1000 + dose.on_top * ON_TOP_MS


def _cue(dose: Dose, action: Action, rep: int, at_ms: int, for_ms: int) -> Cue:
    squeezes = action in (Action.SQUEEZE, Action.MOVE)
    return Cue(
        at_ms=at_ms,
        for_ms=for_ms,
        action=action,
        exercise=dose.exercise,
        movement=dose.movement,
        rep=rep,
        of=dose.reps,
        effort=dose.effort.share if squeezes else 0,
        on_top=dose.on_top if squeezes else 0,
        target_ms=dose.hold_s * 1000 if dose.open and squeezes else None,
        rest_min_ms=dose.rest_s * 1000 if dose.open and action is Action.LET_GO else None,
    )
