"""When a person is nudged: what they wish, the moments that follow from it, and when silence helps more."""

from knipa.training.reminding.moments import Due, moments
from knipa.training.reminding.silence import About, Silence, silence
from knipa.training.reminding.wishes import (
    Also,
    Away,
    Move,
    Quiet,
    Weekday,
    Weekly,
    Wish,
    Wishes,
    Wording,
)

__all__ = [
    "About",
    "Also",
    "Away",
    "Due",
    "Move",
    "Quiet",
    "Silence",
    "Weekday",
    "Weekly",
    "Wish",
    "Wishes",
    "Wording",
    "moments",
    "silence",
]
