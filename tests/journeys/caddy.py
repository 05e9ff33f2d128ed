"""A machine with Knipa and Caddy on it: both can be cut off, and come back with all they kept."""

import contextlib
import json
import os
import socket
import sqlite3
import ssl
import subprocess
import time

import proxy
from running import Running

NAME = "knipa.test"  # not localhost: of that a browser thinks better than of other names
LONGEST_S = 30
CADDYFILE = """
{{
    admin off
    skip_install_trust
    auto_https disable_redirects
    servers {{
        protocols h1 h2
    }}
}}
https://{name}:{port} {{
    bind 127.0.0.1
    tls internal
    reverse_proxy 127.0.0.1:{behind}
}}
"""


class House:
    """A machine with Knipa and Caddy on it, and everything that a phone needs to come there."""

    def __init__(self, folder):
        self.folder, self.behind, self.port = folder, free_port(), free_port()
        self.origin = f"https://{NAME}:{self.port}"
        self.root = folder / "caddy/pki/authorities/local/root.crt"
        self.start()

    def start(self):
        """Start both; after `cut` a second time, with all that they have kept."""
        self.knipa = Running(self.folder / "home", self.behind, KNIPA_URL=self.origin)
        self._start_caddy()

    def cut(self):
        """Nobody is there any more: neither the proxy nor Knipa."""
        self.caddy.kill()
        self.caddy.wait()
        self.knipa.kill()

    def rows(self, kind="session"):
        """The lines of the log, as they lie on the disk."""
        with contextlib.closing(
            sqlite3.connect(self.folder / "home/knipa.sqlite3", timeout=LONGEST_S)
        ) as disk:
            told = disk.execute("select line from web_logline where kind = ?", (kind,))
            return [json.loads(line) for (line,) in told]

    def file(self, name):
        """Where a static file is served, named by its content."""
        (told,) = (self.folder / "home/static").glob("*/staticfiles.json")
        return f"/static/{json.loads(told.read_text('utf-8'))['paths'][name]}"

    def _start_caddy(self):
        file = self.folder / "Caddyfile"
        file.write_text(CADDYFILE.format(name=NAME, port=self.port, behind=self.behind), "utf-8")
        own = {**os.environ, "XDG_DATA_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        command = [proxy.find("caddy"), "run", "--adapter", "caddyfile", "--config", str(file)]
        with (self.folder / "caddy.log").open("w") as log:
            self.caddy = subprocess.Popen(command, env=own, stdout=log, stderr=log)
        until = time.monotonic() + LONGEST_S
        while not self._answers():
            assert time.monotonic() < until, (self.folder / "caddy.log").read_text()
            time.sleep(0.05)

    def _answers(self):
        with contextlib.suppress(OSError), self._line():
            return True
        return False

    @contextlib.contextmanager
    def _line(self):
        trusting = ssl.create_default_context(cafile=self.root)
        with (
            socket.create_connection(("127.0.0.1", self.port), timeout=LONGEST_S) as raw,
            trusting.wrap_socket(raw, server_hostname=NAME) as line,
        ):
            yield line

    def ask(self, *lines, body=""):
        """Send these lines through Caddy as they are, and return the whole answer."""
        with self._line() as line:
            line.sendall("\r\n".join([*lines, "Connection: close", "", body]).encode())
            return b"".join(iter(lambda: line.recv(65536), b"")).decode()

    def knock(self, *lines):
        """Send these lines to Knipa itself, as another program on this machine can."""
        with socket.create_connection(("127.0.0.1", self.behind), timeout=LONGEST_S) as line:
            line.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode())
            return b"".join(iter(lambda: line.recv(65536), b"")).decode()

    def close(self):
        with contextlib.suppress(ProcessLookupError):
            self.cut()


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
