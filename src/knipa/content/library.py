"""Reads the data that Knipa rests on: protocols, drills and evidence; what is missing is named by file and field."""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


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


def _inside(folder: str) -> list[Traversable]:
    lying = (files(__package__) / folder).iterdir()
    return sorted((file for file in lying if file.name.endswith(".toml")), key=lambda file: file.name)
