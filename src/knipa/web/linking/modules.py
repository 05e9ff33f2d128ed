"""A JS module as a block of a larger script: what it takes from others, its code, and what it gives to others.

A block keeps a module's names to itself as a module does, in strict mode and with `await`; only `var` would leak.
Understood is our own style; everything else is refused, never passed on half understood.
"""

import posixpath
import re
from dataclasses import dataclass

from knipa.web.linking.pieces import LinkError, code_of, script_pieces, squeezed

KEPT = "$linked"  # where the modules find one another
NAME = r"[A-Za-z_$][\w$]*"
PAIR = rf"{NAME}(?:\s+as\s+{NAME})?"
IMPORT = re.compile(
    rf"import\s*(?:\{{\s*(?P<names>{PAIR}(?:\s*,\s*{PAIR})*)\s*,?\s*\}}|\*\s*as\s+(?P<whole>{NAME}))"
    r"""\s*from\s*["'](?P<path>\.{1,2}/[\w./-]+\.js)["']\s*;"""
)
EXPORT = re.compile(rf"export\s+(?=(?:(?:async\s+)?function|class|const)\s+(?P<name>{NAME})(?![\w$]))")
KEYWORD = re.compile(r"(?<![\w$])(?:import|export|var|\$linked)(?![\w$])")
FORMS = (
    'expected import {{ a, b as c }} from "./x.js"; or import * as x from "./x.js"; '
    "or export before function, async function, class or const, got {}"
)


@dataclass(frozen=True)
class Import:
    """What one module takes from another."""

    module: str
    names: tuple[tuple[str, str], ...]  # there, here
    whole: str  # its name here, when all of it is taken
    at: int

    @property
    def written(self) -> str:
        here = ", ".join(f"{there}: {here}" for there, here in self.names)
        return f'const {self.whole or f"{{ {here} }}"} = {KEPT}["{self.module}"];'


@dataclass(frozen=True)
class Module:
    """A module, with its code as it goes into a block."""

    name: str
    text: str  # as it was written
    code: str
    imports: tuple[Import, ...]
    exports: tuple[str, ...]

    @property
    def written(self) -> str:
        # null prototype, frozen, names in order: what the language itself gives for `import * as`
        given = "".join(f", {name}" for name in sorted(self.exports))
        kept = f';{KEPT}["{self.name}"] = Object.freeze({{ __proto__: null{given} }});' if given else ""
        return "\n".join(["{", *(taken.written for taken in self.imports), self.code, kept + "}"])


def read_module(name: str, text: str) -> Module:
    """Take the imports and exports out of a module's text.

    Raises:
        LinkError: where one is written otherwise than we write them.
    """
    code = code_of(script_pieces(name, text))
    imports, exports, left = [], [], text
    for found in KEYWORD.finditer(code):
        at = found.start()
        if taken := IMPORT.match(text, at):
            imports.append(_import(name, taken))
            left = _blank(left, at, taken.end())
        elif given := EXPORT.match(text, at):
            _refuse_a_second(name, text, code, given)
            exports.append(given["name"])
            left = _blank(left, at, given.end())
        else:
            raise LinkError(name, text, at, _why(found[0], text[at:].partition("\n")[0]))
    if text.startswith("#!"):
        raise LinkError(name, text, 0, "a module of a page begins with no #!")
    return Module(name, text, squeezed(script_pieces(name, left)).strip(), tuple(imports), tuple(exports))


def _import(name: str, taken: re.Match[str]) -> Import:
    module = posixpath.normpath(posixpath.join(posixpath.dirname(name), taken["path"]))
    pairs = [pair.split() for pair in (taken["names"] or "").split(",") if pair]
    return Import(module, tuple((pair[0], pair[-1]) for pair in pairs), taken["whole"] or "", taken.start())


def _refuse_a_second(name: str, text: str, code: str, given: re.Match[str]) -> None:
    """`export const a = 1, b = 2;` would lose b."""
    depth, at = 0, given.end()
    if not text.startswith("const", at):
        return
    while at < len(code) and not (code[at] == ";" and depth == 0):
        if code[at] == "," and depth == 0:
            raise LinkError(name, text, at, "export one name with each const")
        depth += (code[at] in "([{") - (code[at] in ")]}")
        at += 1


def _why(word: str, line: str) -> str:
    if word == "var":
        return "expected const or let: var would leak out of its module"
    return f"{KEPT} is the linker's own name" if word == KEPT else FORMS.format(line.strip())


def _blank(text: str, begin: int, end: int) -> str:
    return text[:begin] + re.sub(r"\S", " ", text[begin:end]) + text[end:]
