"""Two languages that nobody speaks: qaa, accented and 40 % longer, and qar, which is read from right to left.

Each is made from the English one, in a folder of its own, as docs/languages.md says.
"""

import json
import math
import re
import tomllib
from pathlib import Path

import polib

import knipa
from said import said

HOUSE = Path(knipa.__file__).parent / "content/languages"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"
HEBREW = "אבגדהוזחטיכלמנסעפצקרשתךםןף"
LONGER = 0.4
MOST_KEPT = 8  # a word that is longer is made longer by as much as this at most: no language has endless ones
# what is no word of a sentence: places to fill in, tags, addresses, ids, pictures, and the choices of reader.py
KEPT = re.compile(
    r"%\(\w+\)[sd]|%%|\{[^{}]*\}|<[^<>]+>|&\w+;|!\[\]\([^)]*\)|\]\([^)]*\)|(?:\[\[|\|)\s*(?:vagina|penis):|\]\]"
    r"|^::: ?\w*|https?://\S+|\bKnipa\b",
    re.MULTILINE,
)
PLURALS = "nplurals=2; plural=(n != 1);"


def accented(text: str) -> str:
    """Every letter accented, and every word longer: "Ťŕåîñŕåî"."""
    return _around_what_is_kept(text, lambda part: re.sub(r"[A-Za-z]+", _longer, part))


def mirrored(text: str) -> str:
    """Every letter one that is read from right to left."""
    to_hebrew = str.maketrans(PLAIN, HEBREW + HEBREW)
    return _around_what_is_kept(text, lambda part: part.translate(to_hebrew))


SPEECH = {"qaa": (accented, "ltr"), "qar": (mirrored, "rtl")}


def make(folder: Path) -> Path:
    """Write both languages into a folder, and a third that has a few words alone: qab, which else speaks Swedish."""
    for tag, (say, direction) in SPEECH.items():
        _language(folder / tag, tag, say, direction)
        for file in (HOUSE / "en/words").glob("*.toml"):
            _words(file, folder / tag / "words" / file.name, say)
        for file in (HOUSE / "en/articles").glob("*.md"):
            _article(file, folder / tag / "articles" / file.name, say)
        _pages(folder / tag / "LC_MESSAGES", say)
    _in_part(folder / "qab")
    return folder


def _language(folder: Path, tag: str, say, direction: str) -> None:
    told = tomllib.loads((HOUSE / "en/language.toml").read_text("utf-8"))
    told |= {"tag": tag, "name": say("Pseudo"), "switch": say("In pseudo"), "direction": direction}
    told |= {name: [say(text) for text in told[name]] for name in ("months", "weekdays")}
    _write(folder / "language.toml", _toml(told))


def _in_part(folder: Path) -> None:
    few = {"tag": "qab", "name": accented("Partial"), "switch": accented("In part"), "direction": "ltr"}
    few |= {"date": "{year}/{month}/{day}", "months": [f"m{number}" for number in range(1, 13)]}
    _write(folder / "language.toml", _toml({**few, "fallback": "sv"}))
    _write(
        folder / "words/training.toml",
        "[stage]\n" + _toml({"find": accented("finding"), "build": accented("building")}),
    )


def _words(source: Path, file: Path, say) -> None:
    tables = tomllib.loads(source.read_text("utf-8"))
    _write(
        file,
        "\n".join(
            f"[{name}]\n{_toml({key: say(text) for key, text in table.items()})}"
            for name, table in tables.items()
        ),
    )


def _article(source: Path, file: Path, say) -> None:
    front, body = source.read_text("utf-8").removeprefix("+++").split("\n+++\n")
    told = re.sub(
        r'^((?:title|short) = )"(.*)"$', lambda line: f'{line[1]}"{say(line[2])}"', front, flags=re.MULTILINE
    )
    _write(file, f"+++{told}\n+++\n{say(body)}")


def _pages(folder: Path, say) -> None:
    """All that templates and forms say, said its own way."""
    pages = polib.POFile()
    pages.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": PLURALS}
    for one, many, context in sorted(said()):
        told = (
            {"msgid_plural": many, "msgstr_plural": {0: say(one), 1: say(many)}}
            if many
            else {"msgstr": say(one)}
        )
        pages.append(polib.POEntry(msgid=one, msgctxt=context or None, **told))
    folder.mkdir(parents=True)
    pages.save(str(folder / "django.po"))
    pages.save_as_mofile(str(folder / "django.mo"))


def _around_what_is_kept(text: str, say) -> str:
    said, at = [], 0
    for kept in KEPT.finditer(text):
        said += [say(text[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join([*said, say(text[at:])])


def _longer(word: re.Match[str]) -> str:
    said = word[0].translate(str.maketrans(PLAIN, ACCENTED))
    return said + said[: min(math.ceil(len(said) * LONGER), MOST_KEPT)].lower()


def _toml(table) -> str:
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in table.items())


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
