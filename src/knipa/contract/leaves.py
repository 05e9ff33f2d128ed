"""The single values of the contract: dates, moments, ids, words and numbers, each with what is expected of it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field, GetCoreSchemaHandler, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from knipa.training.exercise import Between

# A life and its plans lie well inside these years, and reckoning some weeks past them cannot overflow (our choice).
FIRST_YEAR, LAST_YEAR = 1900, 2999

DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MOMENT = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)
TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
UUID_TEXT = r"^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$"
LANGUAGE_TAG = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"
DIGEST = r"^[0-9a-f]{64}$"
ANY_DIGEST = r"^[0-9A-Za-z:_-]{1,128}$"  # of the sheet that was followed; another program's may be no SHA-256
ONE_LINE = r"^[^\x00-\x1f\x7f\u2028\u2029]{1,120}$"
PROTOCOL_ID = r"^[a-z0-9][a-z0-9_-]{0,62}$"


@dataclass(frozen=True, slots=True)
class Says:
    """What the refusal of a value says, whatever was wrong with it."""

    expected: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        """Replace pydantic's own words."""
        inner = handler(source)
        return core_schema.custom_error_schema(
            inner, "expected", custom_error_message=f"expected {self.expected}"
        )


def read_date(value: object) -> date:
    """Return a date written YYYY-MM-DD.

    Raises:
        ValueError: for anything else, or a year that no life reaches.
    """
    day = date.fromisoformat(_matching(DATE, value))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError
    return day


def read_moment(value: object) -> datetime:
    """Return a moment written as RFC 3339 with its offset.

    Raises:
        ValueError: for anything else, or a year that no life reaches.
    """
    at = datetime.fromisoformat(_matching(MOMENT, value).upper())
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError
    return at if at.utcoffset() else at.replace(tzinfo=UTC)


def _read_time(value: object) -> time:
    return time.fromisoformat(_matching(TIME, value))


def _read_id(value: object) -> UUID:
    return UUID(_matching(UUID_TEXT, value))


def _read_zone(value: object) -> str:
    zone = _matching(r"^[A-Za-z0-9_+/-]{1,64}$", value)
    try:
        ZoneInfo(zone)
    except (LookupError, OSError) as unknown:
        raise ValueError from unknown
    return zone


def _matching(pattern: str, value: object) -> str:
    if not isinstance(value, str) or value.endswith("\n") or not re.match(pattern, value):
        raise ValueError
    return value


def _text(pattern: str, expected: str) -> object:
    return Annotated[str, StringConstraints(strict=True, pattern=pattern, max_length=255), Says(expected)]


Date = Annotated[
    date,
    PlainValidator(read_date),
    Says("a date YYYY-MM-DD"),
    WithJsonSchema({"type": "string", "format": "date", "pattern": DATE}),
]
Moment = Annotated[
    datetime,
    PlainValidator(read_moment),
    Says("a moment with its offset, as 2026-03-04T08:30:00+01:00"),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": MOMENT}),
]
Time = Annotated[
    time,
    PlainValidator(_read_time),
    Says("a time of day HH:MM"),
    WithJsonSchema({"type": "string", "pattern": TIME}),
]
Id = Annotated[
    UUID,
    PlainValidator(_read_id),
    Says("a UUID"),
    WithJsonSchema({"type": "string", "format": "uuid", "pattern": UUID_TEXT}),
]
Zone = Annotated[
    str,
    PlainValidator(_read_zone),
    Says("an IANA time zone, as Europe/Stockholm"),
    WithJsonSchema({"type": "string"}),
]
YesOrNo = Annotated[bool, Field(strict=True), Says("true or false")]

BY_TYPE: dict[Any, Any] = {date: Date, datetime: Moment, time: Time, UUID: Id, bool: YesOrNo}
TEXTS: dict[str, Any] = {
    "locale": _text(LANGUAGE_TAG, "a language tag, as sv or en-GB"),
    "timezone": Zone,
    "sheet": _text(ANY_DIGEST, "a digest: letters and digits, 128 at most"),
    "id": _text(PROTOCOL_ID, "an id of small letters, digits, - and _"),
    "after": _text(ONE_LINE, "a sentence on one line, 120 characters at most"),
    "then": _text(ONE_LINE, "a sentence on one line, 120 characters at most"),
    "title": _text(r"^[^\x00-\x1f\x7f]{1,200}$", "a title on one line"),
}


def whole_number(bounds: Between) -> object:
    """Return the type of a whole number inside these bounds."""
    inside = Field(strict=True, ge=bounds.least, le=bounds.most)
    return Annotated[int, inside, Says(f"{bounds.least} to {bounds.most}")]
