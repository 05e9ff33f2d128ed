"""Draws the app icons (PNG) from their SVG in static/images, in the same Chromium that the tests use.

Flat shapes have few colours, so each icon is written with a palette: a quarter of the size, and no picture
library is needed to write it. The same Chromium gives the same bytes.
"""

import base64
import struct
import sys
import zlib
from collections import Counter
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import browser

FOLDER = Path(__file__).parent.parent / "src" / "knipa" / "web" / "static" / "images"
ROUND = ' clip-path="url(#pond)"'  # what makes the mark round; without it water and sky fill any square
WHOLE = 'viewBox="0 0 64 64"'
WIDER = 'viewBox="-4 -4 72 72"'  # puts the bird (29 of 64 from the middle) into the safe circle (40 % of the side)
PALETTE_COLOURS = 256  # PNG's own limit
FOUR_BYTES = 4  # red, green, blue, opacity
DRAW = """async ([svg, side]) => {
    const picture = new Image(side, side);
    picture.src = "data:image/svg+xml," + encodeURIComponent(svg);
    await picture.decode();
    const canvas = new OffscreenCanvas(side, side).getContext("2d");
    canvas.drawImage(picture, 0, 0, side, side);
    const bytes = canvas.getImageData(0, 0, side, side).data;
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


def icons() -> dict[str, tuple[str, int]]:
    """Name of each icon, with the SVG it is drawn from and its side in pixels."""
    bird = (FOLDER / "knipa.svg").read_text()
    full = bird.replace(ROUND, "").replace(WHOLE, WIDER)
    neutral = (FOLDER / "neutral.svg").read_text()
    return {
        "icon-192": (bird, 192),
        "icon-512": (bird, 512),
        "maskable-192": (full, 192),
        "maskable-512": (full, 512),
        "touch-180": (full, 180),  # what iOS asks for; it rounds the corners itself
        "neutral-192": (neutral, 192),
        "neutral-512": (neutral, 512),
    }


def draw(page: Page, svg: str, side_px: int) -> list[bytes]:
    """The pixels of an SVG at this size, four bytes each."""
    drawn = base64.b64decode(page.evaluate(DRAW, [svg, side_px]))
    pixels = [drawn[at : at + FOUR_BYTES] for at in range(0, len(drawn), FOUR_BYTES)]
    return [pixel if pixel[3] else bytes(FOUR_BYTES) for pixel in pixels]


def png(pixels: list[bytes], side_px: int) -> bytes:
    """A PNG with a palette; colours beyond it (all on soft edges) become their nearest neighbour."""
    counted = Counter(pixels)
    ranked = sorted(counted, key=lambda colour: (-counted[colour], colour))
    palette = sorted(ranked[:PALETTE_COLOURS], key=lambda colour: (colour[3], colour))
    at = {colour: palette.index(nearest(colour, palette)) for colour in ranked}
    row_starts = range(0, len(pixels), side_px)
    rows = b"".join(b"\0" + bytes(at[p] for p in pixels[start : start + side_px]) for start in row_starts)
    header = struct.pack(">IIBBBBB", side_px, side_px, 8, 3, 0, 0, 0)
    colours = b"".join(colour[:3] for colour in palette)
    # tRNS lists only the see-through colours, so these stand first
    opacities = bytes(colour[3] for colour in palette if colour[3] < 255)
    parts = [(b"IHDR", header), (b"PLTE", colours), (b"tRNS", opacities), (b"IDAT", zlib.compress(rows, 9))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in [*parts, (b"IEND", b"")])


def nearest(colour: bytes, palette: list[bytes]) -> bytes:
    """The colour of the palette that differs least."""
    return min(palette, key=lambda other: sum((a - b) ** 2 for a, b in zip(colour, other, strict=True)))


def chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG: length, kind, content, checksum. No tRNS where nothing is see-through."""
    if kind == b"tRNS" and not content:
        return b""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


if __name__ == "__main__":
    path = browser.find()
    if path is None:
        sys.exit(browser.MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=[*browser.arguments(), "--force-color-profile=srgb"]
        )
        blank = chromium.new_page()
        for name, (svg, side_px) in icons().items():
            icon = png(draw(blank, svg, side_px), side_px)
            (FOLDER / f"{name}.png").write_bytes(icon)
            print(f"{name}.png  {len(icon):>6} bytes")
        chromium.close()
