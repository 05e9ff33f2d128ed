"""`knipa worker`: sends reminders from a PostgreSQL database, together with as many others as there are."""

import asyncio
import logging
import os
import sys
import time

from knipa.web import home
from knipa.web.checking.told import stop_if_unreadable

SHARES = 2  # parts of the work that one process does at a time: while one makes nudges the other sends (our choice)
LAST_S = 1.0  # a worker that is told to stop begins nothing more after that (our choice)
REST_S = 2.0  # before the database is asked again after it went away (our choice)
ONE_PROCESS = (
    "Reminders on SQLite are sent by `knipa serve` itself, so there is nothing for `knipa worker` to do. "
    "Set KNIPA_DATABASE_URL=postgres://… to share the work among processes."
)
NOT_UP_TO_DATE = "The database is not up to date. Start `knipa serve` once with the same KNIPA_DATABASE_URL."
log = logging.getLogger(__name__)


def work(shares: int = SHARES) -> None:
    """Work until stopped, through restarts of the database.

    Ends with one line where there is nothing to work on, or for a wrong setting.
    """
    stop_if_unreadable(os.environ)
    home.prepare()
    os.environ["DJANGO_SETTINGS_MODULE"] = "knipa.web.settings"
    import django
    from django.db import OperationalError, connection

    django.setup()
    if connection.vendor != "postgresql":
        sys.exit(ONE_PROCESS)
    from procrastinate.exceptions import ConnectorException
    from psycopg import Error

    while True:
        try:
            if _is_behind():
                sys.exit(NOT_UP_TO_DATE)
            connection.close()
            asyncio.run(_share(shares))
        except (OperationalError, ConnectorException, Error, OSError) as lost:
            log.warning("The database is away (%s); asked again in %s s", type(lost).__name__, REST_S)
            time.sleep(REST_S)
        else:
            return


async def _share(shares: int) -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    with app.replace_connector(DjangoConnector(alias="default").get_worker_connector()) as working:
        async with working.open_async():
            await working.run_worker_async(
                concurrency=shares, delete_jobs="always", name="knipa", shutdown_graceful_timeout=LAST_S
            )


def _is_behind() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
