"""Node.js and Lighthouse, where they can be had: a pinned version, in a folder that git does not keep."""

import json
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parent.parent
FOLDER = HOUSE / ".bench"
PACKAGE, VERSION = "lighthouse", "12.8.2"
NO_LIGHTHOUSE = "!! LIGHTHOUSE COULD NOT BE FETCHED WITH npm: NOT MEASURED"


def node() -> Path | None:
    """Return a Node.js that is new enough, or say what is missing."""
    asked = subprocess.run(["/bin/sh", HOUSE / "tools/node.sh"], capture_output=True, text=True, check=False)
    if asked.returncode:
        print(f"!! NOT MEASURED: {asked.stderr.strip()}")
    return Path(asked.stdout.strip()) if asked.returncode == 0 else None


def lighthouse(node: Path) -> Path | None:
    """Return Lighthouse's program, fetched once; or say that it could not be."""
    package = FOLDER / "node_modules" / PACKAGE
    if _version(package) != VERSION:
        print(f"Fetching {PACKAGE} {VERSION} (once) …", file=sys.stderr, flush=True)
        FOLDER.mkdir(exist_ok=True)
        quiet = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
        npm = node.with_name("npm")
        subprocess.run([npm, "install", *quiet, "--prefix", FOLDER, f"{PACKAGE}@{VERSION}"], check=False)
    if _version(package) != VERSION:
        print(NO_LIGHTHOUSE)
        return None
    return package / "cli" / "index.js"


def _version(package: Path) -> str | None:
    try:
        return str(json.loads((package / "package.json").read_text("utf-8"))["version"])
    except OSError:
        return None
