"""Links stylesheets: an entry that only orders layers and imports, with each import's text in its place."""

import posixpath
import re

from knipa.web.linking.pieces import LinkError, Read, code_of, squeezed, style_pieces

STATEMENT = re.compile(
    r"\s*(?:(?P<layers>@layer\s+[\w-]+(?:\s*,\s*[\w-]+)*\s*;)"
    r"""|@import\s+url\(\s*["'](?P<file>[\w-]+\.css)["']\s*\)\s*;)"""
)
FORMS = 'expected @layer a, b; or @import url("x.css"); from the same folder and nothing else, got {}'
ONLY_AT_THE_TOP = re.compile(r"@(?:import|charset|namespace)\b", re.IGNORECASE)


def link_style(entry: str, read: Read) -> str:
    """Return one stylesheet in place of the entry's imports."""
    whole = read(entry)
    out, text, at = [], _without_remarks(entry, whole), 0
    while rest := text[at:].strip():
        found = STATEMENT.match(text, at)
        if found is None:
            begin = text.index(rest, at)
            raise LinkError(entry, text, begin, FORMS.format(rest.partition("\n")[0]))
        out.append(found["layers"] or _part(entry, text, found, read))
        at = found.end()
    return "\n".join([*out, ""])


def _part(entry: str, text: str, found: re.Match[str], read: Read) -> str:
    name = posixpath.join(posixpath.dirname(entry), found["file"])
    try:
        part = read(name)
    except FileNotFoundError:
        raise LinkError(entry, text, found.start("file"), f"there is no {name}") from None
    if late := ONLY_AT_THE_TOP.search(code_of(style_pieces(name, part))):
        raise LinkError(name, part, late.start(), f"{late[0]} counts only at the top of a whole stylesheet")
    return squeezed(style_pieces(name, part)).strip()


def _without_remarks(name: str, text: str) -> str:
    """Blank the remarks; every line stays where it is."""
    return "".join(
        re.sub(r"\S", " ", piece.text) if piece.kind == "comment" else piece.text
        for piece in style_pieces(name, text)
    )
