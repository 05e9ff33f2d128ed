"""What stands beside the training: advice that is never a dose, and when to turn to care."""

from collections.abc import Iterator
from datetime import date, timedelta

from knipa.training.person import Anatomy, Birth, Motive, Person, Pregnancy, Situation, Surgery, Tear
from knipa.training.plan import Advice, Countdown, Expect
from knipa.training.programme import Stage
from knipa.training.progression.course import Course
from knipa.training.reason import Because, Reason
from knipa.training.screening import Clearance, May, Urgency

NOTICE_MONTHS, FULL_MONTHS = 2, 6  # R29
ENOUGH_DAYS = 84  # twelve weeks of training before "not enough" asks for care (R42; NICE NG210)
CANNOT_FIND_DAYS = 14  # nothing felt for so long asks for help (R42; our choice †)
LONG_RELAX_DAYS = 14  # letting go for so long asks for care (R42; our choice †)
AFTER_BIRTH_DAYS = 365  # tired and heavy is common the first year (R40)
ASK_DAYS = 84  # how long the neutral question after a pregnancy stands (our choice)
FLOOR_MATTERS = frozenset(  # reasons for which the rest of life weighs too (R37; our choice)
    {
        Motive.CHRONIC_COUGH,
        Motive.LEAK_STOOL,
        Motive.LEAK_GAS,
        Motive.PROLAPSE,
        Motive.HEAVINESS,
        Motive.MENOPAUSE,
    }
)

SELF_CHECK = {  # what one can feel for oneself (R19)
    Anatomy.VAGINA: Because(Reason.SELF_CHECK, variant="vagina"),
    Anatomy.PENIS: Because(Reason.SELF_CHECK, variant="penis"),
    Anatomy.UNSTATED: Because(Reason.SELF_CHECK),
}


def advise(course: Course, clearance: Clearance, stage: Stage | None, on: date) -> Iterator[Advice]:
    """Yield the advice of the day: the squeeze in life first, then care, then what else helps."""
    if clearance.may in (May.TRAIN, May.GENTLE):
        yield from _squeeze_in_life(course, clearance, stage)
    yield from _care(course, on)
    yield from _ask(course.person, on)
    if clearance.may in (May.TRAIN, May.GENTLE):
        yield from _beside(course, on)


def _squeeze_in_life(course: Course, clearance: Clearance, stage: Stage | None) -> Iterator[Advice]:
    """R24 is advice for everyone who has found the squeeze, never a dose; a long cough puts it first (R4)."""
    coughs = Motive.CHRONIC_COUGH in course.person.reasons
    if course.past_find or course.person.found:
        yield _say(Reason.KNACK)
        if coughs:
            yield _say(Reason.KNACK_FOR_COUGH)
    if clearance.may is May.TRAIN and course.notices(Situation.URGE):
        yield _say(Reason.URGE)
    if stage is Stage.FIND:
        yield _say(Reason.HAND_ON_BELLY)
        yield Advice(SELF_CHECK[course.person.anatomy])
    if stage is not Stage.MAINTAIN:
        yield _say(Reason.NEVER_ON_TOILET)
    if stage in (Stage.FIND, Stage.BUILD):
        yield _say(Reason.HABIT)


def _care(course: Course, on: date) -> Iterator[Advice]:
    """Yield when to turn to care, and the patient's rights beside it (R40, R42, R43)."""
    reasons = [*_care_reasons(course, on)]
    for reason in reasons:
        yield Advice(Because(reason), Urgency.SOON)
    if reasons:
        yield _say(Reason.YOUR_RIGHTS)


def _care_reasons(course: Course, on: date) -> Iterator[Reason]:
    person = course.person
    when = {
        Reason.CARE_AVOIDS: bool(person.avoids),
        Reason.CARE_WANTED: course.wants_help,
        Reason.CARE_WORSE: course.worse,
        Reason.CARE_NOT_ENOUGH: course.enough is False
        and _days_since(course.first_session, on) >= ENOUGH_DAYS,
        Reason.CARE_CANNOT_FIND: _days_since(course.none_since, on) >= CANNOT_FIND_DAYS,
        Reason.CARE_PAIN_AGAIN: course.hurts and course.pain_again,
        Reason.CARE_LONG_PAIN: course.hurts and _days_since(_letting_go_since(course), on) >= LONG_RELAX_DAYS,
        Reason.CARE_AFTER_BIRTH: _much_trouble_after_birth(person, on),
    }
    yield from (reason for reason, holds in when.items() if holds)


def _letting_go_since(course: Course) -> date | None:
    """Pain that was answered without a date is at least as old as the log."""
    return course.relax_since or course.first_line


def _days_since(day: date | None, on: date) -> int:
    return (on - day).days if day else -1


def _recent_births(person: Person, on: date) -> list[Birth]:
    return [birth for birth in person.births(on) if (on - birth.on).days <= AFTER_BIRTH_DAYS]


def _much_trouble_after_birth(person: Person, on: date) -> bool:
    """Leaking stool, trouble all day, or any leak after a severe tear (R40; our choice †)."""
    leaks = {Motive.LEAK_URINE, Motive.LEAK_GAS} & {*person.reasons}
    births = _recent_births(person, on)
    torn = any(birth.tear is Tear.THIRD_OR_FOURTH for birth in births)
    much = Motive.LEAK_STOOL in person.reasons or Situation.ALL_DAY in person.trouble_when
    return bool(births) and (much or bool(torn and leaks))


def _ask(person: Person, on: date) -> Iterator[Advice]:
    """A pregnancy ended, or a due date passed: a neutral question, no baby words (RULES.md, screening)."""
    ended = [event.ended for event in person.events if isinstance(event, Pregnancy) and event.ended]
    overdue = [event.due for event in person.pregnancies(on) if event.due < on]
    if any(0 <= (on - day).days <= ASK_DAYS for day in ended + overdue):
        yield _say(Reason.HOW_DO_THINGS_STAND)


def _beside(course: Course, on: date) -> Iterator[Advice]:
    person = course.person
    if course.left_be(on):
        yield _say(Reason.LEAVE_LEAKING_EXERCISE)
    elif course.leaks_at_exercise:
        yield _say(Reason.TAKE_UP_AGAIN if course.has_built else Reason.LEAVE_LEAKING_EXERCISE)
    if course.notices(Situation.HARD_TRAINING):
        yield _say(Reason.HARD_TRAINING)
    if person.pregnant(on):
        yield _say(Reason.NO_STIMULATOR)
    if _recent_births(person, on):
        yield _say(Reason.AFTER_BIRTH)
    if Motive.MENOPAUSE in person.reasons:
        yield _say(Reason.MENOPAUSE)
    if FLOOR_MATTERS & {*person.reasons}:
        yield _say(Reason.GOOD_FOR_THE_FLOOR)


def _say(reason: Reason) -> Advice:
    return Advice(Because(reason))


def expect(first_session: date | None) -> Expect | None:
    """Return when improvement is usually noticed, and full: calendar months from the first session (R29)."""
    if first_session is None:
        return None
    return Expect(_months_after(first_session, NOTICE_MONTHS), _months_after(first_session, FULL_MONTHS))


def _months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    return min(first + timedelta(day.day - 1), last)


def count_down(person: Person, on: date) -> Countdown | None:
    """Return the nearest birth or operation that lies ahead (R3); none once its day has come."""
    ahead = [Countdown("birth", event.due, (event.due - on).days) for event in person.pregnancies(on)]
    for event in person.events:
        if isinstance(event, Birth) and event.on > on:
            ahead.append(Countdown("birth", event.on, (event.on - on).days))
        if isinstance(event, Surgery) and event.on > on:
            ahead.append(Countdown("surgery", event.on, (event.on - on).days))
    return min((each for each in ahead if each.days >= 0), key=lambda each: each.on, default=None)
