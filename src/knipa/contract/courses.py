"""Where a person stands, kept as JSON between two days: never told to anyone, and thrown away with its engine."""

import dataclasses
import hashlib
from collections import deque
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, create_model

from knipa.content.library import protocol_text
from knipa.training.person import Person
from knipa.training.progression import Course
from knipa.training.protocol import Protocol

GIVEN = ("protocol", "person")  # known from elsewhere, and so not kept


def write_course(course: Course) -> dict[str, Any]:
    """Return the course as JSON has it, without protocol and person."""
    held = {name: getattr(course, name) for name in _model().model_fields}
    return _model().model_construct(**held).model_dump(mode="json")


def read_course(kept: Mapping[str, Any], protocol: Protocol, person: Person) -> Course:
    """Return the course that `write_course` wrote, with the protocol and the person that it was written for."""
    read = _model().model_validate(kept)
    course = Course(protocol=protocol, person=person)
    for name in _model().model_fields:
        value = getattr(read, name)
        if isinstance(value, deque):  # a deque keeps its own length
            getattr(course, name).extend(value)
        else:
            setattr(course, name, value)
    return course


@cache
def engine_mark(protocol: str) -> str:
    """Return a mark of the engine as it is: another one means that nothing kept by it may be gone on from.

    It is made from the engine's own source, the protocol, and this module, so that nobody has to remember
    to count it up.
    """
    told = hashlib.sha256(protocol_text(protocol))
    here = files("knipa.contract") / "courses.py"
    for file in [*_sources(files("knipa.training")), here]:
        told.update(file.name.encode() + b"\0" + file.read_bytes())
    return told.hexdigest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_dir():
            yield from _sources(each)
        elif each.name.endswith(".py"):
            yield each


@cache
def _model() -> type[BaseModel]:
    hints = get_type_hints(Course)
    held: dict[str, Any] = {
        field.name: (hints[field.name], ...)
        for field in dataclasses.fields(Course)
        if field.name not in GIVEN
    }
    return create_model("KeptCourse", __config__=ConfigDict(extra="forbid"), **held)
