"""The addresses that open without a pairing to whoever knows them: exactly so shaped, and too long to guess."""

import re

FEED = r"^reminders/calendar/(?P<token>[0-9a-f]{64})\.ics\Z"  # of a calendar (reminders/secret.py)
STOP = r"^reminders/stop/(?P<token>[0-9a-f]{64})/\Z"  # of the link in a mail that ends them
SHAPES = [re.compile(each) for each in (FEED, STOP)]


def is_one(path: str) -> bool:
    """Tell whether a path is shaped like one of them; whether it leads anywhere, its page finds out."""
    return any(shape.match(path.removeprefix("/")) for shape in SHAPES)
