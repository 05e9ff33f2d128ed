"""The same thing done several times at the same moment, each with a database connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def at_once(times: int, do: Callable[[], Any]) -> list[Any]:
    """Return what each gave; all begin together."""
    start, given = threading.Barrier(times), []

    def once() -> None:
        start.wait()
        given.append(do())
        connection.close()

    threads = [threading.Thread(target=once) for _ in range(times)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(given) == times, "not everyone came to an end"
    return given
