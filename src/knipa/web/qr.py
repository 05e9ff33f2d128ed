"""A QR code as one path, for a picture in the page itself."""

from dataclasses import dataclass

import segno

QUIET = 4  # modules around it that stay white (ISO/IEC 18004)


@dataclass(frozen=True, slots=True)
class Qr:
    """The code with its quiet zone: `side` modules each way, and the dark ones as a path."""

    side: int
    path: str


def draw(text: str) -> Qr:
    """Draw a text; a quarter of the picture may be unreadable (level Q)."""
    rows = [bytes(row) for row in segno.make_qr(text, error="q").matrix_iter(border=QUIET)]
    return Qr(len(rows), "".join(_runs(y, row) for y, row in enumerate(rows)))


def _runs(y: int, row: bytes) -> str:
    """Each run of dark modules as a rectangle of one module's height."""
    path, x = [], 0
    while (x := row.find(1, x)) >= 0:
        end = row.find(0, x)  # the quiet zone ends every run
        path.append(f"M{x} {y}h{end - x}v1H{x}z")
        x = end
    return "".join(path)
