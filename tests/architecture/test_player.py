"""Scripts are small rooms with one door each: storage in the outbox, audio in the sounds; no circles."""

import posixpath
import re
from pathlib import Path

STATIC = Path(__file__).parents[2] / "src/knipa/web/static"
STORAGE = re.compile(r"\b(localStorage|sessionStorage|indexedDB)\b")
HANDED_ON = re.compile(  # a script gives it to the outbox without using it
    r"\bindexedDB: \(\) => (?:window|me)\.indexedDB\b|\(\) => window\.localStorage\b"
)
AUDIO = re.compile(r"\bnew\s+(\w+\.)*((Offline|webkit)?AudioContext|Audio)\b|\.audioSession\b")
IMPORT = re.compile(
    r"""^\s*(?:import|export)\b[^;'"]*?['"](\.{1,2}/[\w./-]+)['"]|\bimport\(\s*['"](\.{1,2}/[\w./-]+)['"]""",
    re.MULTILINE,
)
COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"`])//[^\n]*", re.DOTALL)
MAY_USE = {  # which room may take from which other
    "player": {"sound", "keeping", "after"},
    "after": {"keeping"},
    "offline": {"keeping", "reminders"},
    "reminders": {"keeping"},
    "today": {"keeping"},
    "phone": {"keeping"},
}


def code() -> dict[str, str]:
    """Each module's text, without what is said about it."""
    files = sorted(STATIC.glob("*/*.js"))
    return {path.relative_to(STATIC).as_posix(): COMMENT.sub("", path.read_text("utf-8")) for path in files}


def imports() -> dict[str, set[str]]:
    def meant(name: str, one: str, other: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), one or other))

    return {
        name: {meant(name, one, other) for one, other in IMPORT.findall(text)}
        for name, text in code().items()
    }


def test_there_is_a_player_to_judge() -> None:
    assert {"player/main.js", "sound/sounds.js", "keeping/outbox.js", "offline/worker.js"} <= code().keys()
    assert "sound/sounds.js" in imports()["sound/hearing.js"]


def test_only_the_outbox_touches_storage() -> None:
    texts = {name: HANDED_ON.sub("", text) for name, text in code().items()}
    assert {name for name, text in texts.items() if STORAGE.search(text)} == {"keeping/outbox.js"}


def test_only_the_sounds_touch_audio() -> None:
    assert {name for name, text in code().items() if AUDIO.search(text)} == {"sound/sounds.js"}


def test_nobody_imports_what_a_page_names() -> None:
    entries = {"player/main.js", "offline/visit.js", "offline/leave.js", "offline/worker.js"}
    assert not [name for name, wanted in imports().items() if wanted & entries]


def test_rooms_take_from_one_another_in_one_direction() -> None:
    taken = {
        (name.split("/")[0], wanted.split("/")[0])
        for name, all_wanted in imports().items()
        for wanted in all_wanted
    }
    assert not {
        (room, other) for room, other in taken if room != other and other not in MAY_USE.get(room, set())
    }


def test_no_room_is_crowded() -> None:
    rooms = [name.split("/")[0] for name in code()]
    assert not {room for room in rooms if rooms.count(room) > 14}  # STYLE.md, habit 5


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
