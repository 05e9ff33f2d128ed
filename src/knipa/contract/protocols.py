"""Reads a programme from TOML: every number says where it comes from, and none goes beyond what is safe."""

import re
import tomllib
from functools import cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    WithJsonSchema,
    create_model,
)
from pydantic_core import PydanticCustomError

from knipa.content.library import ContentError, evidence, protocol_ids, protocol_text
from knipa.contract.checked import read_as, refuse_format
from knipa.contract.leaves import Says, whole_number
from knipa.contract.refusal import Refusal
from knipa.contract.strict_json import decode, line_of_the_nest
from knipa.contract.wire import reader
from knipa.training.exercise import Between
from knipa.training.protocol import Protocol

PROTOCOL = "knipa.protocol/1"
FACTS = 45  # R1 to R45 of PROGRAMME.md
AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def _known_source(source: object) -> str:
    fact = re.fullmatch(r"R([1-9][0-9]?)", source) if isinstance(source, str) else None
    if fact and int(fact[1]) <= FACTS:
        return fact[0]
    if isinstance(source, str) and (source == "ours" or source in evidence()):
        return source
    raise ValueError


Source = Annotated[
    str,
    PlainValidator(_known_source),
    Says(f'R1 to R{FACTS}, a key of evidence.toml or "ours"'),
    WithJsonSchema({"type": "string", "pattern": "^(R([1-9]|[1-3][0-9]|4[0-5])|ours|[a-z][a-z0-9_]*)$"}),
]


def _with_source(value: object) -> object:
    if not isinstance(value, dict):
        raise PydanticCustomError("needs_source", "expected { value, source }: a number needs its source")
    return value


def _value(number: Any) -> int:  # noqa: ANN401
    return int(number.value)


def sourced(bounds: Between) -> object:
    """Return the type of a number that stands beside its source: `{ value = 10, source = "R22" }`."""
    strict = ConfigDict(extra="forbid", strict=True)
    fields: dict[str, Any] = {"value": (whole_number(bounds), ...), "source": (Source, ...)}
    model: type[BaseModel] = create_model("Sourced", __config__=strict, **fields)
    return Annotated[model, BeforeValidator(_with_source), AfterValidator(_value)]


def read_protocol(data: bytes, name: str) -> Protocol:
    """Return the programme in this TOML; `name` is what the file is called in a refusal.

    Raises:
        Refusal: for anything unknown, a number without source, or one beyond the safe bounds of RULES.md.
    """
    protocol: Protocol = read_sourced(Protocol, PROTOCOL, data, name)
    return protocol


def read_sourced(engine_type: type, format_: str, data: bytes, name: str) -> Any:  # noqa: ANN401
    """Return the engine's value in this TOML, in which every number stands beside its source."""
    told = _read_toml(data, name)
    refuse_format(told, format_, name)
    return read_as(reader(engine_type, format_, sourced), told, name)


def _read_toml(data: bytes, name: str) -> dict[str, Any]:
    text = decode(data, name)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        at = AT_LINE.search(str(broken))
        line = int(at[1]) if at else text.rstrip().count("\n") + 1
        raise Refusal(name, f"broken TOML: {AT_LINE.sub('', str(broken))}", line=line) from None
    except RecursionError:
        raise Refusal(name, "nested too deeply", line=line_of_the_nest(text)) from None
    except ValueError:
        raise Refusal(name, "a number with too many digits") from None


@cache
def built_in(protocol: str) -> Protocol:
    """Return a programme that comes with Knipa, by its id.

    Raises:
        Refusal: naming the ids that there are.
    """
    try:
        text = protocol_text(protocol)
    except ContentError:
        known = ", ".join(protocol_ids())
        raise Refusal("protocol", f"expected {known} or a file ending in .toml, got {protocol!r}") from None
    return read_protocol(text, f"protocols/{protocol}.toml")
