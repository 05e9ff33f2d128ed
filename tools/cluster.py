"""Runs a command beside a PostgreSQL of its own, which is gone afterwards.

    python tools/cluster.py COMMAND …   start a cluster, set KNIPA_DATABASE_URL, run, stop, remove
    python tools/cluster.py --install   make sure that PostgreSQL's programs are here

The cluster listens on 127.0.0.1 only, on a free port, in a temporary folder. Clusters that others
started are left alone. initdb refuses root, so root hands the cluster to `postgres` or `nobody`.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MISSING = (
    "PostgreSQL not found, so nothing is tested on it. "
    "Install postgresql, or set KNIPA_PG_BIN to the folder of initdb."
)
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # its data is thrown away
TRIES = 3  # another program may take the free port before PostgreSQL does


def find() -> Path | None:
    """The folder with initdb and pg_ctl, the newest first."""
    return next(
        (folder for folder in _candidates() if (folder / "initdb").exists() and (folder / "pg_ctl").exists()),
        None,
    )


def install() -> None:
    """Ask apt for PostgreSQL, but not for the cluster that its package would start."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print("Installing PostgreSQL for the tests …", file=sys.stderr)
    _apt("update", "-qq")
    _apt("install", "-y", "-qq", "--no-install-recommends", "postgresql-common")
    settings = Path("/etc/postgresql-common/createcluster.conf")
    if settings.exists():
        with settings.open("a") as file:
            file.write("\ncreate_main_cluster = false\n")
    _apt("install", "-y", "-qq", "--no-install-recommends", "postgresql")


@dataclass(frozen=True)
class Cluster:
    """A running cluster of our own."""

    address: str  # of its database
    programs: Path
    folder: Path

    def restart(self) -> None:
        """Stop it, whoever is connected, and start it anew at the same port."""
        self._control("restart", "--wait", "--mode=fast", "--silent", "--log", self.folder / "log")

    def stop(self) -> None:
        self._control("stop", "--mode=immediate", "--silent")

    def _control(self, *order: str | Path) -> None:
        _as_owner(self.folder, self.programs / "pg_ctl", *order, "--pgdata", self.folder / "data")


@contextmanager
def cluster(programs: Path, *, safe: bool = False) -> Iterator[Cluster]:
    """A fresh cluster while the block runs; `safe`: it keeps what it has said to keep, as one that is lived with."""
    folder = Path(tempfile.mkdtemp(prefix="knipa-postgresql-"))
    try:
        if os.geteuid() == 0:
            owner = _owner()
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        data = folder / "data"
        _as_owner(
            folder,
            programs / "initdb",
            "--pgdata",
            data,
            "--username=knipa",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        )
        port = _start(programs, folder, data, () if safe else UNSAFE_BUT_FAST)
        running = Cluster(f"postgres://knipa@127.0.0.1:{port}/postgres", programs, folder)
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(programs: Path, folder: Path, data: Path, more: Sequence[str]) -> int:
    log = folder / "log"
    for _ in range(TRIES):
        port = _free_port()
        chosen = (f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *more)
        options = " ".join(f"-c {setting}" for setting in chosen)
        try:
            _as_owner(
                folder,
                programs / "pg_ctl",
                "start",
                "--wait",
                "--silent",
                "--pgdata",
                data,
                "--log",
                log,
                "--options",
                options,
            )
        except subprocess.CalledProcessError:
            continue
        return port
    raise SystemExit(f"PostgreSQL did not start:\n{log.read_text() if log.exists() else '(no log)'}")


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("KNIPA_PG_BIN"):
        yield Path(chosen)
    if asked := shutil.which("pg_config"):
        answer = subprocess.run([asked, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(answer.stdout.strip())
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(
        debian, key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0, reverse=True
    )
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent


def _as_owner(folder: Path, *command: str | Path) -> None:
    """Run one of PostgreSQL's programs in the cluster's folder, never as root."""
    other: dict[str, Any] = {}
    if os.geteuid() == 0:
        owner = _owner()
        other = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    environment = {**{k: v for k, v in os.environ.items() if not k.startswith("PG")}, "LC_ALL": "C"}
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True, **other)


def _owner() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _apt(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *arguments], env=environment, stdout=subprocess.DEVNULL, check=False)


def _stop(signum: int, _frame: object) -> None:
    raise SystemExit(128 + signum)  # so that `finally` runs and the cluster goes


def main() -> int:
    programs = find()
    if programs is None and "--install" in sys.argv[1:2]:
        install()
        programs = find()
    if programs is None:
        print(MISSING, file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" or "--install" in sys.argv[1:2] else 0
    if "--install" in sys.argv[1:2]:
        return 0
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGHUP, _stop)
    with cluster(programs) as running:
        return subprocess.run(
            sys.argv[1:], env={**os.environ, "KNIPA_DATABASE_URL": running.address}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
