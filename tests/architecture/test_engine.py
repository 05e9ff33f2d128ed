"""The engine is a pure middle: no clock, no dice, no door to the world, and values that stay as they are."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ENGINE = Path(__file__).parents[2] / "src/knipa/training"
MODULES = sorted(ENGINE.rglob("*.py"))
WORLDLY = {
    "now",
    "today",
    "utcnow",
    "random",
    "randint",
    "choice",
    "shuffle",
    "time",
    "monotonic",
    "open",
    "print",
    "input",
    "uuid1",
    "uuid4",
}
ACCUMULATOR = {"Course", "Carried"}  # DESIGN.md, "The house", 3: one, told in two files

each_module = pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ENGINE)))


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"), str(module))


def test_there_is_an_engine_to_judge() -> None:
    assert len(MODULES) >= 10


@each_module
def test_time_and_chance_are_arguments(module: Path) -> None:
    worldly = [f"{module.name}:{line}: {name}" for line, name in reached(tree(module)) if name in WORLDLY]
    assert not worldly, "take it as an argument: " + ", ".join(worldly)


@each_module
def test_the_engine_imports_nothing_but_the_standard_library(module: Path) -> None:
    known = sys.stdlib_module_names
    foreign = {
        name
        for name in imported(tree(module))
        if name.split(".")[0] not in known and not name.startswith("knipa.training")
    }
    assert not foreign, f"{module.name} imports {', '.join(sorted(foreign))}"


@each_module
def test_values_are_frozen(module: Path) -> None:
    melted = [
        f"{module.name}:{node.lineno}: {node.name}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ClassDef)
        and node.name not in ACCUMULATOR
        and any(melts(mark) for mark in node.decorator_list)
    ]
    assert not melted, "@dataclass(frozen=True) is missing at " + ", ".join(melted)


def reached(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Every name called, or taken from another thing's inside without a call (`default_factory=date.today`)."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.lineno, node.func.id
        elif isinstance(node, ast.Attribute) and name_of(node.value) in {
            "date",
            "datetime",
            "time",
            "random",
            "uuid",
            "os",
        }:
            yield node.lineno, node.attr


def imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module if node.level == 0 and node.module else "knipa.training"


def melts(mark: ast.expr) -> bool:
    """Whether a decorator makes a dataclass that can be changed after birth."""
    if not isinstance(mark, ast.Call):
        return name_of(mark) == "dataclass"
    frozen = any(
        given.arg == "frozen" and isinstance(given.value, ast.Constant) and given.value.value is True
        for given in mark.keywords
    )
    return name_of(mark.func) == "dataclass" and not frozen


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
