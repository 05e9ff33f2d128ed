"""The pictures of the guide; drawn in the branch that comes next."""

from knipa.content.words import Words

BODIES = ("vagina", "penis")
POSES = (
    "supine",
    "side",
    "sitting",
    "all_fours",
    "standing",
    "feet",
    "rise",
    "walk",
    "lift",
    "jump",
    "cough",
    "curve",
)


def names() -> tuple[str, ...]:
    """Return the name of every picture."""
    floor = [
        f"floor_{view}_{state}_{body}"
        for view in ("side", "below")
        for state in ("rest", "squeeze", "strain")
        for body in BODIES
    ]
    return (*POSES, *floor)


def draw(name: str, _words: Words) -> str:
    """Return a picture as SVG."""
    return f'<svg viewBox="0 0 10 10" role="img" aria-label="{name}"></svg>'
