"""Finds Caddy, and certutil that lets a browser trust it, for the tests that come through a real proxy.

python tools/proxy.py            print their paths, or say what to install
python tools/proxy.py --install  the same, but first fetch what is missing from apt (Debian or Ubuntu)

Debian's package of Caddy would start a server on port 80. So packages are only unpacked, into .bench/, and
nothing on the machine changes.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

UNPACKED = Path(__file__).parents[1] / ".bench/proxy"
PACKAGES = {"caddy": "caddy", "certutil": "libnss3-tools"}
MISSING = (
    "Caddy or certutil not found, so nothing is tested through a real proxy. Install caddy and libnss3-tools."
)


def find(name: str) -> str | None:
    """The program on PATH, else the one that was unpacked."""
    unpacked = UNPACKED / "usr/bin" / name
    return shutil.which(name) or (str(unpacked) if unpacked.exists() else None)


def found() -> bool:
    return all(map(find, PACKAGES))


def install() -> None:
    """Fetch and unpack what is missing; only root can renew apt's lists, but anybody may fetch."""
    if found() or not (shutil.which("apt-get") and shutil.which("dpkg")):
        return
    print("Fetching Caddy for the tests …", file=sys.stderr)
    UNPACKED.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        _quietly("apt-get", "update", "-qq")
    for name, package in PACKAGES.items():
        if find(name) is None:
            _unpack(package)


def _unpack(package: str) -> None:
    _quietly("apt-get", "download", "-qq", package)
    for fetched in UNPACKED.glob(f"{package}_*.deb"):
        _quietly("dpkg", "-x", str(fetched), str(UNPACKED))
        fetched.unlink()


def _quietly(*command: str) -> None:
    silent = subprocess.DEVNULL
    subprocess.run(command, cwd=UNPACKED, stdout=silent, stderr=silent, check=False)


def main() -> int:
    if "--install" in sys.argv[1:]:
        install()
    told = "\n".join(filter(None, map(find, PACKAGES))) if found() else MISSING
    print(told, file=sys.stdout if found() else sys.stderr)
    return 0 if found() else 1


if __name__ == "__main__":
    sys.exit(main())
