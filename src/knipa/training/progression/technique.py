"""When someone who trains is asked whether the squeeze feels right: three times, never twice in a week."""

from datetime import date, timedelta

from knipa.training.progression.course import Course
from knipa.training.screening import May

# Not knowing whether the squeeze is right is the commonest trouble (PEERS.md, need 1): about 3 in 100 cannot find it
# and 29 need a word of help (EVIDENCE.md, technique), and being sure of it goes with getting better. It is asked when
# habit has begun, when the first change may be felt, and about when improvement is usually noticed (R29).
CHECK_IN_WEEKS = (2, 4, 8)  # after the first session (our choice †)
STANDS_DAYS = 14  # so long a question waits for its answer, and is then let be (our choice)
APART_DAYS = 7  # so long after an answer nothing is asked anew (our choice)


def check_in(course: Course, may: May, on: date) -> int | None:
    """Return the week after the first session whose question is open on this day; None when nothing is asked.

    Where one may not squeeze, or only softly, and in a pause, nothing is asked. A word on how clear the squeeze
    is answers the question; how a session felt does not, for it is asked of one round.
    """
    first, answered = course.first_session, course.technique_on
    if first is None or may is not May.TRAIN or course.person.paused(on):
        return None
    if answered and (on - answered).days < APART_DAYS:
        return None
    for week in reversed(CHECK_IN_WEEKS):
        mark = first + timedelta(weeks=week)
        if mark <= on:
            is_open = (on - mark).days < STANDS_DAYS and not (answered and answered >= mark)
            return week if is_open else None
    return None
