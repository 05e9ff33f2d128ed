"""The engine's own dataclasses as strict models: what they hold is what may be written, and nothing else."""

import dataclasses
from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, create_model

from knipa.contract.leaves import BY_TYPE, TEXTS, Says, whole_number
from knipa.training.exercise import Between

type Number = Callable[[Between], object]


def wire_name(field: str) -> str:
    """Return a field's name in JSON: `from_` is `from`, that Python keeps for itself."""
    return field.removesuffix("_")


def fields_of(engine_type: Any) -> "list[dataclasses.Field[Any]]":  # noqa: ANN401
    """Return the fields that are told; what the engine works out for itself is not."""
    return [field for field in dataclasses.fields(engine_type) if field.init]


@cache
def reader(engine_type: Any, format_: str, number: Number = whole_number) -> TypeAdapter[Any]:  # noqa: ANN401
    """Return what reads this dataclass, or union of dataclasses, and gives back the engine's own value."""
    members = [each for each in get_args(engine_type) if dataclasses.is_dataclass(each)] or [engine_type]
    read = tuple(_dataclass(member, number, format_) for member in members)
    return TypeAdapter(read[0] if len(read) == 1 else _by_kind(read))


def _dataclass(engine_type: Any, number: Number, format_: str = "") -> Any:  # noqa: ANN401
    hints = get_type_hints(engine_type, include_extras=True)
    fields: dict[str, Any] = {}
    if format_:
        fields["format"] = (Annotated[Literal[format_], Says(f'"{format_}"')], ...)
    for field in fields_of(engine_type):
        fields[wire_name(field.name)] = _field(field, hints[field.name], number)
    strict = ConfigDict(extra="forbid", strict=True, frozen=True)
    model = create_model(engine_type.__name__, __config__=strict, __doc__=engine_type.__doc__, **fields)
    return Annotated[model, AfterValidator(_into(engine_type))]


def _field(field: "dataclasses.Field[Any]", hint: Any, number: Number) -> tuple[Any, Any]:  # noqa: ANN401
    """Return type and default; null means left out, and `kind` is always written."""
    read = _read(hint, field.name, number)
    if field.default is dataclasses.MISSING or get_origin(hint) is Literal:
        return read, ...
    return read | None, None


def _read(hint: Any, name: str, number: Number) -> Any:  # noqa: ANN401
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return number(next(mark for mark in hint.__metadata__ if isinstance(mark, Between)))
    if origin in (Union, UnionType):
        some = [each for each in inside if each is not NoneType]
        several = tuple(_read(each, name, number) for each in some)
        return several[0] if len(several) == 1 else _by_kind(several)
    if origin is tuple:
        return Annotated[list[_read(inside[0], name, number)], AfterValidator(tuple)]  # type: ignore[misc]
    if origin is Literal:
        return hint
    return _single(hint, name, number)


def _single(hint: Any, name: str, number: Number) -> Any:  # noqa: ANN401
    if dataclasses.is_dataclass(hint):
        return _dataclass(hint, number)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Annotated[hint, Field(strict=False), Says(f"one of {', '.join(hint)}")]
    return TEXTS[name] if hint is str else BY_TYPE[hint]


def _by_kind(members: tuple[Any, ...]) -> Any:  # noqa: ANN401
    return Annotated[Union[members], Field(discriminator="kind")]  # noqa: UP007  # made when it runs


def _into(engine_type: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    """Return what turns a model into the engine's dataclass; what was left out keeps the engine's default."""
    names = [(wire_name(field.name), field.name) for field in fields_of(engine_type)]

    def build(model: Any) -> Any:  # noqa: ANN401
        read = {field: getattr(model, wire) for wire, field in names}
        return engine_type(**{field: value for field, value in read.items() if value is not None})

    return build


def write(value: Any) -> Any:  # noqa: ANN401
    """Return an engine value as JSON has it; what is None is left out."""
    if dataclasses.is_dataclass(value):
        parts = {wire_name(field.name): getattr(value, field.name) for field in fields_of(value)}
        return {name: write(part) for name, part in parts.items() if part is not None}
    if isinstance(value, tuple):
        return [write(part) for part in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):  # a moment too
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value) if isinstance(value, UUID) else value
