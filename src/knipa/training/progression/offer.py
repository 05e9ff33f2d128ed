"""When fewer days, or keeping what is reached, are offered: earned by training, and chosen by the person alone."""

from datetime import date

from knipa.training.plan import Offer
from knipa.training.progression.course import Course
from knipa.training.screening import May

RESTS_DAYS = 28  # so long after a word on being stronger or satisfied nothing is offered anew (our choice)
AT_TARGETS_DAYS = (
    28  # so long at every target, what is reached may be kept without fewer days first (our choice †)
)
BACK_DAYS = 7  # who has not trained for so long comes back first (our choice)


def offer(course: Course, may: May, on: date) -> Offer | None:
    """Return what may be chosen from this day on: fewer days a week (R22), or only keeping on (R30)."""
    if may is not May.TRAIN or not course.past_find or course.find_round or course.person.paused(on):
        return None
    if course.maintaining or course.ceilings or _answered_lately(course, on) or _away(course, on):
        return None
    if not course.stronger and _steps_down(course):
        return Offer.STEP_DOWN
    return Offer.MAINTAIN if _keeps(course, on) else None


def _answered_lately(course: Course, on: date) -> bool:
    return course.answered_on is not None and (on - course.answered_on).days < RESTS_DAYS


def _away(course: Course, on: date) -> bool:
    return course.last_session is not None and (on - course.last_session).days >= BACK_DAYS


def _steps_down(course: Course) -> bool:
    """Sure of technique, and strength at its target (R22)."""
    assert course.levels is not None  # past find there always is a level
    return course.sure_of_technique and course.levels.strength == course.protocol.ladders.strength.target


def _keeps(course: Course, on: date) -> bool:
    """Strength, speed and endurance are all there, and nobody has said that it is not enough (R30)."""
    if course.targets_since is None or course.satisfied or course.worse or course.enough is False:
        return False
    long_there = (on - course.targets_since).days >= AT_TARGETS_DAYS
    return (course.in_step_down or long_there) and not course.person.pregnant(on)
