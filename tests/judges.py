"""Independent implementations from npm that judge what we write: pinned, each fetched once into `.bench/judges`."""

import json
import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

HOUSE = Path(__file__).parents[1]
FOLDER = HOUSE / ".bench" / "judges"
QUIET = ("--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--silent")
LONGEST_S = 180


def judge(package: str, version: str) -> Path:
    """Return the node_modules folder that holds it; without it a test is skipped, and in CI it fails."""
    folder = FOLDER / f"{package.replace('/', '+')}-{version}"
    if _version(folder, package) != version:
        _fetch(f"{package}@{version}", folder)
    if _version(folder, package) != version:
        _missing(f"!! {package} {version} COULD NOT BE FETCHED WITH npm: NOT JUDGED")
    return folder / "node_modules"


def node() -> Path:
    """Return a Node.js that is new enough."""
    asked = subprocess.run(["/bin/sh", HOUSE / "tools/node.sh"], capture_output=True, text=True, check=False)
    if asked.returncode:
        _missing(f"!! NOT JUDGED: {asked.stderr.strip()}")
    return Path(asked.stdout.strip())


def _fetch(wanted: str, folder: Path) -> None:
    """Fetch it whole before anybody sees it: others may be fetching the same."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=FOLDER) as scratch:
        asked = [node().with_name("npm"), "install", *QUIET, "--prefix", scratch, wanted]
        if subprocess.run(asked, check=False, timeout=LONGEST_S, capture_output=True).returncode:
            return
        shutil.rmtree(folder, ignore_errors=True)  # one that is half there, or of a run that was killed
        with suppress(OSError):  # somebody else was first
            Path(scratch).rename(folder)
            Path(scratch).mkdir()  # for whoever tidies up


def _version(folder: Path, package: str) -> str | None:
    try:
        told = (folder / "node_modules" / package / "package.json").read_text("utf-8")
        return str(json.loads(told)["version"])
    except OSError:
        return None


def _missing(line: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(line)
    pytest.skip(line)
