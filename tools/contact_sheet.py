"""Lays the variants of one state side by side, labelled, in few colours, so that a page is judged at a glance."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

TALLEST_PX = 1300  # of a column; what lies below is cut off
DESK_PX = 560  # how wide a desktop is shown
GAP_PX, LABEL_PX = 20, 34
GROUND, INK = (205, 210, 212), (40, 48, 52)
COLOURS = (64, 48, 32)  # as few as it takes
MOST_BYTES = 250_000
RARE = 8  # of the colours
SAMPLE = 3  # colours are chosen from every third pixel: nine times as fast, and nobody sees it


def lay(shots: Mapping[str, bytes], to: Path) -> int:
    """Write one picture of all shots, by label; return its size in bytes."""
    columns = {label: _column(Image.open(BytesIO(shot)).convert("RGB")) for label, shot in shots.items()}
    height = max(column.height for column in columns.values())
    width = sum(column.width + GAP_PX for column in columns.values()) + GAP_PX
    sheet = Image.new("RGB", (width, height + LABEL_PX + GAP_PX), GROUND)
    draw, font, at_px = ImageDraw.Draw(sheet), ImageFont.load_default(18), GAP_PX
    for label, column in columns.items():
        draw.text((at_px, 7), label, fill=INK, font=font)
        sheet.paste(column, (at_px, LABEL_PX))
        at_px += column.width + GAP_PX
    return write(sheet, to)


def write(picture: Image.Image, to: Path) -> int:
    """Write a picture in as few colours as it takes to keep it small; return its size in bytes."""
    sample = picture.resize((picture.width // SAMPLE, picture.height // SAMPLE), Image.Resampling.NEAREST)
    for colours in COLOURS:
        palette = _palette(sample, colours)
        picture.quantize(palette=palette, dither=Image.Dither.NONE).save(to, optimize=True)
        if to.stat().st_size <= MOST_BYTES:
            break
    return to.stat().st_size


def _palette(sample: Image.Image, colours: int) -> Image.Image:
    """Choose the colours that are most there, and the few that would be missed most: an eye, a mark."""
    common = sample.quantize(colours - RARE, method=Image.Quantize.MEDIANCUT, kmeans=3)
    palette = _of(chosen := [*(common.getpalette() or [])[: (colours - RARE) * 3]])
    for _ in range(RARE):
        few = sample.quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB")
        red, green, blue = ImageChops.difference(sample, few).split()
        off = ImageChops.lighter(red, ImageChops.lighter(green, blue)).tobytes()
        missed = 3 * off.index(max(off))
        palette = _of(chosen := [*chosen, *sample.tobytes()[missed : missed + 3]])
    return palette


def _of(colours: list[int]) -> Image.Image:
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours)
    return palette


def _column(shot: Image.Image) -> Image.Image:
    """A phone as it is, a desktop smaller, both cut off where they grow too tall."""
    if shot.width > DESK_PX:
        shot = shot.resize((DESK_PX, shot.height * DESK_PX // shot.width), Image.Resampling.LANCZOS)
    return shot.crop((0, 0, shot.width, min(shot.height, TALLEST_PX)))
