"""The house as a whole: rooms stay small, and nothing in it points at one workplace."""

import re
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
LONGEST_LINES = 300  # STYLE.md, habit 5
# escaped, so that this file does not find itself
ADDRESSES = re.compile(r"pypi\.org/simple|files\.pythonhosted\.org|registry\.npmjs\.org|file:/{2}")


def python_files() -> list[Path]:
    return [path for path in sorted((HOUSE / "src").rglob("*.py")) if "migrations" not in path.parts]


def kept_files() -> list[Path]:
    """What git keeps, or would keep when added."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        answer = subprocess.run(asked, cwd=HOUSE, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git repository")
    return [path for name in answer.stdout.decode().split("\0") if name and (path := HOUSE / name).is_file()]


def test_no_file_is_longer_than_a_room() -> None:
    lengths = {
        str(path.relative_to(HOUSE)): len(path.read_text("utf-8").splitlines()) for path in python_files()
    }
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_LINES}


def test_no_registry_address_is_kept() -> None:
    found = [
        f"{path.relative_to(HOUSE)}: {match[0]}"
        for path in kept_files()
        if (match := ADDRESSES.search(path.read_text("utf-8", errors="ignore")))
    ]
    assert not found


def test_the_ground_itself_is_kept() -> None:
    assert {"pyproject.toml", "Makefile"} <= {path.name for path in kept_files()}
