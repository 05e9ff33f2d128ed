"""A round for the day that has no more time: the same exercises, fewer of each, done within two minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knipa.training.cue_sheet import compile_cues
from knipa.training.exercise import Dose, Exercise

SHORT_MS = 120_000  # the whole of it, the time to get ready included (our choice †)
LONGEST_HOLD_S, SHORTEST_HOLD_S = (
    15,
    5,
)  # of a hold that was open, as much as there is time for (our choice †)
# What is left out where not even one of each fits, in this order (our choice †); 1177 leaves nothing out.
GIVES_WAY = (Exercise.FUNCTIONAL, Exercise.FAST, Exercise.ENDURANCE, Exercise.BREATHING, Exercise.RELAXATION)


def short_round(doses: Iterable[Dose]) -> tuple[Dose, ...]:
    """Return the same round within two minutes: same order, holds, rests and efforts, fewer repetitions.

    Endurance stays last; a hold that was open becomes a fixed one, and nothing is done to real tiredness.
    Empty where not even one repetition fits, as in a programme with a minute's rest after each squeeze.
    """
    kept = _left_out([dose for dose in doses if dose.reps])
    for longest_s in range(LONGEST_HOLD_S, SHORTEST_HOLD_S - 1, -1):
        most = [_closed(dose, longest_s) for dose in kept]
        if _fits(fewest := _once(most)):
            return _filled(fewest, most)
    return ()


def lasts_ms(doses: Sequence[Dose]) -> int:
    """Return how long the doses take by their cues; an open hold as long as it may be held."""
    return compile_cues(doses)[-1].at_ms


def _fits(doses: Sequence[Dose]) -> bool:
    return lasts_ms(doses) <= SHORT_MS


def _once(doses: Iterable[Dose]) -> tuple[Dose, ...]:
    return tuple(replace(dose, reps=1) for dose in doses)


def _closed(dose: Dose, longest_s: int) -> Dose:
    """An open hold is held so long and no longer; the rest after it keeps its proportion to it (R26)."""
    hold_s = min(dose.hold_s, longest_s)
    if not dose.open or not hold_s:
        return replace(dose, open=False, to_fatigue=False)
    rest_s = -(-dose.rest_s * hold_s // dose.hold_s)
    return replace(dose, hold_s=hold_s, rest_s=rest_s, open=False, to_fatigue=False)


def _left_out(doses: list[Dose]) -> list[Dose]:
    """Leave out what there is no time for, the last of its kind first."""
    for exercise in GIVES_WAY:
        for dose in [each for each in reversed(doses) if each.exercise is exercise]:
            if len(doses) > 1 and not _fits(_once(_closed(each, SHORTEST_HOLD_S) for each in doses)):
                doses = [each for each in doses if each is not dose]
    return doses


def _filled(fewest: tuple[Dose, ...], most: Sequence[Dose]) -> tuple[Dose, ...]:
    """Add repetitions in turn, one of each exercise at a time, while there is time."""
    doses, grown = fewest, True
    while grown:
        grown = False
        for place, whole in enumerate(most):
            dose = doses[place]
            more = (*doses[:place], replace(dose, reps=dose.reps + 1), *doses[place + 1 :])
            if dose.reps < whole.reps and _fits(more):
                doses, grown = more, True
    return doses
