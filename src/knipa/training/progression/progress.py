"""How far the person has come, what comes next, and after how many days at the earliest."""

from datetime import date

from knipa.training.exercise import Exercise
from knipa.training.person import Unable
from knipa.training.plan import Progress
from knipa.training.programme import Levels, Stage
from knipa.training.progression.course import Course
from knipa.training.progression.gap import eased


def progress_of(course: Course, on: date) -> Progress:
    """Return how far the person has come on this day."""
    next_stage = _next_stage(course)
    return Progress(
        earned=course.earned,
        next_stage=next_stage,
        days_at_least=_days_to(course, next_stage),
        levels=eased(course, on),
        targets=Levels.targets(course.protocol.ladders),
        first_session=course.first_session,
        trained=tuple(course.trained),
        changes=tuple(course.changes),
        asks=tuple(course.asks),
        locks=tuple(course.locks),
    )


def _next_stage(course: Course) -> Stage | None:
    """What training leads to from here; keeping it is the person's own word, and for good (R30)."""
    if course.maintaining:
        return None
    if not course.past_find:
        return Stage.BUILD
    if Unable.STANDING in course.person.cannot:
        return Stage.MAINTAIN
    if not course.can_stand:
        return Stage.STANDING
    return Stage.MAINTAIN if course.functional else Stage.FUNCTIONAL


def _days_to(course: Course, stage: Stage | None) -> int | None:
    """Training days to that stage if each goes as planned, at least one."""
    pace = course.protocol.pace
    if stage is Stage.BUILD:
        return max(1, pace.dates_to_build - len(course.find_dates))
    if stage is Stage.STANDING and not course.standing:
        return max(1, pace.dates_to_stand - len(course.stand_dates))
    if stage is Stage.FUNCTIONAL and course.levels:
        steps = course.protocol.ladders.strength.steps_left(course.levels.strength)
        return max(1, steps * pace.days_to_step - course.clean_days.get(Exercise.STRENGTH, 0))
    return None
