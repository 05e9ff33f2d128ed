"""Every pair of ink and ground that the pages use can be read: AA, and AAA in high contrast."""

import re
from pathlib import Path

import pytest

import knipa

STYLES = Path(knipa.__file__).parent / "web/static/styles"
TOKENS = (STYLES / "tokens.css").read_text("utf-8")
TEXT, TEXT_AAA, SHAPE = 4.5, 7.0, 3.0  # WCAG 2.2: 1.4.3, 1.4.6 and 1.4.11
INKS = {  # ink: the grounds it stands on
    "ink": ("ground", "card", "water", "deep", "careful-ground", "fig-ground", "fig-prop"),
    "quiet": ("ground", "card", "water", "deep", "careful-ground"),
    "accent": ("ground", "card", "water", "careful-ground"),
    "on-accent": ("accent",),
    "careful": ("ground", "card", "water", "careful-ground"),
    "careful-ground": ("careful",),
}
SHAPES = {  # what is no text but must be seen: rings of focus, edges of fields, the line of the curve
    "focus": ("ground", "card", "water", "careful-ground"),
    "line": ("ground", "card"),
    "accent": ("ground", "card", "deep"),
    "fig-body": ("fig-ground", "fig-prop"),
    "fig-shirt": ("fig-ground",),
    "fig-line": ("fig-ground",),
    "fig-muscle": ("fig-ground", "fig-prop", "fig-sheet"),
}
THEMES = ("light", "dark", "contrast in the light", "contrast in the dark")


def block(selector):
    """Return the colours that a selector sets, as pairs of light and dark."""
    body = re.search(rf"{re.escape(selector)} {{(.*?)}}", TOKENS, re.DOTALL)[1]
    return dict(re.findall(r"--([\w-]+): (light-dark\([^)]+\));", body))


def colours(theme):
    pairs = {**block(":root"), **(block('[data-theme="contrast"]') if "contrast" in theme else {})}
    side = int("dark" in theme)
    return {name: re.findall(r"#[0-9a-f]{6}", pair)[side] for name, pair in pairs.items()}


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_scale_is_known():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_every_ink_can_be_read_on_its_grounds(theme):
    have, least = colours(theme), TEXT_AAA if "contrast" in theme else TEXT
    faint = {
        (ink, ground): round(ratio, 2)
        for ink, grounds in INKS.items()
        for ground in grounds
        if (ratio := contrast(have[ink], have[ground])) < least
    }
    assert not faint


@pytest.mark.parametrize("theme", THEMES)
def test_every_shape_can_be_seen(theme):
    have, least = colours(theme), TEXT if "contrast" in theme else SHAPE
    faint = {
        (shape, ground): round(ratio, 2)
        for shape, grounds in SHAPES.items()
        for ground in grounds
        if (ratio := contrast(have[shape], have[ground])) < least
    }
    assert not faint


def test_a_device_that_asks_for_contrast_gets_the_same():
    asked = re.search(r"prefers-contrast: more\) {(.*)", TOKENS, re.DOTALL)[1]
    assert dict(re.findall(r"--([\w-]+): (light-dark\([^)]+\));", asked)) == block('[data-theme="contrast"]')


def test_no_style_names_a_colour_of_its_own():
    named = {
        path.name: found
        for path in STYLES.glob("*.css")
        if path.name != "tokens.css"
        and (found := re.findall(r"(?<!\()(?<!, )#[0-9a-f]{3,8}\b", path.read_text("utf-8")))
    }
    assert not named
