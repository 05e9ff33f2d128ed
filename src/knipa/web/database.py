"""Reads KNIPA_DATABASE_URL: SQLite for a home, PostgreSQL for a region."""

import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

BUSY_S = 20  # how long a writer waits for the other one (STACK.md)
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
    "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=2000"
)
NOTHING_YET = "file::memory:"  # so written, Django does not share one connection between threads
KEPT_S = 600  # a connection is kept so long; a new one per request costs PostgreSQL 15 ms (STACK.md), SQLite 1 to 2 ms


NO_ADDRESS = (
    "KNIPA_DATABASE_URL: expected sqlite:///relative.sqlite3, sqlite:////absolute.sqlite3 "
    "or postgres://user@host:port/name, got a {scheme} address."  # the rest may hold a password
)


class DatabaseAddressError(ValueError):
    """An address that names no database we know."""


def read(address: str | None, home: Path) -> dict[str, Any]:
    """Return Django's settings for one database.

    Raises:
        DatabaseAddressError: the address is neither sqlite:///path nor postgres://user@host/name.
    """
    if (
        not address
    ):  # before `knipa serve` has made the folder there is nothing to keep, and nothing is written
        return _sqlite(str(home / "knipa.sqlite3") if home.is_dir() else NOTHING_YET)
    parts, port = _parts(address)
    if parts.scheme == "sqlite" and len(parts.path) > 1:
        return _sqlite(unquote(parts.path.removeprefix("/")) or "knipa.sqlite3")
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")) or "knipa",
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(port or ""),
            "CONN_MAX_AGE": KEPT_S,
            "CONN_HEALTH_CHECKS": True,
        }
    raise DatabaseAddressError(NO_ADDRESS.format(scheme=parts.scheme or "plain"))


def is_postgresql(database: dict[str, Any]) -> bool:
    """Tell whether these settings are of a PostgreSQL: then reminders are shared among workers."""
    return str(database["ENGINE"]).endswith("postgresql")


def _parts(address: str) -> tuple[SplitResult, int | None]:
    """Return the parts and the port; a bracket or a port that is none would else end in Python's own words."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise DatabaseAddressError(NO_ADDRESS.format(scheme="broken")) from None
    return parts, port


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": KEPT_S,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": BUSY_S, "init_command": SQLITE_START},
        # tests on a file too: in memory, SQLite shares one connection between threads and knows no WAL
        "TEST": {"NAME": str(Path(tempfile.gettempdir()) / f"knipa-test-{os.getpid()}.sqlite3")},
    }
