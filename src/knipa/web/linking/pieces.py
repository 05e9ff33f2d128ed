"""Takes a script or a stylesheet apart as far as linking asks: what is code, what is text, what is only remarked."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

Read = Callable[[str], str]  # the text of a static file by its name; FileNotFoundError when there is none


class LinkError(ValueError):
    """Something that cannot be linked: `player/main.js:7: …`."""

    def __init__(self, name: str, text: str, at: int, what: str) -> None:
        line = text.count("\n", 0, at) + 1
        super().__init__(f"{name}:{line}: {what}")


class Piece(NamedTuple):
    """A `comment`, a `space`, a `string` (templates and patterns too), a `word` or a `sign`."""

    kind: str
    text: str


REMARK, QUOTED = r"/\*.*?\*/", r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
STYLE = re.compile(
    rf"(?P<comment>{REMARK})|(?P<string>{QUOTED}|url\([^\"')]*\))|(?P<space>\s+)|(?P<word>[\w-]+)|(?P<sign>.)",
    re.DOTALL,
)
SCRIPT = re.compile(
    rf"(?P<comment>//[^\n]*|{REMARK})|(?P<string>{QUOTED})|(?P<space>\s+)|(?P<word>[\w$]+)|(?P<sign>\+\+|--|.)",
    re.DOTALL,
)
TEMPLATE = re.compile(r"(?P<string>[`}](?:\\.|\$(?!\{)|[^`\\$])*(?:`|\$\{))", re.DOTALL)
PATTERN = re.compile(r"(?P<string>/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/\w*)")
BEFORE_A_PATTERN = re.compile(
    r"|[(,=:\[!&|?{;+*%<>~^-]|.*\$\{"  # an operator, an open bracket, a template's ${
    r"|return|typeof|case|in|of|instanceof|new|void|delete|throw|else|do|await|yield",
    re.DOTALL,
)


def style_pieces(name: str, text: str) -> Iterator[Piece]:
    """Take a stylesheet apart."""
    at = 0
    while at < len(text):
        piece = _piece(STYLE.match(text, at), name, text, at)
        at += len(piece.text)
        yield piece


def script_pieces(name: str, text: str) -> Iterator[Piece]:
    """Take a script apart. Braces tell where a template goes on after its `${…}`; what stands before a / what it is."""
    at, before = 0, ""
    templates: list[bool] = []  # for each open brace, whether it is a template's
    while at < len(text):
        if text[at] == "/" and before == "}" and text[at + 1 : at + 2] not in ("/", "*"):
            raise LinkError(name, text, at, "after a brace, / may divide or begin a pattern: use parentheses")
        goes_on = text[at] == "}" and bool(templates) and templates.pop()
        piece = _piece(_script_match(text, at, before, goes_on=goes_on), name, text, at)
        if piece.text.endswith("{") and piece.kind in ("sign", "string"):
            templates.append(piece.kind == "string")
        before = before if piece.kind in ("comment", "space") else piece.text
        at += len(piece.text)
        yield piece
    if templates:
        raise LinkError(name, text, at, "a brace is still open at the end")


def code_of(pieces: Iterable[Piece]) -> str:
    """Return the code alone, with blanks for the rest, so that every sign keeps its place and its line."""
    return "".join(
        piece.text if piece.kind in ("word", "sign") else re.sub(r"\S", " ", piece.text) for piece in pieces
    )


def squeezed(pieces: Iterable[Piece]) -> str:
    """Return the text without remarks and indents; lines still end, since a script may rest on that."""
    out = []
    for is_gap, group in groupby(pieces, lambda piece: piece.kind in ("comment", "space")):
        together = [*group]
        text = "".join(piece.text for piece in together)
        out.append(_gap(together, text) if is_gap else text)
    return "".join(out)


def _gap(together: list[Piece], text: str) -> str:
    if "\n" in text:
        return "\n"
    return (
        " " if any(piece.kind == "space" for piece in together) else "/**/"
    )  # a blank says more in a stylesheet


def _script_match(text: str, at: int, before: str, *, goes_on: bool) -> re.Match[str] | None:
    if goes_on or text[at] == "`":
        return TEMPLATE.match(text, at)
    pattern = PATTERN.match(text, at) if BEFORE_A_PATTERN.fullmatch(before) else None
    return pattern or SCRIPT.match(text, at)


def _piece(found: re.Match[str] | None, name: str, text: str, at: int) -> Piece:
    if found is None or (found.lastgroup == "sign" and (found[0] in "\"'" or text.startswith("/*", at))):
        raise LinkError(name, text, at, "a text, a remark or a template begins here and does not end")
    return Piece(found.lastgroup or "", found[0])
