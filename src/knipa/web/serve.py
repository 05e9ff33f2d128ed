"""Starts Knipa on this machine: the database brought up to date, the files collected, one process, one address."""

import contextlib
import hashlib
import os
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

import knipa
from knipa.web import home
from knipa.web.checking.told import stop_if_unreadable

THREADS = 4  # more only queue on SQLite's one writer (STACK.md)
LONGEST_START_S = 30
WHOLE = ".whole"  # marks a folder in which everything is collected, linked and compressed
NOT_HERE = (
    "Knipa has no accounts yet, so it answers on this machine only: use --host 127.0.0.1, not {host}. "
    "For a phone set KNIPA_URL: docs/hosting.md."
)


def serve(
    host: str = "127.0.0.1", port: int = 8310, *, first: Callable[[], None] | None = None, page: str = ""
) -> None:
    """Serve until stopped. Ends with one line when the host is not this machine, or for a busy port or a wrong setting.

    `first` is done once the database is up to date; `page` is where the printed address leads.
    """
    if not _is_this_machine(host):
        sys.exit(NOT_HERE.format(host=host))
    stop_if_unreadable(os.environ)
    if not _is_free(host, port):
        sys.exit(f"Port {port} is busy. Is Knipa already running? Else choose another with --port.")
    kept = home.prepare()
    os.environ["DJANGO_SETTINGS_MODULE"] = "knipa.web.settings"
    os.environ["KNIPA_STATIC"] = str(_static_folder(kept))
    _bring_up_to_date(Path(os.environ["KNIPA_STATIC"]))
    if first:
        first()
    os.environ["KNIPA_SENDS"] = "here"  # the one process that answers sends the reminders as well (wsgi.py)
    threading.Thread(target=_tell_when_up, args=(host, port, page), daemon=True).start()
    _run(host, port)


def _run(host: str, port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "knipa.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


def _bring_up_to_date(static: Path) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    if not (static / WHOLE).exists():  # a start that was broken off left less than all
        call_command("collectstatic", verbosity=0, interactive=False)
        (static / WHOLE).touch()


def _static_folder(kept: Path) -> Path:
    """One folder for each set of files, so that nothing is collected twice and nothing old is served."""
    web = Path(__file__).parent
    makers = [web / "static_files.py", *(web / "linking").glob("*.py")]
    told = hashlib.sha256(knipa.__version__.encode())
    for file in sorted([*makers, *(path for path in (web / "static").rglob("*") if path.is_file())]):
        told.update(file.relative_to(web).as_posix().encode() + b"\0" + file.read_bytes())
    return kept / "static" / told.hexdigest()[:16]


def _is_this_machine(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return ip_address(host.strip("[]")).is_loopback
    return host == "localhost"


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host.strip("[]"), port))
        except OSError:
            return False
    return True


def _tell_when_up(host: str, port: int, page: str) -> None:
    """Print the address once something answers there, and show it where there is a desktop."""
    place = f"http://{f'[{host}]' if ':' in host else host}:{port}{page}"
    until = time.monotonic() + LONGEST_START_S
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection((host.strip("[]"), port), timeout=1):
            print(f"Knipa is at {place}", flush=True)  # noqa: T201  # the one thing this command says
            if _has_desktop():
                webbrowser.open(place)
            return
        time.sleep(0.05)


def _has_desktop() -> bool:
    if os.environ.get("CI"):
        return False
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
