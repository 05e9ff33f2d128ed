"""Where one installation keeps its own things: the database, the key and the collected static files."""

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from knipa.web.reminders import push_keys

KEY_BYTES = 48


def folder() -> Path:
    """The folder of data: $KNIPA_HOME, or a `knipa` folder where this system keeps a user's data."""
    if chosen := os.environ.get("KNIPA_HOME"):
        return Path(chosen).expanduser().absolute()
    return _data_home() / "knipa"


def secret_key() -> str:
    """The key that signs cookies: $KNIPA_SECRET_KEY, else the kept one, else one for this process alone.

    Reading settings writes nothing; `prepare` makes the key that is kept.
    """
    if chosen := os.environ.get("KNIPA_SECRET_KEY"):
        return chosen
    kept = _key_file()
    return kept.read_text().strip() if kept.is_file() else secrets.token_urlsafe(KEY_BYTES)


def prepare() -> Path:
    """Make the folder and its keys, readable by this user alone, and return the folder."""
    home = folder()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _key_file().is_file():
        _write_once(_key_file(), secrets.token_urlsafe(KEY_BYTES))
    if not _push_key_file().is_file():
        _write_once(_push_key_file(), push_keys.make())
    return home


def push_key() -> str | None:
    """The kept key by which push services know this Knipa. Browsers are bound to it: a new one loses them all."""
    return _push_key_file().read_text().strip() if _push_key_file().is_file() else None


def _key_file() -> Path:
    return folder() / "secret_key"


def _push_key_file() -> Path:
    return folder() / "push_key"


def _write_once(path: Path, text: str) -> None:
    """Write a file that is whole or not there, and never over another's: two may start at once."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()


def _data_home() -> Path:
    if chosen := os.environ.get("XDG_DATA_HOME"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support"
    return Path.home() / ".local/share"
