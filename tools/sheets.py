"""Writes the cue sheets that a physiotherapist reads: tests/training/sheets/*.txt, one for each kind of session."""

from pathlib import Path

from knipa.cli.sheet_text import render_sheet_text
from knipa.content.words import words
from knipa.demo.sheets import PLANS

FOLDER = Path(__file__).parent.parent / "tests" / "training" / "sheets"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for name, plan in PLANS.items():
        (FOLDER / f"{name}.txt").write_text(render_sheet_text(plan(), words("en")), encoding="utf-8")
        print(f"tests/training/sheets/{name}.txt")
