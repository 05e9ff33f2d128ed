"""Tells in one line what pydantic found: the field as a path, and what was expected there."""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from knipa.contract.refusal import Refusal, path, show
from knipa.training.protocol import ProtocolError

WITHOUT_VALUE = {"missing": "missing", "extra_forbidden": "unknown field"}
SHAPES = {
    "list_type": "expected a list",
    "model_type": "expected an object",
    "model_attributes_type": "expected an object",
    "dict_type": "expected an object",
}


def read_as(reader: TypeAdapter[Any], value: object, name: str, line: int | None = None) -> Any:  # noqa: ANN401
    """Return what the value says, as the reader knows it.

    Raises:
        Refusal: naming the first field that is wrong.
    """
    try:
        return reader.validate_python(value)
    except ValidationError as wrong:
        error = wrong.errors(include_url=False)[0]
        field, what = _tell(error, value)
        raise Refusal(name, what, field=field, line=line) from None


def refuse_format(value: object, expected: str, name: str, line: int | None = None) -> None:
    """Refuse what is no object, or of another format, before anything else is looked at."""
    if not isinstance(value, dict):
        raise Refusal(name, f"expected an object, got {show(value)}", line=line)
    got = value.get("format")
    if got is None:
        raise Refusal(name, "missing", field="format", line=line)
    if got != expected:
        raise Refusal(name, f'expected "{expected}", got {show(got)}', field="format", line=line)


def _tell(error: Any, value: object) -> tuple[str, str]:  # noqa: ANN401  # pydantic's ErrorDetails
    where, kind, got = error["loc"], error["type"], error["input"]
    beyond = error.get("ctx", {}).get("error")
    if isinstance(beyond, ProtocolError):  # the engine's own bounds
        return beyond.field, beyond.what
    parts = [*_without_tags(where, value)]
    if kind.startswith("union_tag"):
        return path([*parts, "kind"]), _tell_kind(error)
    if kind in WITHOUT_VALUE:
        return path(parts), WITHOUT_VALUE[kind]
    if got is None and parts and isinstance(parts[-1], str):  # null is left out
        return path(parts), "missing"
    what = SHAPES.get(kind, error["msg"])
    if kind == "needs_source":
        return path(parts), what
    if isinstance(got, float) and what.removeprefix("expected ")[:1].isdigit():
        what = what.replace("expected", "expected a whole number,", 1)
    return path(parts), f"{what}, got {show(got)}"


def _tell_kind(error: Any) -> str:  # noqa: ANN401
    got = error["input"].get("kind")
    kinds = error.get("ctx", {}).get("expected_tags", "").replace("'", "")
    return "missing" if got is None else f"expected one of {kinds}, got {show(got)}"


def _without_tags(where: Sequence[str | int], value: Any) -> Iterator[str | int]:  # noqa: ANN401
    """Leave out the kinds that pydantic names in a path; they are not fields."""
    chosen = False
    for i, part in enumerate(where):
        tag = isinstance(value, dict) and isinstance(part, str) and value.get("kind") == part and not chosen
        if tag and i + 1 < len(where):
            chosen = True
            continue
        yield part
        chosen = False
        value = _step(value, part)


def _step(value: Any, part: str | int) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return value.get(part)
    return value[part] if isinstance(value, list) and isinstance(part, int) else None
