"""What a day's rounds show: technique found, a step earned, a position kept, a movement left be."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from knipa.training.exercise import Exercise, Position
from knipa.training.person import Sign
from knipa.training.programme import LADDERS, Levels
from knipa.training.progression.course import Course
from knipa.training.protocol import Rung
from knipa.training.reason import Reason
from knipa.training.session_log import Check, Contact, Ease, Felt, Line, Round, Session

UP = {
    Exercise.STRENGTH: Reason.STRENGTH_UP,
    Exercise.FAST: Reason.FAST_UP,
    Exercise.ENDURANCE: Reason.ENDURANCE_UP,
}
_RANK = {Contact.CLEAR: 0, Contact.FAINT: 1, Contact.NONE: 2}


LETS_GO = frozenset({Exercise.RELAXATION, Exercise.BREATHING})
TRAINING = frozenset(LADDERS)
SOFT = LETS_GO | {Exercise.CIRCULATION}


def only_lets_go(session: Session) -> bool:
    """Tell a round of breathing and relaxation alone (R6)."""
    return bool(session.did) and session.did <= LETS_GO


def squeezes_softly(session: Session) -> bool:
    """Tell a round of soft squeezes, with nothing harder in it (R18)."""
    return Exercise.CIRCULATION in session.did and session.did <= SOFT


def feel(course: Course, session: Session) -> None:
    """Take what was felt: a movement that leaked, contact by position, heaviness, letting go."""
    if Exercise.FUNCTIONAL in session.did:
        _feel_movements(course, session)
    felt = session.felt
    if felt is None:
        return
    lets_go = session.did <= LETS_GO
    if felt.heavier is not None or not lets_go:
        course.heavier = bool(felt.heavier)
    if lets_go:
        return
    if felt.let_go and Sign.PAIN_AT_SEX in course.signs:
        course.let_go_rounds += 1
    position = session.position
    best = course.contacts.get(position)
    if best is None or _RANK[felt.contact] < _RANK[best]:
        course.contacts[position] = felt.contact
    if course.kept is None and felt.contact is Contact.CLEAR and position is not Position.STANDING:
        course.kept = position


def _feel_movements(course: Course, session: Session) -> None:
    """Leave be what leaked; what has rested, and went well, is no longer spoken of (R35)."""
    for done in session.done:
        if done.movement and done.trouble:
            course.leaving[done.movement] = session.on
        elif (
            done.movement in course.leaving and done.reps and done.movement not in course.left_be(session.on)
        ):
            del course.leaving[done.movement]


def hear_contact(course: Course, day: date, lines: Iterable[Line]) -> None:
    """Remember since when nothing has been felt, with no other answer since (R42); the latest word counts."""
    for line in lines:
        if isinstance(line, Session):
            contact = line.felt.contact if line.felt and not line.did <= LETS_GO else None
        else:
            contact = line.contact if isinstance(line, Check) else None
        if contact is Contact.NONE:
            course.none_since = course.none_since or day
        elif contact:
            course.none_since = None


def find(course: Course, day: date, sessions: Sequence[Session]) -> None:
    """Find (R16): an unbroken run of rounds easy, clear and let go leads to building."""
    for session in sessions:
        felt = session.felt
        if felt is None or Exercise.FIND not in session.did:
            continue
        course.sure.append(felt.contact is Contact.CLEAR and felt.ease is not Ease.HARD)
        if felt.ease is Ease.EASY and felt.contact is Contact.CLEAR and felt.let_go:
            course.find_dates.add(day)
        else:
            course.find_dates.clear()
    if len(course.find_dates) >= course.protocol.pace.dates_to_build:
        course.past_find = True
        course.find_dates.clear()
        course.note(day, Reason.BUILDING)
        course.start(day)
        course.stale = True


def build(course: Course, day: date, sessions: Sequence[Session]) -> None:
    """Build, stand, move (R16, R27, R28): count the day towards the next step and the next stage."""
    rounds = [session for session in sessions if not TRAINING.isdisjoint(session.did)]
    if not rounds or course.levels is None:
        return
    course.news = []
    was_standing, less_often, had_built = course.standing, course.in_step_down, course.has_built
    fine = [_fine(session.felt) for session in rounds if session.felt]
    # a round chosen short was never the planned dose: it neither counts towards a step nor breaks the run
    if whole := [session for session in rounds if session.round is not Round.SHORT]:
        of_whole = fine if len(whole) == len(rounds) else [_fine(each.felt) for each in whole if each.felt]
        _towards_steps(course, day, whole, good=all(of_whole), less_often=less_often)
    course.sure.extend(fine)
    if not course.standing:
        _towards_standing(course, day, fine)
    elif was_standing and not course.functional:
        _towards_moving(course, day)
    if course.returning and _reached(course.levels, course.returning):
        course.returning = None
    if course.has_built and not had_built and course.leaks_at_exercise and not course.left_be(day):
        course.news.append(course.note(day, Reason.TAKE_UP_AGAIN))


def _fine(felt: Felt) -> bool:
    """The squeeze was clear, and no other muscles joined in (R23)."""
    return felt.contact is Contact.CLEAR and felt.ease is not Ease.HARD


def _towards_steps(
    course: Course, day: date, whole: Sequence[Session], *, good: bool, less_often: bool
) -> None:
    """Count the day's whole rounds towards the next step up of each exercise, or begin the count anew."""
    felt = [session.felt for session in whole if session.felt]
    untired = less_often and any(each.tired is False for each in felt)
    for exercise in LADDERS:
        if not good or not _all_did(whole, exercise, course):
            course.clean_days[exercise] = 0
        elif felt:  # where nobody said how it felt, the day neither counts nor breaks
            _count(course, day, exercise, untired=untired)


def _all_did(rounds: Sequence[Session], exercise: Exercise, course: Course) -> bool:
    """Tell whether every round of the day held the planned dose of this exercise."""
    assert course.levels is not None
    open_hold, rung = course.protocol.ladders.of(exercise).open, course.levels.of(exercise)
    for session in rounds:  # noqa: SIM110 - a plain loop: this is walked for every exercise of every day
        if not _did(session, exercise, rung, open_hold=open_hold):
            return False
    return True


def _count(course: Course, day: date, exercise: Exercise, *, untired: bool) -> None:
    """Count the day towards a step up of this exercise."""
    enough = course.protocol.pace.days_to_step
    course.clean_days[exercise] += 1
    course.untired_days[exercise] += untired
    if course.clean_days[exercise] >= enough or course.untired_days[exercise] >= enough:
        _step_up(course, day, exercise)


def _did(session: Session, exercise: Exercise, rung: Rung, *, open_hold: bool) -> bool:
    """Tell whether the round held the planned dose of this exercise: as often, and as long."""
    reps = 0
    for done in session.done:
        if done.exercise is exercise:
            held_s = done.held_s if open_hold and done.held_s is not None else done.hold_s
            if held_s >= rung.hold_s:
                reps += done.reps
    return reps >= rung.reps


def _step_up(course: Course, day: date, exercise: Exercise) -> None:
    assert course.levels is not None
    rung = course.levels.of(exercise)
    course.clean_days[exercise] = course.untired_days[exercise] = 0
    course.ceilings.pop(exercise, None)
    higher = course.protocol.ladders.of(exercise).up(rung)
    if course.maintaining:  # the dose is kept (R30): only what was eased is won back
        kept = (course.returning or course.levels).of(exercise)
        higher = Rung(hold_s=min(higher.hold_s, kept.hold_s), reps=min(higher.reps, kept.reps))
    if higher != rung:
        course.move_to(replace(course.levels, **{exercise.value: higher}), day)
        course.news.append(course.note(day, UP[exercise], hold=higher.hold_s, reps=higher.reps))


def _towards_standing(course: Course, day: date, fine: Sequence[bool]) -> None:
    """An unbroken run of clear rounds, not hard, on enough dates leads to standing (R27)."""
    for good in fine:
        if good:
            course.stand_dates.add(day)
        else:
            course.stand_dates.clear()
    course.standing = len(course.stand_dates) >= course.protocol.pace.dates_to_stand
    if course.standing:
        course.note(day, Reason.STANDING)


def _towards_moving(course: Course, day: date) -> None:
    """Strength at its target leads to movements (R28)."""
    assert course.levels is not None
    course.functional = course.levels.strength == course.protocol.ladders.strength.target
    if course.functional:
        course.note(day, Reason.FUNCTIONAL)


def _reached(levels: Levels, old: Levels) -> bool:
    rungs = [(levels.of(exercise), old.of(exercise)) for exercise in LADDERS]
    return all(now.hold_s >= then.hold_s and now.reps >= then.reps for now, then in rungs)
