"""The approved cue sheets are what the engine makes today; `make sheets` writes them anew, to be read again."""

from pathlib import Path

import pytest

from knipa.cli.sheet_text import render_sheet_text
from knipa.content.words import words
from knipa.demo.sheets import PLANS

FOLDER = Path(__file__).parent / "sheets"


@pytest.mark.parametrize("name", PLANS)
def test_the_sheet_is_the_approved_one(name: str) -> None:
    approved = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert render_sheet_text(PLANS[name](), words("en")) == approved


def test_no_approved_sheet_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {*PLANS}
