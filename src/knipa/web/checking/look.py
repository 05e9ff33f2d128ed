"""Looks at everything in turn; what cannot be looked at is said, and nothing is written."""

import os
from collections.abc import Callable, Iterator

from knipa.web.checking import clock, zones
from knipa.web.checking.finding import Finding, State, off, wrong
from knipa.web.checking.told import unreadable

LONGEST_S = (
    "5"  # that a PostgreSQL may take to answer at all, as its own client library reads it (our choice)
)

type Look = Callable[[], Finding]
NOT_YET = "not looked at while the settings above cannot be read"


def look() -> list[Finding]:
    """Return how everything stands, settings first."""
    lost = unreadable(os.environ)
    rest = [off("the rest", NOT_YET)] if lost else _with_django()
    return [*lost, *rest, _safely("clock", clock.year), _safely("time zones", zones.look)]


def is_well(found: list[Finding]) -> bool:
    """Whether nothing hinders."""
    return all(each.state is not State.WRONG for each in found)


def _with_django() -> list[Finding]:
    os.environ.setdefault("PGCONNECT_TIMEOUT", LONGEST_S)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knipa.web.settings")
    import django

    django.setup()
    from knipa.web.checking import database, mail, push, reach

    data = _safely("database", database.look)
    setting = [
        ("address", reach.address),
        ("notifications", push.look),
        ("e-mail", mail.look),
        ("own network", reach.own_network),
    ]
    looked = [data, *(_safely(name, each) for name, each in setting)]
    return [*looked, *(_safely(name, each) for name, each in _of_the_database(data))]


def _of_the_database(data: Finding) -> Iterator[tuple[str, Look]]:
    """What only a database that is up to date can tell."""
    from knipa.web.checking import database, reminders

    if data.state is State.WELL and database.is_there():
        yield "database's clock", clock.of_the_database
        yield from reminders.LOOKS.items()


def _safely(name: str, look_at: Look) -> Finding:
    """A fault in one look is a finding; the others go on."""
    try:
        return look_at()
    except Exception as fault:  # noqa: BLE001  # whatever it is, the operator is to see the rest
        return wrong(name, f"this could not be looked at ({type(fault).__name__})", "That is our mistake.")
