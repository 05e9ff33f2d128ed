"""Writes a session as a cue sheet that carries its own words, so that the player composes no language."""

import hashlib
import json
from collections.abc import Sequence

from knipa.content.words import Words
from knipa.contract.shapes import CueShape, CueSheetShape
from knipa.training.cue_sheet import Action, Cue, compile_cues
from knipa.training.exercise import Dose, Exercise, Position
from knipa.training.plan import Plan
from knipa.training.session_log import Round


def sheet_json(plan: Plan, words: Words, locale: str, round_: Round | None = None) -> CueSheetShape:
    """Return `knipa.cuesheet/1` for a plan that has doses, as a whole round or a short one."""
    sheet = sheet_of(plan.doses, plan.position or Position.SUPINE, words, locale=locale)
    if round_ is None:
        return sheet
    short: CueSheetShape = {**sheet, "round": round_}
    return {**short, "digest": digest(short)}


def sheet_of(
    doses: Sequence[Dose], position: Position, words: Words, *, locale: str = "", drill: str = ""
) -> CueSheetShape:
    """Return `knipa.cuesheet/1` for these doses; a drill says some things in its own words."""
    cues = cues_json(doses, words, drill)
    sheet: CueSheetShape = {
        "format": "knipa.cuesheet/1",
        "locale": locale or words.locale,
        "position": position,
        "duration_ms": cues[-1]["at_ms"],
        "cues": cues,
    }
    return {**sheet, "digest": digest(sheet)}


def cues_json(doses: Sequence[Dose], words: Words, drill: str = "") -> list[CueShape]:
    """Return the cues of these doses, in time order."""
    return [_cue(cue, words, drill) for cue in compile_cues(doses)]


def digest(sheet: CueSheetShape) -> str:
    """Return the SHA-256 of a sheet without its digest: keys sorted, no spaces, UTF-8 unescaped."""
    bare = {name: part for name, part in sheet.items() if name != "digest"}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _cue(cue: Cue, words: Words, drill: str) -> CueShape:
    shape: CueShape = {
        "at_ms": cue.at_ms,
        "for_ms": cue.for_ms,
        "action": cue.action,
        "exercise": cue.exercise,
        "rep": cue.rep,
        "of": cue.of,
        "effort": int(cue.effort) if cue.effort == int(cue.effort) else cue.effort,
        "say": say(cue, words, drill),
    }
    if cue.movement:
        shape["movement"] = cue.movement
    if cue.on_top:
        shape["on_top"] = cue.on_top
    _open(cue, shape)
    return shape


def _open(cue: Cue, shape: CueShape) -> None:
    """Write what an open hold and the rest after it need (R26)."""
    if cue.target_ms is not None:
        shape["until"] = "released"
        shape["target_ms"] = cue.target_ms
    if cue.rest_min_ms is not None:
        shape["as_long_as_held"] = True
        shape["rest_min_ms"] = cue.rest_min_ms


def say(cue: Cue, words: Words, drill: str = "") -> str:
    """Return what is said when the cue begins: in the words of the drill, if it has its own, else of the exercise."""
    own, *keys = _keys(cue)
    if drill and words.has("drill", f"{drill}_{own}"):
        return words.text("drill", f"{drill}_{own}")
    return words.first("cue", own, *keys)


def _keys(cue: Cue) -> list[str]:
    """What the words of a cue may be called, the most particular first."""
    name = cue.movement if cue.exercise is Exercise.FUNCTIONAL else cue.exercise
    match cue.action:
        case Action.GET_READY if cue.movement:
            return [f"get_ready_functional_{name}"]
        case Action.GET_READY:
            return [f"get_ready_{name}"]
        case Action.MOVE:
            return [f"move_{name}"]
        case Action.DONE:
            return ["done"]
        case action:
            return [f"{action}_{cue.exercise}", action.value]
