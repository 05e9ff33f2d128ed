"""The duck and the icons are all there, small, harmless, and of the size that their name says."""

import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

FOLDER = Path(__file__).parents[2] / "src" / "knipa" / "web" / "static" / "images"
DRAWINGS = ("knipa.svg", "duck.svg", "resting.svg", "neutral.svg")
ICONS = {
    "icon-192.png": 192,
    "icon-512.png": 512,
    "maskable-192.png": 192,
    "maskable-512.png": 512,
    "touch-180.png": 180,
    "neutral-192.png": 192,
    "neutral-512.png": 512,
}
SVG_BYTES = 3_072  # our choice: a drawing of a few sure curves
PNG_BYTES = 25_600  # our choice: an icon is fetched once, on a phone
ACTIVE = {"script", "foreignObject", "image", "animate", "set", "a", "style"}


def test_every_image_is_there() -> None:
    assert {*DRAWINGS, *ICONS} <= {file.name for file in FOLDER.iterdir()}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_small_and_says_what_it_is_and_whose(name) -> None:
    drawing = (FOLDER / name).read_text()
    assert len(drawing.encode()) <= SVG_BYTES
    assert "CC BY 4.0, Knipa. -->" in drawing


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_runs_nothing_and_fetches_nothing(name) -> None:
    for element in ET.parse(FOLDER / name).iter():
        assert element.tag.rpartition("}")[2] not in ACTIVE
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on")
            assert not attribute.endswith("href") or value.startswith("#")
            assert "url(" not in value or value.startswith("url(#")


@pytest.mark.parametrize(("name", "side_px"), ICONS.items())
def test_an_icon_has_the_size_its_name_says(name, side_px) -> None:
    icon = (FOLDER / name).read_bytes()
    signature, _, kind, width_px, height_px = struct.unpack(">8sI4sII", icon[:24])
    assert (signature, kind) == (b"\x89PNG\r\n\x1a\n", b"IHDR")
    assert (width_px, height_px) == (side_px, side_px)
    assert len(icon) <= PNG_BYTES


@pytest.mark.parametrize("name", ["maskable-192.png", "maskable-512.png", "touch-180.png"])
def test_an_icon_that_the_phone_cuts_itself_is_opaque_to_the_edge(name) -> None:
    assert b"tRNS" not in (FOLDER / name).read_bytes()
