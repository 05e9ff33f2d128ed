"""Reads what Knipa says and cites: protocols, evidence and words; what is missing is named by file and field."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Any

type Value = int | str | date | StrEnum
type Table = Mapping[str, str]

LOCALES = ("sv", "en")
MONTHS = {
    "sv": [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


class ContentError(LookupError):
    """Something that should be written is not; the message names file and field."""


def protocol_ids() -> list[str]:
    """Return the ids of the protocols that come with Knipa."""
    return sorted(file.name.removesuffix(".toml") for file in _inside("protocols"))


def protocol_text(protocol: str) -> bytes:
    """Return the TOML of a protocol that comes with Knipa.

    Raises:
        ContentError: if there is none of that name.
    """
    if protocol not in protocol_ids():
        raise ContentError(f"protocols/{protocol}.toml: there is no such protocol")
    return (files(__package__) / "protocols" / f"{protocol}.toml").read_bytes()


def drill_text(drill: str) -> bytes:
    """Return the TOML of a drill.

    Raises:
        ContentError: if there is none of that name.
    """
    for file in _inside("drills"):
        if file.name == f"{drill}.toml":
            return file.read_bytes()
    raise ContentError(f"drills/{drill}.toml: there is no such drill")


@cache
def evidence() -> dict[str, dict[str, str]]:
    """Return key → title, source and note, for all that is cited beside PROGRAMME.md."""
    return tomllib.loads((files(__package__) / "evidence.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Words:
    """All sentences of one language: tables of keys, and the file each table lies in."""

    locale: str
    tables: Mapping[str, Table]
    files: Mapping[str, str]

    def has(self, table: str, key: str) -> bool:
        """Tell whether there are words for this key."""
        return key in self.tables.get(table, {})

    def text(self, table: str, key: str, values: Mapping[str, Value] | None = None) -> str:
        """Return the sentence, its placeholders filled in as the language writes them.

        Raises:
            ContentError: if the key, or a value that its sentence needs, is missing.
        """
        field = f"{self.files.get(table, f'words/{self.locale}.toml')}: {table}.{key}"
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
        if isinstance(value, date):
            return f"{value.day} {MONTHS[self.locale][value.month - 1]} {value.year}"
        return str(value)

    def _fill(self, sentence: str, values: Mapping[str, Value], field: str) -> str:
        if "{" not in sentence:
            return sentence
        needed = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
        if lacking := sorted(needed - set(values)):
            raise ContentError(f"{field}: no value for {{{lacking[0]}}}")
        return sentence.format_map({name: self.write(values[name]) for name in needed})


def words(locale: str) -> Words:
    """Return the words for a language tag: its own language, or English where there is none."""
    primary = locale.lower().replace("_", "-").split("-")[0]
    return _words(primary if primary in LOCALES else "en")


@cache
def _words(locale: str) -> Words:
    tables: dict[str, Table] = {}
    where: dict[str, str] = {}
    for file in _inside("words"):
        if f".{file.name}".endswith(f".{locale}.toml"):
            for name, table in _read(file).items():
                tables[name] = {**tables.get(name, {}), **table}
                where[name] = f"words/{file.name}"
    return Words(locale, tables, where)


def _read(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as broken:
        raise ContentError(f"words/{file.name}: {broken}") from broken


def _inside(folder: str) -> list[Traversable]:
    lying = (files(__package__) / folder).iterdir()
    return sorted((file for file in lying if file.name.endswith(".toml")), key=lambda file: file.name)
