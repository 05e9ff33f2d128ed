"""Django's whole handler with all middleware, asked as a browser on this machine asks it, with a home of its own."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from wsgiref.util import setup_testing_defaults

NOON = datetime.combine(datetime.now(UTC), time(12), UTC)  # the moment at which the pages are asked for


def asker() -> Callable[[str], int]:
    """Return what asks for an address, reads the answer to its end, and gives its status."""
    from django.core.handlers.wsgi import WSGIHandler

    handler = WSGIHandler()

    def get(address: str) -> int:
        status: list[str] = []
        answer = handler(environment_of(address), lambda line, _: status.append(line))
        b"".join(answer)
        answer.close()
        return int(status[0].split()[0])

    return get


def environment_of(address: str) -> dict[str, object]:
    """Return the request as WSGI writes it."""
    environment: dict[str, object] = {
        "PATH_INFO": address,
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",  # an older one is the trace of a proxy
        "HTTP_HOST": "127.0.0.1",
        "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
        "HTTP_ACCEPT_LANGUAGE": "sv",
    }
    setup_testing_defaults(environment)
    return environment


@contextmanager
def django_of_its_own() -> Iterator[None]:
    """Set Django up as `knipa serve` does, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "KNIPA_HOME": home,
            "KNIPA_STATIC": str(Path(home, "static")),
            "KNIPA_DATABASE_URL": f"sqlite:///{home}/knipa.sqlite3",
            "DJANGO_SETTINGS_MODULE": "knipa.web.settings",
        }
        import django
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        settings.ROOT_URLCONF = "benchmarks.bare"
        settings.STANDS_STILL_AT = NOON
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        yield
        connections.close_all()
