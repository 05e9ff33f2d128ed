"""Finds a Chromium that really starts, for the tests that need a browser; installs one where it may.

python tools/browser.py            print its path, or say what to install
python tools/browser.py --install  the same, but first try apt (as root, on Debian or Ubuntu)
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = (
    "No browser found, so the tests that need one are skipped. "
    "Install chromium, or set KNIPA_BROWSER to a Chrome or Chromium."
)
START_S = 30  # a cold start from a slow disk


def find() -> str | None:
    """The first candidate that starts: $KNIPA_BROWSER, then PATH, then what Playwright has downloaded."""
    return next((path for path in _candidates() if _starts(path)), None)


def arguments() -> list[str]:
    """Quiet on the network; without the sandbox only as root, where Chromium refuses to start with it."""
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    return [*quiet, "--no-sandbox"] if is_root() else quiet


def is_root() -> bool:
    """Root may install, and cannot have Chromium's sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install() -> None:
    """Ask apt for Chromium; where apt's is only a pointer to snap (Ubuntu), ask Playwright."""
    if not is_root() or shutil.which("apt-get") is None:
        return
    print("Installing Chromium for the tests …", file=sys.stderr)
    _quietly("apt-get", "update", "-qq")
    _quietly("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation")
    if find() is None:
        _quietly(sys.executable, "-m", "playwright", "install", "--with-deps", "chromium")


def _candidates() -> Iterator[str]:
    if chosen := os.environ.get("KNIPA_BROWSER"):
        yield chosen
    yield from (path for name in ON_PATH if (path := shutil.which(name)))
    yield from (path for path in MAC_APPS if Path(path).exists())
    yield from _playwright_builds()


def _playwright_builds() -> Iterator[str]:
    home = Path.home()
    folders = [home / ".cache/ms-playwright", home / "Library/Caches/ms-playwright"]
    if chosen := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        folders.insert(0, Path(chosen))
    for folder in folders:
        yield from (str(path) for path in sorted(folder.glob("chromium-*/chrome-*/chrome"), reverse=True))


def _starts(path: str) -> bool:
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, timeout=START_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def _quietly(*command: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def main() -> int:
    found = find()
    if found is None and "--install" in sys.argv[1:]:
        install()
        found = find()
    print(found or MISSING, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
