"""The player is small rooms with one door each: storage in the outbox, audio in the sounds, and no circles."""

import re
from pathlib import Path

PLAYER = Path(__file__).parents[2] / "src/knipa/web/static/player"
STORAGE = re.compile(r"\b(localStorage|sessionStorage|indexedDB)\b")
HANDED_ON = re.compile(  # a script gives it to the outbox without using it
    r"\bindexedDB: (?:\(\) => window|self)\.indexedDB\b|\(\) => window\.localStorage\b"
)
AUDIO = re.compile(r"\bnew\s+(\w+\.)*((Offline|webkit)?AudioContext|Audio)\b|\.audioSession\b")
IMPORT = re.compile(
    r"""^\s*(?:import|export)\b[^;'"]*?['"]\./([\w./-]+)['"]|\bimport\(\s*['"]\./([\w./-]+)['"]""",
    re.MULTILINE,
)
COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"`])//[^\n]*", re.DOTALL)


def code() -> dict[str, str]:
    """Each module's text, without what is said about it."""
    return {path.name: COMMENT.sub("", path.read_text("utf-8")) for path in sorted(PLAYER.glob("*.js"))}


def imports() -> dict[str, set[str]]:
    return {name: {one or other for one, other in IMPORT.findall(text)} for name, text in code().items()}


def test_there_is_a_player_to_judge() -> None:
    assert len(code()) >= 4


def test_only_the_outbox_touches_storage() -> None:
    texts = {name: HANDED_ON.sub("", text) for name, text in code().items()}
    assert {name for name, text in texts.items() if STORAGE.search(text)} <= {"outbox.js"}


def test_only_the_sounds_touch_audio() -> None:
    assert {name for name, text in code().items() if AUDIO.search(text)} <= {"sounds.js"}


def test_nobody_imports_main() -> None:
    assert not [name for name, wanted in imports().items() if "main.js" in wanted]


def test_no_module_imports_itself_through_others() -> None:
    edges = imports()
    circles = [name for name in edges if name in reachable(name, edges)]
    assert not circles, f"a circle runs through {', '.join(circles)}"


def test_every_import_is_there() -> None:
    edges = imports()
    assert not [(name, wanted) for name, all_wanted in edges.items() for wanted in all_wanted - set(edges)]


def reachable(start: str, edges: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = list(edges[start])
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead.extend(edges.get(name, ()))
    return seen
