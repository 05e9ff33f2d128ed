"""Whether the database answers and is up to date. Where there is none yet, none is made."""

import os
from pathlib import Path

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from knipa.web.checking.finding import Finding, well, wrong
from knipa.web.database import NOTHING_YET

NAME = "database"
ONCE = "Start `knipa serve` once with the same KNIPA_DATABASE_URL; it brings the database up to date."


def look() -> Finding:
    """Say which it is, and how it stands."""
    if connection.vendor == "sqlite" and (lost := _file()):
        return lost
    try:
        connection.ensure_connection()
        behind = _behind()
    except Error as fault:
        return wrong(NAME, f"{_place()} does not answer ({type(fault).__name__})", _mend())
    if behind:
        return wrong(NAME, f"{_place()} lacks {behind} of its changes", ONCE)
    return well(NAME, f"{_place()}, up to date")


def is_there() -> bool:
    """Whether there is one that can be asked."""
    return connection.vendor != "sqlite" or _is_kept()


def _is_kept() -> bool:
    return Path(_name()).is_file()  # one in memory is none


def _file() -> Finding | None:
    """A file is not opened before it is there: SQLite would make it."""
    if not _is_kept():
        folder = Path(_name()).parent
        if _name() == NOTHING_YET or os.access(folder, os.W_OK):
            return well(NAME, "SQLite, none yet: `knipa serve` makes it")
        return wrong(
            NAME, f"SQLite cannot make {_name()}", "Make its folder, writable by whoever runs Knipa."
        )
    if not os.access(_name(), os.W_OK):
        return wrong(NAME, f"SQLite may not write to {_name()}", "Give it to whoever runs Knipa.")
    return None


def _behind() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _place() -> str:
    return f"{connection.display_name} {_name()}"


def _mend() -> str:
    if connection.vendor == "sqlite":
        return "The file is no database of SQLite, or it is damaged: bring back a backup."
    return "Look whether it runs, and at host, port, user and password in KNIPA_DATABASE_URL."
