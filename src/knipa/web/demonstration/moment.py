"""Reads KNIPA_DEMO: whether this is a demonstration, and whether its clock stands still."""

from datetime import datetime

RUNS = "now"


class DemonstrationError(ValueError):
    """A moment that is none."""


def stands_still_at(told: str | None) -> datetime | None:
    """Return the moment at which the demonstration stands still, or None where the clock runs.

    Raises:
        DemonstrationError: if it is neither `now` nor a moment with its offset.
    """
    if told in (None, "", RUNS):
        return None
    try:
        moment = datetime.fromisoformat(str(told))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise DemonstrationError(
            f'KNIPA_DEMO: expected "{RUNS}" or a moment such as 2026-11-16T09:30+01:00, got "{told}".'
        )
    return moment
