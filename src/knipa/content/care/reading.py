"""Reads one pack strictly: what is wrong with it is named by file and field."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from knipa.content.library import ContentError

type Told = Mapping[str, Any]

KINDS = (
    "emergency",
    "advice",
    "centre",
    "maternity",
    "midwife",
    "gynaecology",
    "operated",
    "pharmacy",
    "rights",
)
LISTS = ("languages", "regions", "timezones")  # for whom it is chosen: BCP 47, ISO 3166-1, IANA
WITHOUT = {"within": "", "contact": {}, "words": {}, **{name: [] for name in LISTS}}  # where nothing is told
NUMBER = re.compile(r"\+?\d[\d ]*")
ID = re.compile(r"[a-z][a-z0-9_]{0,31}")  # as the account keeps it


def read(file: Path) -> Told:
    """Return what a pack tells, with an empty value for what it does not.

    Raises:
        ContentError: if it is broken or incomplete; it names file and field.
    """
    place = f"care/{file.name}"
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as broken:
        raise ContentError(f"{place}: {broken}") from broken
    if not ID.fullmatch(file.stem):
        raise ContentError(f"{place}: expected a name of small letters, digits and _, at most 32 of them")
    for where, wrong in _faults(told):
        raise ContentError(f"{place}: {where}: {wrong}")
    return {**WITHOUT, **told}


def _faults(told: Told) -> Iterator[tuple[str, str]]:
    """Whatever is wrong: the field, and what."""
    yield from ((name, "unknown field") for name in sorted({*told} - {*WITHOUT, "name"}))
    if not told.get("name"):
        yield "name", "missing"
    for name in ("name", "within"):
        if not isinstance(told.get(name, ""), str):
            yield name, "expected text"
    for name in LISTS:
        if not _are_texts(told.get(name, [])):
            yield name, "expected a list of texts"
    yield from _faults_of_words(told.get("words", {}))
    yield from _faults_of_contacts(told.get("contact", {}))


def _faults_of_words(words: object) -> Iterator[tuple[str, str]]:
    if not isinstance(words, dict):
        yield "words", "expected a table for each language"
        return
    for tag, phrases in words.items():
        if not isinstance(phrases, dict) or not _are_texts([*phrases.values()]):
            yield f"words.{tag}", "expected a table of texts"


def _faults_of_contacts(contacts: object) -> Iterator[tuple[str, str]]:
    if not isinstance(contacts, dict):
        yield "contact", "expected a table for each kind"
        return
    for kind, contact in contacts.items():
        if kind not in KINDS:
            yield f"contact.{kind}", f"expected one of {', '.join(KINDS)}"
        elif not isinstance(contact, dict) or {*contact} - {"number", "source"}:
            yield f"contact.{kind}", "expected number and source, or neither"
        else:
            yield from _faults_of_number(f"contact.{kind}", contact.get("number"), contact.get("source"))


def _faults_of_number(place: str, number: object, source: object) -> Iterator[tuple[str, str]]:
    if number is None:
        return
    if not isinstance(number, str) or not NUMBER.fullmatch(number):
        yield f"{place}.number", f'expected digits in quotes, such as "112", got {number!r}'
    elif not source or not isinstance(source, str):
        yield f"{place}.source", "missing: where does the number stand?"


def _are_texts(told: object) -> bool:
    return isinstance(told, list) and all(isinstance(each, str) for each in told)
