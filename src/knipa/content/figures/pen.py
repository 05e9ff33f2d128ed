"""Writes the `d` of an SVG path as short as browsers read it: every point as its way from the last."""

from collections.abc import Iterable

type Point = tuple[float, float]


def n(number: float) -> str:
    """Write a number as short as SVG reads it: 12, .5, -3.1."""
    text = f"{number:.1f}".removesuffix(".0")
    if text in ("0", "-0"):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def joined(numbers: Iterable[float]) -> str:
    """Write numbers one after the other; a minus sign parts two of them by itself."""
    text = ""
    for number in numbers:
        each = n(number)
        text += each if not text or each.startswith("-") else f" {each}"
    return text


class Pen:
    """A path under way: where it stands, in what has really been written, and its text so far."""

    def __init__(self, start: Point, decimals: int = 1) -> None:
        self.decimals = decimals
        self.at = (round(start[0], decimals), round(start[1], decimals))
        self.path = f"M{joined(self.at)}"

    def line(self, *points: Point) -> "Pen":
        """Go straight from point to point."""
        for point in points:
            self.path += f"l{joined(self._way(point))}"
            self._stand(point)
        return self

    def bow(self, over: Point, to: Point) -> "Pen":
        """Go to a point, drawn aside by another."""
        return self._write("q", over, to)

    def curve(self, first: Point, second: Point, to: Point) -> "Pen":
        """Go to a point along a Bézier curve."""
        return self._write("c", first, second, to)

    def on(self, second: Point, to: Point) -> "Pen":
        """Go on along the curve so far, without a corner."""
        return self._write("s", second, to)

    def round(self, radius: float, to: Point, *, large: bool = False) -> "Pen":
        """Go anticlockwise around a circle."""
        r = n(radius)
        x, y = self._way(to)
        self.path += (
            f"a{r} {r} 0 {int(large)}0{joined((x, y))}"  # flags need nothing between them and what follows
        )
        self._stand(to)
        return self

    def close(self) -> str:
        """Return the path, closed."""
        return f"{self.path}z"

    def _write(self, how: str, *points: Point) -> "Pen":
        self.path += how + joined(number for point in points for number in self._way(point))
        self._stand(points[-1])
        return self

    def _way(self, to: Point) -> Point:
        return round(to[0] - self.at[0], self.decimals), round(to[1] - self.at[1], self.decimals)

    def _stand(self, on: Point) -> None:
        way = self._way(on)
        self.at = (round(self.at[0] + way[0], 1), round(self.at[1] + way[1], 1))
