"""Reads the log day by day, oldest first, and tells where the person stands on a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from knipa.training.person import Person
from knipa.training.plan import Plan
from knipa.training.progression import rounds
from knipa.training.progression.course import Course
from knipa.training.progression.day import plan_of
from knipa.training.progression.gap import LONGEST_GAP_DAYS, eased, gap_days
from knipa.training.protocol import Protocol
from knipa.training.reason import Because, Reason
from knipa.training.screening import May
from knipa.training.session_log import Check, Line, Session


def follow(protocol: Protocol, person: Person, log: Iterable[Line], on: date) -> Plan:
    """Return the plan of a day: a pure function of the facts, the same for any order of the log.

    The plan rests on the lines dated before `on`; of that same day only pain, signs and the number of
    rounds done matter. Later lines are left out. Every line has an id of its own.
    """
    course = Course.begin(protocol, person)
    todays: list[Line] = []
    lines = sorted((line for line in log if line.on <= on), key=lambda line: (line.on, line.at, line.id))
    for day, group in groupby(lines, key=attrgetter("on")):
        if day == on:
            todays = [*group]
        else:
            _live(course, day, [*group])
    course.wake(on)
    sessions = [line for line in todays if isinstance(line, Session)]
    _hear(course, on, sessions, [line for line in todays if isinstance(line, Check)])
    course.wake(on)
    return plan_of(course, on, done=sum(1 for session in sessions if session.did))


def _live(course: Course, day: date, lines: Sequence[Line]) -> None:
    """Let one day of the log pass."""
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
    for check in checks:
        _take_words(course, check)


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
    course.levels = eased(course, day)
    course.find_round = course.find_round or gap >= LONGEST_GAP_DAYS
    course.count_anew()
    course.news = [Because(Reason.EASED_AFTER_GAP, {"days": gap})]


def _take_words(course: Course, check: Check) -> None:
    """Take the person's latest word on how it goes; it holds from the next day."""
    for name in ("stronger", "enough", "worse", "wants_help"):
        if (word := getattr(check, name)) is not None:
            setattr(course, name, word)
    if check.satisfied is not None:
        course.satisfied, course.satisfied_on = check.satisfied, check.on
    course.stale = True
