"""After a gap the dose is eased, the more the longer it lasted; nobody is reproached (RULES.md, "Gap")."""

from datetime import date

from knipa.training.programme import Levels
from knipa.training.progression.course import Course

GAP_DAYS = 14  # days without any session that ease the dose (our choice †)
LONG_GAP_DAYS, LONGEST_GAP_DAYS = 28, 56  # to two thirds, and to half (our choice †)
DAYS_A_WEEK = 7


def gap_days(course: Course, day: date) -> int:
    """Return the days since the last session where they are enough to ease the dose, else 0."""
    if not course.last_session or not course.past_find:
        return 0
    gap = (day - course.last_session).days
    if gap <= GAP_DAYS:
        return 0
    if course.measured_on and course.measured_on > course.last_session:
        gap = (day - course.measured_on).days
    return gap if gap > max(GAP_DAYS, 3 * DAYS_A_WEEK // days_min(course, keeps=course.maintaining)) else 0


def days_min(course: Course, *, keeps: bool) -> int:
    """Return the fewest days a week that the rhythm of now asks for; `keeps`: what is reached is only kept."""
    rhythms = course.protocol.rhythms
    if course.returning:
        return DAYS_A_WEEK
    if keeps:
        return rhythms.maintain.days_per_week.min
    return (rhythms.stronger if course.in_step_down else rhythms.build).days_per_week.min


def eased(course: Course, day: date) -> Levels | None:
    """Return the levels as they are on this day: one step, to two thirds, or to half, lower after a gap."""
    gap, levels, ladders = gap_days(course, day), course.levels, course.protocol.ladders
    if not gap or not levels:
        return levels
    if gap < LONG_GAP_DAYS:
        return levels.moved(lambda exercise, rung: ladders.of(exercise).down(rung))
    part = (1, 2) if gap >= LONGEST_GAP_DAYS else (2, 3)
    return levels.moved(lambda exercise, rung: ladders.of(exercise).eased(rung, *part))
