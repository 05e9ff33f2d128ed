"""The pictures of the guide, each drawn from data as one small SVG that takes its colours from the page."""

from functools import cache
from html import escape

from knipa.content.figures.outline import Label
from knipa.content.figures.pen import n
from knipa.content.figures.reading import Picture, pictures
from knipa.content.library import ContentError
from knipa.content.words import Words, words


def names() -> tuple[str, ...]:
    """Return the names of all pictures."""
    return tuple(pictures())


def draw(name: str, spoken: Words) -> str:
    """Return a picture as an inline SVG, its alt text and labels in this language.

    Raises:
        ContentError: if there is no picture of that name, or no words for it.
    """
    return _draw(name, spoken.locale)


@cache
def _draw(name: str, locale: str) -> str:
    if name not in pictures():
        raise ContentError(f"pictures: there is no picture {name}")
    picture, spoken = pictures()[name], words(locale)
    state = f" fig-{picture.state}" if picture.state else ""
    turned = picture.turns and spoken.language.direction == "rtl"
    return (
        f'<svg class="figure{state}" viewBox="0 0 {n(picture.size[0])} {n(picture.size[1])}" role="img"'
        f' aria-label="{escape(spoken.text("pictures", name))}">'
        f"{_paths(picture, turned=turned)}{_labels(picture, spoken, turned=turned)}</svg>"
    )


def _paths(picture: Picture, *, turned: bool) -> str:
    paths = "".join(f'<path class="{each.of}" d="{each.path}"/>' for each in picture.pieces)
    return f'<g transform="matrix(-1 0 0 1 {n(picture.size[0])} 0)">{paths}</g>' if turned else paths


def _labels(picture: Picture, spoken: Words, *, turned: bool) -> str:
    return "".join(_text(each, spoken, picture.size[0] if turned else 0) for each in picture.labels)


def _text(label: Label, spoken: Words, mirror: float) -> str:
    x, y = label.at
    said = escape(spoken.text("picture_labels", label.key))
    return f'<text class="{label.of}" x="{n(mirror - x if mirror else x)}" y="{n(y)}">{said}</text>'
