"""An article as HTML: Markdown with our links and pictures in it, the whole or one passage of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin

from knipa.content.articles.article import Article
from knipa.content.articles.reader import Reader, text_for
from knipa.content.library import ContentError


@dataclass(frozen=True, slots=True)
class Press:
    """What an article needs from where it is shown: addresses for its links, and its pictures as HTML."""

    link: Callable[[str], str]  # "find#closing", "app:today" → an address
    picture: Callable[[str], str]  # "supine" → HTML


def press(article: Article, reader: Reader, by: Press) -> str:
    """Return the whole article as HTML, worded for this reader."""
    return _html(_tokens(article, reader), article, by)


def passage(article: Article, part: str, reader: Reader, by: Press) -> str:
    """Return what one id names: the paragraph, or all that stands under the heading.

    Raises:
        ContentError: if this reader's text has no such id.
    """
    tokens = _tokens(article, reader)
    for at, token in enumerate(tokens):
        if token.attrGet("id") == part:
            found = _under(tokens, at) if token.type == "heading_open" else _block(tokens, at)
            return _html(found, article, by)
    raise ContentError(f"{_place(article)}: {part}: no paragraph or heading has this id")


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).use(attrs_block_plugin)


def _tokens(article: Article, reader: Reader) -> list[Token]:
    try:
        return _markdown().parse(text_for(article.body, reader))
    except ContentError as wrong:
        raise ContentError(f"{_place(article)}: {wrong}") from wrong


def _under(tokens: list[Token], at: int) -> list[Token]:
    """What stands under a heading, to the next of its own level or above."""
    level = tokens[at].tag
    inside = tokens[at + 3 :]  # the heading opens, says, and closes
    for end, token in enumerate(inside):
        if token.type == "heading_open" and token.tag <= level:
            return inside[:end]
    return inside


def _block(tokens: list[Token], at: int) -> list[Token]:
    for end in range(at, len(tokens)):
        if tokens[end].level == tokens[at].level and (tokens[end].nesting == -1 or tokens[at].nesting == 0):
            return tokens[at : end + 1]
    return tokens[at:]


def _html(tokens: list[Token], article: Article, by: Press) -> str:
    """Picture paragraphs stand alone; the rest is rendered as Markdown is."""
    pieces: list[str] = []
    plain: list[Token] = []
    for token in tokens:
        if name := _picture(token):
            plain.pop()  # the paragraph that was opened for it
            pieces += [_rendered(plain), by.picture(name)]
            plain = []
        elif not (token.type == "paragraph_close" and not plain):
            plain.append(_linked(token, article, by))
    return "".join([*pieces, _rendered(plain)])


def _picture(token: Token) -> str | None:
    inside = token.children or []
    if token.type != "inline" or len(inside) != 1 or inside[0].type != "image":
        return None
    return str(inside[0].attrGet("src"))


def _linked(token: Token, article: Article, by: Press) -> Token:
    for inner in token.children or []:
        if inner.type == "image":
            raise ContentError(f"{_place(article)}: a picture stands in a paragraph of its own")
        if inner.type == "link_open":
            inner.attrSet("href", by.link(str(inner.attrGet("href"))))
    return token


def _rendered(tokens: list[Token]) -> str:
    html: str = _markdown().renderer.render(tokens, _markdown().options, {})
    return html


def _place(article: Article) -> str:
    return f"{article.spoken.folder.name}/articles/{article.slug}.md"
