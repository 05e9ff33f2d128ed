"""All sentences of a language, found by table and key; what is missing is named by file and field."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from knipa.content.language import Language, language, with_fallbacks
from knipa.content.library import ContentError

type Value = int | str | date | StrEnum
type Table = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """All sentences of one language: tables of keys, and the file each table lies in."""

    language: Language
    tables: Mapping[str, Table]
    files: Mapping[str, str]

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
        field = f"{self.files.get(table, f'{self.locale}/words')}: {table}.{key}"
        sentence = self.tables.get(table, {}).get(key)
        if sentence is None:
            raise ContentError(f"{field}: missing")
        return self._fill(sentence, values or {}, field)

    def first(self, table: str, *keys: str) -> str:
        """Return the words of the first key that has any; the last key must."""
        return self.text(table, next((key for key in keys if self.has(table, key)), keys[-1]))

    def write(self, value: Value) -> str:
        """Return a value as the language writes it: 4 March 2026; an enumeration by its own table."""
        if isinstance(value, StrEnum):
            return self.text(type(value).__name__.lower(), value.value)
        return self.language.write(value) if isinstance(value, date) else str(value)

    def _fill(self, sentence: str, values: Mapping[str, Value], field: str) -> str:
        if "{" not in sentence:
            return sentence
        needed = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
        if lacking := sorted(needed - set(values)):
            raise ContentError(f"{field}: no value for {{{lacking[0]}}}")
        return sentence.format_map({name: self.write(values[name]) for name in needed})


def words(locale: str) -> Words:
    """Return the words for a language tag: its own language, or English where there is none."""
    return _words(language(locale))


@cache
def _words(spoken: Language) -> Words:
    tables: dict[str, Table] = {}
    where: dict[str, str] = {}
    for each in reversed(with_fallbacks(spoken.tag)):  # the language's own words last: they overrule
        for file in sorted((each.folder / "words").glob("*.toml")):
            for name, table in _read(file).items():
                tables[name] = {**tables.get(name, {}), **table}
                where[name] = _place(file)
    return Words(spoken, tables, where)


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as broken:
        raise ContentError(f"{_place(file)}: {broken}") from broken


def _place(file: Path) -> str:
    return f"{file.parent.parent.name}/words/{file.name}"
