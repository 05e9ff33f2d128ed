"""JSON Schema, from the same types that read and write."""

from typing import Any

from pydantic import TypeAdapter

from knipa.contract.cards import CARD, Card
from knipa.contract.protocols import PROTOCOL, sourced
from knipa.contract.reading import LOG, PERSON
from knipa.contract.shapes import CueSheetShape, PlanShape
from knipa.contract.wire import reader
from knipa.contract.wishes import WISHES
from knipa.training.person import Person
from knipa.training.protocol import Protocol
from knipa.training.reminding import Wishes
from knipa.training.session_log import Line

NAMES = ("person", "log", "plan", "cuesheet", "protocol", "card", "wishes")


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one of NAMES; `log` is that of one line."""
    told = _adapter(name).json_schema(mode="validation")
    if name == "cuesheet":  # optional while it is reckoned, always there when sent
        told["required"] = ["format", "digest", *told["required"][1:]]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:knipa:{name}:1",
        "title": f"knipa.{name}/1",
    }
    return head | {part: value for part, value in told.items() if part not in head}


def _adapter(name: str) -> TypeAdapter[Any]:
    read = {"person": (Person, PERSON), "log": (Line, LOG), "card": (Card, CARD), "wishes": (Wishes, WISHES)}
    written = {"plan": PlanShape, "cuesheet": CueSheetShape}
    if name in read:
        return reader(*read[name])
    return TypeAdapter(written[name]) if name in written else reader(Protocol, PROTOCOL, sourced)
