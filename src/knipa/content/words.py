"""All sentences of a language, found by table and key; what is missing is named by file and field.

Where a sentence says whom to ring, `{emergency}` and the like stand for what the person's care pack calls them.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from knipa.content.care import WORLD, Pack, pack, pack_for
from knipa.content.language import Language, language, with_fallbacks
from knipa.content.library import ContentError

type Value = int | str | date | StrEnum
type Table = Mapping[str, str]

CARE = "care"  # the table of a pack's phrases; in the files there is one for each pack, such as care_sweden
GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """All sentences of one language for one care pack: tables of keys, and the file each table lies in."""

    language: Language
    tables: Mapping[str, Table]
    files: Mapping[str, str]
    pack: Pack = field(default_factory=lambda: pack(WORLD))

    @property
    def locale(self) -> str:
        """The language's tag."""
        return self.language.tag

    def has(self, table: str, key: str) -> bool:
        """Tell whether there are words for this key."""
        return key in self.tables.get(table, {})

    def text(self, table: str, key: str, values: Mapping[str, Value] | None = None) -> str:
        """Return the sentence, its placeholders filled in as the language writes them.

        Raises:
            ContentError: if the key, or a value that its sentence needs, is missing.
        """
        sentence = self.tables.get(table, {}).get(key)
        if sentence is None:
            raise ContentError(f"{self._field(table, key)}: missing")
        return self._fill(sentence, values or {}, table, key) if "{" in sentence else sentence

    def first(self, table: str, *keys: str) -> str:
        """Return the words of the first key that has any; the last key must."""
        return self.text(table, next((key for key in keys if self.has(table, key)), keys[-1]))

    def write(self, value: Value) -> str:
        """Return a value as the language writes it: 4 March 2026; an enumeration by its own table."""
        if isinstance(value, StrEnum):
            return self.text(type(value).__name__.lower(), value.value)
        return self.language.write(value) if isinstance(value, date) else str(value)

    def _fill(self, sentence: str, values: Mapping[str, Value], table: str, key: str) -> str:
        needed = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
        if lacking := sorted(needed - set(values)):
            raise ContentError(f"{self._field(table, key)}: no value for {{{lacking[0]}}}")
        return sentence.format_map({name: self.write(values[name]) for name in needed})

    def _field(self, table: str, key: str) -> str:
        """Where it stands, or should."""
        return f"{self.files.get(table, f'{self.locale}/words')}: {table}.{key}"


def words(locale: str, care: Pack | None = None) -> Words:
    """Return the words for a language tag: its own language, or English where there is none.

    Whom to ring is said for the care pack, or without one for the pack that goes with the tag.
    """
    return _words(language(locale), care or pack_for(locale))


@cache
def _words(spoken: Language, care: Pack) -> Words:
    tables: dict[str, Table] = {}
    where: dict[str, str] = {}
    for each in reversed(with_fallbacks(spoken.tag)):  # the language's own words last: they overrule
        for file in sorted((each.folder / "words").glob("*.toml")):
            for name, table in _read(file).items():
                tables[name] = {**tables.get(name, {}), **table}
                where[name] = _place(file)
    phrases = _phrases(spoken, care, tables)
    told = {name: _with_care(table, phrases) for name, table in tables.items()}
    return Words(spoken, {**told, CARE: phrases}, {**where, CARE: f"{spoken.tag}/words/care.toml"}, care)


def _phrases(spoken: Language, care: Pack, tables: Mapping[str, Table]) -> Table:
    """What a pack calls whom one turns to; what it has no words for is said as the wider pack says it."""
    told: dict[str, str] = {}
    for each in care.from_the_widest:
        told |= {"name": each.name, **tables.get(f"{CARE}_{each.id}", {})}
        for tongue in reversed(with_fallbacks(spoken.tag)):
            told |= each.words.get(tongue.tag, {})
    return told


def _with_care(table: Table, phrases: Table) -> Table:
    """The sentences with the pack's phrases in them; other gaps are filled when the sentence is said."""
    return {key: GAP.sub(lambda gap: phrases.get(gap[1], gap[0]), text) for key, text in table.items()}


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as broken:
        raise ContentError(f"{_place(file)}: {broken}") from broken


def _place(file: Path) -> str:
    return f"{file.parent.parent.name}/words/{file.name}"
