"""The real app in a process of its own, which speaks languages that lie in a folder beside it.

Run as a program, it serves, and lives what a line on standard input names: {"state": 3, "language": "qaa"}.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


class Foreign:
    """The app, somewhere on this machine; made once, asked to live one state after the other."""

    def __init__(self, languages: Path) -> None:
        self.home = tempfile.TemporaryDirectory(prefix="knipa-foreign-")
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("KNIPA_", "DJANGO_"))
        }
        told = {"KNIPA_HOME": self.home.name, "KNIPA_LANGUAGES": str(languages), "PYTHONPATH": _path()}
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", str(HERE / "foreign.py")],
            env={**kept, **told, "DJANGO_SETTINGS_MODULE": "knipa.web.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.address = self._hear()

    def live(self, state: int, language: str) -> None:
        """Be someone in this state, with this language."""
        self.process.stdin.write(json.dumps({"state": state, "language": language}) + "\n")
        self.process.stdin.flush()
        assert self._hear() == "lived"

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
        self.home.cleanup()

    def _hear(self) -> str:
        line = self.process.stdout.readline().strip()
        assert line, "the app has ended; what it said stands above"
        return line


def _path() -> str:
    import knipa

    return os.pathsep.join([str(Path(knipa.__file__).parents[1]), str(HERE), str(HERE.parent / "tools")])


def _serve() -> None:
    import threading

    import django
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *told: object) -> None:
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _say(f"http://127.0.0.1:{server.server_port}")
    with contextlib.suppress(KeyboardInterrupt):
        for line in sys.stdin:
            _live(**json.loads(line))
            _say("lived")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _live(state: int, language: str) -> None:
    from knipa.web.models import Account
    from states import STATES

    Account.objects.all().delete()
    account = Account.only()
    account.language = language
    account.save()
    STATES[state].begin(account)


if __name__ == "__main__":
    _serve()
