"""What pages and forms say, in the English they are written in: read from templates and code, as xgettext reads it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

import knipa

WEB = Path(knipa.__file__).parent / "web"
ALONE = {"_", "gettext", "gettext_lazy"}
COUNTED = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
TEXT = r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\""
CALL = re.compile(rf"\b(?:n?p?gettext)\((?:[^()'\"]|{TEXT}|\(\))*\)")


class Said(NamedTuple):
    """One text, and its plural and its context where it has any."""

    one: str
    many: str = ""
    context: str = ""


def said() -> set[Said]:
    """Return all that can be said."""
    templates = {found for file in WEB.rglob("*.html") for found in _in_template(file.read_text("utf-8"))}
    return templates | {found for file in WEB.rglob("*.py") for found in _in_code(file.read_text("utf-8"))}


def _in_template(text: str) -> Iterator[Said]:
    for call in CALL.findall(templatize(text)):
        yield from _in_code(call)


def _in_code(text: str) -> Iterator[Said]:
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            texts = [each.value for each in call.args if isinstance(each, ast.Constant)]
            yield from _of(call.func.id, texts)


def _of(called: str, texts: list[str]) -> Iterator[Said]:
    if called in ALONE and texts:
        yield Said(texts[0])
    elif called in COUNTED:
        yield Said(texts[0], many=texts[1])
    elif called in IN_CONTEXT:
        yield Said(texts[1], context=texts[0])
    elif called.startswith("npgettext"):
        yield Said(texts[1], many=texts[2], context=texts[0])
