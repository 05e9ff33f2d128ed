"""A session as plain text: the score that a physiotherapist reads and approves, told from the cues themselves."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from textwrap import wrap

from knipa.content.words import Words
from knipa.contract.rows import capital
from knipa.training.cue_sheet import Action, Cue, compile_cues
from knipa.training.exercise import Dose
from knipa.training.plan import Plan

MS = 1000
COLUMNS = 80


def render_sheet_text(plan: Plan, words: Words) -> str:
    """Return the session, one line for what comes and one for how it is done: `0:05  squeeze 6 s, rest 6 s × 10`."""
    cues = compile_cues(plan.doses)
    lasts = words.text("command", "lasts", {"time": clock(cues[-1].at_ms)})
    position = words.write(plan.position) if plan.position else ""
    lines = [", ".join(part for part in (capital(position), lasts) if part), ""]
    for dose, group in zip(plan.doses, _groups(cues), strict=True):
        lines += _lines(group[0].at_ms, _title(dose, words))
        lines += _lines(group[1].at_ms, _score(dose, group, words))
    lines += _lines(cues[-1].at_ms, words.text("command", "done"))
    return "\n".join(lines) + "\n"


def clock(at_ms: int) -> str:
    """Return minutes and seconds: `2:05`."""
    minutes, seconds = divmod(at_ms // MS, 60)
    return f"{minutes}:{seconds:02}"


def _lines(at_ms: int, text: str) -> list[str]:
    first = f"{clock(at_ms):>5}  "
    return wrap(
        text, COLUMNS, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False
    )


def _title(dose: Dose, words: Words) -> str:
    names = [words.write(dose.exercise), *([words.write(dose.movement)] if dose.movement else [])]
    return capital(": ".join(names))


def _groups(cues: Sequence[Cue]) -> Iterator[Sequence[Cue]]:
    """Yield the cues of each dose, from one `get_ready` up to the next."""
    starts = [i for i, cue in enumerate(cues) if cue.action in (Action.GET_READY, Action.DONE)]
    for start, end in pairwise(starts):
        yield cues[start:end]


def _score(dose: Dose, group: Sequence[Cue], words: Words) -> str:
    once = [_step(cue, words) for cue in group if cue.rep == 1]
    parts = [f"{', '.join(once)} × {group[0].of}"]
    if not dose.exercise.lets_go:
        parts.append(words.write(dose.effort))
    if dose.to_fatigue:
        parts.append(words.text("command", "to_fatigue"))
    return ", ".join(parts)


def _step(cue: Cue, words: Words) -> str:
    seconds = {"seconds": cue.for_ms // MS}
    if cue.target_ms is not None:
        return words.text("command", "squeeze_open", {**seconds, "target": cue.target_ms // MS})
    if cue.rest_min_ms is not None:
        return words.text("command", "rest_open", {"least": cue.rest_min_ms // MS})
    if cue.on_top:
        return words.text("command", "squeeze_on_top", {**seconds, "on_top": cue.on_top})
    rests = cue.action is Action.LET_GO and cue.exercise is not None and not cue.exercise.lets_go
    return words.text("command", "rest" if rests else cue.action.value, seconds)
