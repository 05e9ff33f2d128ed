"""Reads the log day by day, oldest first, and tells where the person stands on a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from knipa.training.person import Person
from knipa.training.plan import Plan
from knipa.training.progression import regularity, rounds
from knipa.training.progression.course import Course
from knipa.training.progression.day import plan_of
from knipa.training.progression.gap import LONGEST_GAP_DAYS, eased, gap_days
from knipa.training.protocol import Protocol
from knipa.training.reason import Reason
from knipa.training.screening import May
from knipa.training.session_log import Check, Line, Session


def follow(
    protocol: Protocol, person: Person, log: Iterable[Line], on: date, *, since: Course | None = None
) -> Plan:
    """Return the plan of a day: a pure function of the facts, the same for any order of the log.

    The plan rests on the lines dated before `on`; of that same day only pain, signs and the number of
    rounds done matter, and which questions have been answered. Later lines are left out. Every line has an
    id of its own. Where `since` is what `stand` made of all lines before some day, `log` holds the lines from
    that day on.
    """
    told = sorted(log, key=lambda line: (line.on, line.at, line.id))
    course = stand(protocol, person, told, on, since=since)
    course.wake(on)
    sessions = [line for line in told if isinstance(line, Session) and line.on == on]
    checks = [line for line in told if isinstance(line, Check) and line.on == on]
    _hear(course, on, sessions, checks)
    _take_technique(course, checks)
    course.wake(on)
    _take_answers(course, checks)
    return plan_of(course, on, done=sum(1 for session in sessions if session.did))


def stand(
    protocol: Protocol, person: Person, log: Iterable[Line], before: date, *, since: Course | None = None
) -> Course:
    """Return where the person stands when all lines dated before this day have passed; `since` stays as it was."""
    course = since.copied() if since else Course.begin(protocol, person)
    passed = sorted((line for line in log if line.on < before), key=lambda line: (line.on, line.at, line.id))
    for day, group in groupby(passed, key=attrgetter("on")):
        _live(course, day, [*group])
    return course


def _live(course: Course, day: date, lines: Sequence[Line]) -> None:
    """Let one day of the log pass."""
    was_less_often = course.in_step_down
    course.wake(day)
    if course.first_line is None:
        course.first_line = day
    sessions = [line for line in lines if isinstance(line, Session)]
    checks = [line for line in lines if isinstance(line, Check)] if len(sessions) < len(lines) else ()
    hurt = _hear(course, day, sessions, checks)
    if course.stale:
        course.wake(day)
    if did := [session for session in sessions if session.did]:
        _train(course, day, did)
    if course.hurts and not hurt and any(each.told_painless and rounds.only_lets_go(each) for each in did):
        course.painless(day)
    rounds.hear_contact(course, day, lines)
    _take_technique(course, checks)
    for check in checks:
        _take_words(course, check)
    _take_answers(course, checks)
    if course.in_step_down and not was_less_often:
        course.note(day, Reason.STRONGER)
    if len(sessions) + len(checks) < len(lines):
        regularity.count_moments(course, day, lines)
    regularity.remember(course, day)


def _hear(course: Course, day: date, sessions: Sequence[Session], checks: Sequence[Check]) -> bool:
    """Take the day's signs and its pain; a date with any pain in it is a date of pain. Return whether it hurt."""
    hurt = any(session.hurt for session in sessions)
    told = [check for check in checks if check.signs is not None]
    for check in told:
        course.tell_signs(check.signs or (), day)
    if hurt:
        course.pain(day)
    elif told and not any(check.hurts for check in told):
        course.painless(day)
    return hurt or any(check.hurts for check in told)


def _train(course: Course, day: date, sessions: Sequence[Session]) -> None:
    """Let the day's rounds count for what the person was to do that day."""
    if gap := gap_days(course, day):
        _return_after(course, day, gap)
    for session in sessions:
        rounds.feel(course, session)
    if course.may is May.GENTLE:
        if any(each.told_painless and rounds.squeezes_softly(each) for each in sessions):
            course.gentle_dates.append(day)
            course.stale = True
    elif course.may is May.TRAIN:
        if course.find_round:
            course.find_round = all(rounds.only_lets_go(session) for session in sessions)
        elif course.past_find:
            rounds.build(course, day, sessions)
        else:
            rounds.find(course, day, sessions)
    course.first_session = course.first_session or day
    course.last_session = day
    course.trained.append(day)


def _return_after(course: Course, day: date, gap: int) -> None:
    """Come back after a gap: the eased dose is the dose now, the old one is what to come back to."""
    course.returning = course.returning or course.levels
    course.move_to(eased(course, day), day)
    course.find_round = course.find_round or gap >= LONGEST_GAP_DAYS
    course.count_anew()
    course.news = [course.note(day, Reason.EASED_AFTER_GAP, days=gap)]


def _take_technique(course: Course, checks: Sequence[Check]) -> None:
    """Remember when the person last said, beside the sessions, how clear the squeeze is."""
    for check in checks:
        if check.contact:
            course.technique_on = check.on


def _take_answers(course: Course, checks: Sequence[Check]) -> None:
    """Remember when the person last said whether they are stronger, or satisfied."""
    for check in checks:
        if check.stronger is not None or check.satisfied is not None:
            course.answered_on = check.on


def _take_words(course: Course, check: Check) -> None:
    """Take the person's latest word on how it goes; it holds from the next day."""
    for name in ("stronger", "enough", "worse", "wants_help"):
        if (word := getattr(check, name)) is not None:
            setattr(course, name, word)
    if check.satisfied is not None:
        course.satisfied, course.satisfied_on = check.satisfied, check.on
    course.stale = True
