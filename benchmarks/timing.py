"""How long something takes, and whether that reaches its goal."""

import statistics
import time
from collections.abc import Callable

MISSED = "   MISSED"


def ms_of(work: Callable[[], object]) -> float:
    """Return how long one run takes, in milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def median_ms(work: Callable[[], object], runs: int) -> float:
    """Return the median of so many runs, in milliseconds."""
    return statistics.median(ms_of(work) for _ in range(runs))


def goal(text: str, *, reached: bool) -> str:
    """Return a goal as a line says it, marked loudly when it was missed."""
    return f"goal: {text}" if reached else f"goal: {text}{MISSED}"
