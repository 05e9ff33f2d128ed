"""What the docs say is there is there: a fact without a home, a lost module or a dead link fails the build."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from knipa.demo.cast import CAST
from knipa.training.exercise import Exercise, Position
from knipa.training.programme import Stage

HOUSE = Path(__file__).parents[2]
DOCS = HOUSE / "docs"
ENGINE = HOUSE / "src/knipa/training"
PAGES = sorted(
    page
    for page in [*HOUSE.glob("*.md"), *DOCS.rglob("*.md")]
    if page.name != "STYLE.md"  # its examples link nowhere
)
README_LINES = 60  # one screen

# programme, sections B to H, and what else the rules rest on
BESIDE = (3, 4, 5, 6, 7, 33, 35, 36, 37, 40, 41, 42, 43)
FACTS = [f"R{number}" for number in sorted({*range(9, 32), *BESIDE})]

ROW = re.compile(r"^\| (R\d+) \|[^|]*\| `([^`]+)` \| ([^|]+) \|$", re.MULTILINE)
QUOTED = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
VARIABLE = re.compile(r"\bKNIPA_[A-Z][A-Z_]*[A-Z]\b")
CODE = {".py", ".html", ".js", ".toml"}


def homes() -> list[tuple[str, str, str]]:
    """Return fact, file and names, row by row."""
    return ROW.findall((DOCS / "rules/facts.md").read_text("utf-8"))


def modules() -> list[str]:
    return [
        str(path.relative_to(ENGINE)) for path in sorted(ENGINE.rglob("*.py")) if path.name != "__init__.py"
    ]


def test_every_row_of_the_facts_is_read() -> None:
    rows = [
        line for line in (DOCS / "rules/facts.md").read_text("utf-8").splitlines() if line.startswith("| R")
    ]
    assert len(rows) == len(homes())


@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_has_a_home(fact: str) -> None:
    assert fact in {row[0] for row in homes()}


@pytest.mark.parametrize(("fact", "path", "names"), homes())
def test_every_home_is_there(fact: str, path: str, names: str) -> None:
    file = HOUSE / path
    assert file.is_file(), f"{fact}: {path} is not there"
    text = file.read_text("utf-8")
    named = QUOTED.findall(names)
    assert named, f"{fact}: no name in {path}"
    lost = [name for name in named if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    assert not lost, f"{fact}: {', '.join(lost)} not in {path}"


@pytest.mark.parametrize("module", modules())
def test_every_module_of_the_engine_stands_in_the_flow(module: str) -> None:
    assert f"| `{module}` |" in (DOCS / "flow.md").read_text("utf-8")


def test_the_flow_names_no_module_that_is_gone() -> None:
    told = re.findall(r"^\| `([\w/]+\.py)` \|", (DOCS / "flow.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(modules())


@pytest.mark.parametrize(
    ("title", "terms"), [("Exercises", Exercise), ("Stages", Stage), ("Positions", Position)]
)
def test_every_term_stands_in_the_glossary(title: str, terms: type[StrEnum]) -> None:
    section = (DOCS / "glossary.md").read_text("utf-8").split(f"## {title}\n")[1].split("\n## ")[0]
    told = re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", section, re.MULTILINE)
    assert sorted(told) == sorted(terms)


def test_every_environment_variable_stands_in_hosting() -> None:
    files = [path for path in (HOUSE / "src").rglob("*") if path.suffix in CODE]
    read = {name for path in files for name in VARIABLE.findall(path.read_text("utf-8"))}
    told = {*VARIABLE.findall((DOCS / "hosting.md").read_text("utf-8"))}
    assert not read - told, "not in docs/hosting.md"
    assert not told - read, "in docs/hosting.md, but nothing reads it"


def test_everyone_of_the_cast_is_told() -> None:
    told = re.findall(r"^\*\*(\w+)", (DOCS / "rules/people.md").read_text("utf-8"), re.MULTILINE)
    assert [name.lower() for name in told] == [*CAST]


def test_the_readme_is_one_screen_and_names_both_commands() -> None:
    text = (HOUSE / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= README_LINES
    assert "make run" in text
    assert "make test" in text


def test_the_readme_says_what_knipa_is_not() -> None:
    text = " ".join((HOUSE / "README.md").read_text("utf-8").split())
    for said in ("not CE-marked", "does not diagnose or decide treatment", "does not replace care"):
        assert said in text
    assert "must assess the medical-device rules themselves" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    dead = [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert not dead, f"{page.name}: {', '.join(dead)}"
