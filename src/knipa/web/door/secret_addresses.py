"""The addresses that open without a pairing to whoever knows them: exactly so shaped, and too long to guess."""

import re

FEED = r"^reminders/calendar/(?P<token>[0-9a-f]{64})\.ics\Z"  # of a calendar (reminders/secret.py)
SHAPES = [re.compile(FEED)]


def is_one(path: str) -> bool:
    """Tell whether a path is shaped like one of them; whether it leads anywhere, its page finds out."""
    return any(shape.match(path.removeprefix("/")) for shape in SHAPES)
