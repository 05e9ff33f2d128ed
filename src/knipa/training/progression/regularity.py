"""What one needs to know of the last weeks to see how regularly somebody trains, and nothing of why they did not."""

from collections.abc import Iterable
from datetime import date, timedelta

from knipa.training.plan import Ask
from knipa.training.progression.course import Course
from knipa.training.progression.gap import days_min
from knipa.training.session_log import Line, Moment

MOMENT_DATES_KEPT = 7  # a week of them is told of (our choice)
DAY = timedelta(1)


def remember(course: Course, day: date) -> None:
    """Remember, when a day of the log has passed, how many days a week are asked for."""
    least = days_min(course, keeps=course.keeps(day))
    if not course.asks:
        course.asks.append(Ask(day, least))
    elif course.asks[-1].days_per_week != least:
        course.asks.append(Ask(day + DAY, least))


def count_moments(course: Course, day: date, lines: Iterable[Line]) -> None:
    """Count the squeezes that were used in life on this day (R24, R28)."""
    if used := sum(1 for line in lines if isinstance(line, Moment)):
        course.moments[day] = used
        if len(course.moments) > MOMENT_DATES_KEPT:
            del course.moments[min(course.moments)]
