"""Composes the plan of one day from where the person stands: stage, doses, rhythm, and every why."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from knipa.training import programme
from knipa.training.exercise import Dose, Effort, Exercise, Position
from knipa.training.person import Motive, Sign, Unable
from knipa.training.plan import Plan, Today
from knipa.training.programme import LADDERS, Stage
from knipa.training.progression.advice import advise, count_down, expect
from knipa.training.progression.course import PAIN_FREE_DATES, Course
from knipa.training.progression.gap import LONGEST_GAP_DAYS, eased, gap_days
from knipa.training.progression.offer import offer
from knipa.training.progression.progress import progress_of
from knipa.training.progression.technique import check_in
from knipa.training.protocol import CEILING_SQUEEZES, Rhythm
from knipa.training.reason import Because, Reason
from knipa.training.screening import Clearance, May, screen
from knipa.training.session_log import Contact

LET_GO_ROUNDS = 3  # rounds that let go fully before anything at full strength (R5; our choice)
WEEK = 7
STARTING = (Position.SUPINE, Position.SIDE, Position.SITTING, Position.ALL_FOURS)  # R10
LIGHTENING = (Position.SUPINE, Position.SIDE, Position.ALL_FOURS)  # where heaviness rests (R10)


def plan_of(course: Course, on: date, *, done: int) -> Plan:
    """Return the plan of this day, with so many rounds done already."""
    clearance = screen(course.person, course.lately, on)
    stage = _stage(course, clearance, on)
    doses = _doses(course, stage, on) if stage else []
    rhythm = programme.under_ceiling(_rhythm(course, stage, on), doses) if stage else None
    resting = Resting(course, rhythm, on)
    return Plan(
        on=on,
        protocol=course.protocol.id,
        clearance=clearance,
        stage=stage,
        position=_position(course, stage) if stage else None,
        rhythm=rhythm,
        doses=doses,
        today=Today(
            done=done, left=max(0, rhythm.per_day.max - done) if rhythm else 0, rest_day=resting.is_due
        ),
        advice=[*advise(course, clearance, stage, on)],
        because=[
            *_because(course, stage, on),
            *resting.because(),
            *_ceiling(course, stage, rhythm, on),
        ],
        expect=expect(course.first_session),
        countdown=count_down(course.person, on),
        progress=progress_of(course, on),
        check_in=check_in(course, clearance.may, on),
        offer=None if _coming_back(course, on) else offer(course, clearance.may, on),
    )


def _stage(course: Course, clearance: Clearance, on: date) -> Stage | None:
    match clearance.may:
        case May.GENTLE:
            return Stage.GENTLE
        case May.RELAX:
            return Stage.RELAX
        case May.TRAIN:
            if _finds_first(course, on):
                return Stage.FIND
            return Stage.MAINTAIN if course.maintaining else course.earned
    return None


def _finds_first(course: Course, on: date) -> bool:
    """After the longest gap the next round is finding alone."""
    return course.find_round or gap_days(course, on) >= LONGEST_GAP_DAYS


# --- doses


def _doses(course: Course, stage: Stage, on: date) -> list[Dose]:
    protocol = course.protocol
    if stage is Stage.RELAX:
        return programme.letting_go(protocol)
    if stage is Stage.GENTLE:
        return programme.soft_squeezes(protocol)
    first = [protocol.doses.relaxation.dose(Exercise.RELAXATION)] if course.lets_go_first else []
    if stage is Stage.FIND:
        return [*first, protocol.doses.find.dose(Exercise.FIND)]
    levels = eased(course, on)
    assert levels is not None  # past find there always is a level
    moves = (
        programme.movements(course.person, course.left_be(on)) if course.earned is Stage.FUNCTIONAL else []
    )
    ceilings = _ceilings(course)
    return [
        *first,
        *programme.round_of(protocol, levels, ceilings, moves, to_fatigue=_to_fatigue(course, on)),
    ]


def _ceilings(course: Course) -> dict[Exercise, Effort]:
    """The effort that each exercise stays under: after pain, and before letting go is learnt (R5, R6)."""
    if course.lets_go_first and course.let_go_rounds < LET_GO_ROUNDS:
        return dict.fromkeys(LADDERS, Effort.NEAR) | course.ceilings
    return course.ceilings


def _coming_back(course: Course, on: date) -> bool:
    """Eased after a gap, and the old dose not yet reached."""
    return course.returning is not None or gap_days(course, on) > 0


def _to_fatigue(course: Course, on: date) -> bool:
    """Fewer days ask for real tiredness (R22, R25)."""
    return (
        course.in_step_down
        and not course.maintaining
        and not course.ceilings
        and not _coming_back(course, on)
    )


def _rhythm(course: Course, stage: Stage, on: date) -> Rhythm:
    rhythms = course.protocol.rhythms
    fixed = {Stage.GENTLE: rhythms.gentle, Stage.RELAX: rhythms.relax, Stage.FIND: rhythms.find}
    if stage in fixed:
        return fixed[stage]
    rhythm = rhythms.stronger if course.in_step_down else rhythms.build
    if course.maintaining:
        rhythm = rhythms.maintain
    return programme.daily(rhythm) if _coming_back(course, on) else rhythm


# --- position


def _position(course: Course, stage: Stage) -> Position:
    """Stand when that is earned; else keep the position that is clear, or try the next one (R9-R11)."""
    options = _options(course)
    if stage is Stage.RELAX:
        return options[0]
    if stage is Stage.GENTLE:
        return Position.SIDE if Sign.WOUND_SORE in course.signs else options[0]
    if course.can_stand and stage is not Stage.FIND:
        return Position.STANDING
    if course.kept in options:
        return course.kept
    untried = [position for position in options if position not in course.contacts]
    return untried[0] if untried else min(options, key=lambda position: _RANK[course.contacts[position]])


_RANK = {Contact.CLEAR: 0, Contact.FAINT: 1, Contact.NONE: 2}


def _options(course: Course) -> list[Position]:
    """The starting positions that this person can take, the wished one first."""
    person = course.person
    heavy = Motive.HEAVINESS in person.reasons
    order = [*LIGHTENING, Position.SITTING] if heavy else [*STARTING]
    if person.position in order:
        order.sort(key=lambda position: position is not person.position)
    barred = {Position(unable) for unable in person.cannot if unable in (Unable.SUPINE, Unable.ALL_FOURS)}
    return [
        position
        for position in order
        if position not in barred and (not course.heavier or position in LIGHTENING)
    ]


# --- why


def _because(course: Course, stage: Stage | None, on: date) -> Iterator[Because]:
    if stage is None:
        yield Because(Reason.NOT_NOW)
    elif stage is Stage.RELAX:
        yield Because(Reason.ONLY_LETTING_GO)
        yield Because(Reason.PAIN_FREE_DAYS, {"days": len(course.pain_free), "of": PAIN_FREE_DATES})
    elif stage is Stage.GENTLE:
        yield Because(Reason.SOFT_SQUEEZES)
    elif not course.past_find:
        yield from _why_find(course)
    else:
        yield from _why_stage(course, stage)
        yield from _why_dose(course, on)
        yield from _next(course, stage, on)
    if stage not in (None, Stage.RELAX, Stage.GENTLE) and course.lets_go_first:
        yield Because(
            Reason.LET_GO_FIRST, {"done": min(course.let_go_rounds, LET_GO_ROUNDS), "of": LET_GO_ROUNDS}
        )


def _why_find(course: Course) -> Iterator[Because]:
    pace = course.protocol.pace
    done, of = len(course.find_dates), pace.dates_to_build
    if done:
        yield Because(Reason.FINDING, {"done": done, "of": of})
    else:
        yield Because(Reason.FINDING, {"of": of}, variant="begin")
    if course.anew_from:
        yield Because(Reason.FIND_ANEW)
    kept = course.kept
    reason = Reason.POSITION_KEPT if kept else Reason.TRY_POSITION
    yield Because(reason, {"position": kept or _position(course, Stage.FIND)})
    yield Because(Reason.DAILY_ROUNDS, {"most": course.protocol.rhythms.find.per_day.max})


_WHY = {
    Stage.BUILD: Reason.BUILDING,
    Stage.STANDING: Reason.STANDING,
    Stage.FUNCTIONAL: Reason.FUNCTIONAL,
    Stage.MAINTAIN: Reason.MAINTAINING,
}


def _why_stage(course: Course, stage: Stage) -> Iterator[Because]:
    if stage in _WHY:
        yield Because(_WHY[stage])
    if course.satisfied and not course.maintaining:
        yield Because(Reason.KEEPS_BUILDING)
    if course.standing and Unable.STANDING in course.person.cannot:
        yield Because(Reason.NOT_STANDING)
    if course.heavier:
        yield Because(Reason.HEAVIER)


def _why_dose(course: Course, on: date) -> Iterator[Because]:
    gap = gap_days(course, on)
    if _finds_first(course, on) and course.past_find:
        yield Because(Reason.FIND_AFTER_GAP)
    if gap:
        yield Because(Reason.EASED_AFTER_GAP, {"days": gap})
    else:
        yield from course.news
    if course.ceilings:
        yield Because(Reason.SOFTER_AFTER_PAIN)
    if _coming_back(course, on):
        yield Because(Reason.DAILY_UNTIL_BACK)
    elif course.in_step_down and not course.maintaining:
        yield Because(Reason.STRONGER)
    if course.earned is Stage.FUNCTIONAL:
        yield from _why_movements(course, on)


def _why_movements(course: Course, on: date) -> Iterator[Because]:
    """Tell of what is left be because it leaked, and of what is tried again after that (R35)."""
    left_be = course.left_be(on)
    for movement, until in sorted(left_be.items()):
        yield Because(Reason.MOVEMENT_LATER, {"movement": movement, "until": until})
    for movement in programme.movements(course.person, left_be):
        if movement in course.leaving:
            yield Because(Reason.MOVEMENT_AGAIN, {"movement": movement})


def _next(course: Course, stage: Stage, on: date) -> Iterator[Because]:
    """Tell how far it is to the next step up."""
    if stage in (Stage.MAINTAIN, Stage.FIND) or course.levels is None or gap_days(course, on):
        return
    ladders = course.protocol.ladders
    growing = [name for name in LADDERS if course.levels.of(name) != ladders.of(name).target]
    if not growing:
        yield Because(Reason.ALL_TARGETS)
        return
    done = max(course.clean_days.get(name, 0) for name in growing)
    yield Because(Reason.NEXT_STEP, {"done": done, "of": course.protocol.pace.days_to_step})


def _ceiling(course: Course, stage: Stage | None, rhythm: Rhythm | None, on: date) -> Iterator[Because]:
    if stage and rhythm and rhythm.per_day.max < _rhythm(course, stage, on).per_day.max:
        yield Because(Reason.CEILING, {"most": CEILING_SQUEEZES})


class Resting:
    """Whether today is a day of rest: a pause, or enough days of training this week."""

    def __init__(self, course: Course, rhythm: Rhythm | None, on: date) -> None:
        """Look at the last seven days, today among them."""
        self.pause = course.person.paused(on)
        self.days = sum(1 for day in course.trained if on - timedelta(WEEK) < day < on)
        self.week_is_full = rhythm is not None and self.days >= rhythm.days_per_week.max

    @property
    def is_due(self) -> bool:
        """True inside a pause, and when the week has its days."""
        return self.pause is not None or self.week_is_full

    def because(self) -> Sequence[Because]:
        """Return why today rests."""
        if self.pause:
            return [Because(Reason.PAUSED, {"until": self.pause.to})]
        return [Because(Reason.REST_DAY, {"days": self.days})] if self.week_is_full else []
