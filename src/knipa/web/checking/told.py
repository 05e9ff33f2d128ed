"""Reads every setting before anything else happens, and names those that `knipa serve` and `knipa worker` stop at."""

import sys
from collections.abc import Callable, Mapping
from importlib.util import find_spec

from knipa.content.care import packs
from knipa.content.language import languages
from knipa.content.library import ContentError
from knipa.web import database, home
from knipa.web.checking.finding import Finding, wrong
from knipa.web.door import address
from knipa.web.reminders import push_keys, smtp
from knipa.web.reminders.outgoing import allowed

REFUSALS = (
    address.AddressError,
    push_keys.PushError,
    smtp.SmtpError,
    allowed.AllowedError,
    database.DatabaseAddressError,
    ContentError,
)
NEEDED = ("psycopg", "procrastinate")  # what PostgreSQL needs beside the rest (pyproject.toml)
NO_DRIVER = (
    "KNIPA_DATABASE_URL names a PostgreSQL, and what it needs is not installed: add `knipa[postgres]`."
)


def unreadable(told: Mapping[str, str]) -> list[Finding]:
    """Return a finding for each setting that cannot be read; what it says is also the mend."""
    readers: dict[str, Callable[[], object]] = {
        "database": lambda: _database(told.get("KNIPA_DATABASE_URL")),
        "address": lambda: address.read(told.get("KNIPA_URL")),
        "notifications": lambda: push_keys.read(told, None, None),
        "e-mail": lambda: smtp.read(told),
        "own network": lambda: allowed.read(told.get("KNIPA_CALL_PRIVATE")),
        "languages": languages,
        "whom to ring": packs,  # told now, rather than to whoever needs a number
    }
    return [refused for name, read in readers.items() if (refused := _refused(name, read))]


def stop_if_unreadable(told: Mapping[str, str]) -> None:
    """End with one line if a setting cannot be read."""
    for found in unreadable(told):
        sys.exit(found.said)


def _database(told: str | None) -> None:
    if database.is_postgresql(database.read(told, home.folder())) and not all(map(find_spec, NEEDED)):
        raise database.DatabaseAddressError(NO_DRIVER)


def _refused(name: str, read: Callable[[], object]) -> Finding | None:
    try:
        read()
    except REFUSALS as refusal:
        return wrong(name, str(refusal))
    return None
