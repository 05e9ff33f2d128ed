"""Reads the files that a command is given, and follows them to the plan of the day."""

import sys
from argparse import Namespace
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from knipa.cli.refusals import Refused
from knipa.content.care import pack_for
from knipa.content.library import protocol_ids
from knipa.content.words import Words, words
from knipa.contract import Refusal, built_in, read_log, read_person, read_protocol, refuse_later_signs
from knipa.contract.refusal import show
from knipa.training.person import Person
from knipa.training.plan import Plan
from knipa.training.progression import follow
from knipa.training.protocol import Protocol

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and the words to tell it in."""

    plan: Plan
    words: Words


def planned(asked: Namespace) -> Planned:
    """Return the plan that the files ask for.

    Raises:
        Refused: for the first thing in them that is wrong.
    """
    try:
        return _planned(asked)
    except Refusal as refusal:
        raise Refused(str(refusal)) from None


def _planned(asked: Namespace) -> Planned:
    if asked.log == STDIN == asked.person:
        raise Refusal("--log", "expected a file, got -: standard input is already read as PERSON.json")
    protocol = _protocol(asked.protocol)
    person = read_person(*read(asked.person))
    on = asked.on or _today(person)
    refuse_later_signs(person, _name(asked.person), on)
    log = read_log(*read(asked.log), on=on) if asked.log is not None else []
    care = pack_for(person.locale, person.timezone)
    return Planned(follow(protocol, person, log, on), words(person.locale, care))


def _today(person: Person) -> date:
    return datetime.now(ZoneInfo(person.timezone)).date()


def _protocol(name: str) -> Protocol:
    if "/" in name or name.endswith(".toml"):
        return read_protocol(*read(name))
    if name not in protocol_ids():
        known = ", ".join(protocol_ids())
        raise Refusal("--protocol", f"expected {known} or a file ending in .toml, got {show(name)}")
    return built_in(name)


def _name(file: str) -> str:
    return "stdin" if file == STDIN else file or '""'


def read(file: str) -> tuple[bytes, str]:
    """Return what a file holds and what it is called.

    Raises:
        Refusal: where it cannot be read.
    """
    try:
        return (sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()), _name(file)
    except OSError as unreadable:
        raise Refusal(_name(file), unreadable.strerror or "cannot be read") from None
    except ValueError:  # a name that no file can have
        raise Refusal(_name(file), "cannot be read") from None
