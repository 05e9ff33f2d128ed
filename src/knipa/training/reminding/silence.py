"""When silence helps more than a nudge: the plan of the day decides, and says why."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from enum import StrEnum

from knipa.training.person import Person
from knipa.training.plan import Plan
from knipa.training.reason import Reason
from knipa.training.reminding.wishes import Also, Wishes
from knipa.training.screening import May

WEEK = 7
LAPSED_DAYS = 21  # so long without a session, a daily nudge has stopped helping (our choice)


class About(StrEnum):
    """What a nudge is about."""

    ROUND = "session"  # a wished time
    AGAIN = "second"  # the same once more, if nothing was done
    LATER = "later"  # put off by the person
    WEEK = "weekly"  # the week summed up


class Silence(StrEnum):
    """Why nothing is sent, most careful first."""

    CARE = "care"  # care comes first (R42)
    WAITING = "waiting"  # clearance is pending (R18)
    PAIN = "pain"  # it hurts: only letting go (R6)
    SOFT = "soft"  # only soft squeezes, until training is cleared (R18)
    PAUSED = "paused"  # a pause that the person has taken
    REST_DAY = "rest_day"  # the week has its days (R22)
    KEEPING_ON = "keeping_on"  # fewer days are enough, for now or for good (R22, R30)
    DONE = "done"  # this round is done already
    ENOUGH = "enough"  # the plan asks for no more rounds today (R15, R21)
    LAPSED = "lapsed"  # nothing for weeks: one nudge a week is plenty


A_ROUND = frozenset(Silence)
HOLDS = {
    About.ROUND: A_ROUND,
    About.AGAIN: A_ROUND,
    About.LATER: A_ROUND
    - {Silence.REST_DAY, Silence.KEEPING_ON, Silence.ENOUGH, Silence.LAPSED},  # it was asked for
    About.WEEK: frozenset({Silence.CARE, Silence.WAITING, Silence.PAUSED}),
}


def silence(
    plan: Plan, person: Person, wishes: Wishes, nth: int, about: About = About.ROUND
) -> Silence | None:
    """Return why the day's nudge number `nth`, counted from 0, is not sent; None: it helps.

    The first nudge asks for the first round: it is silent once a round is done, the second once two are.
    """
    holds = HOLDS[about]
    return next((reason for reason in _reasons(plan, person, wishes, nth, about) if reason in holds), None)


def _reasons(plan: Plan, person: Person, wishes: Wishes, nth: int, about: About) -> Iterator[Silence]:
    yield from _by_clearance(plan.clearance.may, wishes.also)
    if plan.today.rest_day:
        yield Silence.PAUSED if _paused(plan) else Silence.REST_DAY
    if _keeps_on(plan) and not (Also.KEEPING_ON in wishes.also and _week_asks(plan)):
        yield Silence.KEEPING_ON
    if plan.rhythm is None or nth >= plan.rhythm.per_day.max:
        yield Silence.ENOUGH
    if plan.today.done > nth:
        yield Silence.DONE
    if _lapsed(plan, person) and not (
        about is About.ROUND and nth == 0 and _first_of_week(plan, person, wishes)
    ):
        yield Silence.LAPSED


def _by_clearance(may: May, also: Collection[Also]) -> Iterator[Silence]:
    if may is May.SEEK_CARE:
        yield Silence.CARE
    elif may is May.WAIT:
        yield Silence.WAITING
    elif may is May.RELAX and Also.LETTING_GO not in also:
        yield Silence.PAIN
    elif may is May.GENTLE and Also.SOFT not in also:
        yield Silence.SOFT


def _paused(plan: Plan) -> bool:
    return any(because.reason is Reason.PAUSED for because in plan.because)


def _keeps_on(plan: Plan) -> bool:
    """Fewer days than all of them are enough."""
    return plan.rhythm is not None and plan.rhythm.days_per_week.min < WEEK


def _week_asks(plan: Plan) -> bool:
    """The last seven days hold fewer days of training than the rhythm asks for at least."""
    if plan.rhythm is None:
        return False
    lately = sum(1 for day in plan.progress.trained if (plan.on - day).days < WEEK)
    return lately < plan.rhythm.days_per_week.min


def _lapsed(plan: Plan, person: Person) -> bool:
    """Weeks without a session, though there might have been one: pauses and locks begin them anew."""
    trained = {*plan.progress.trained}
    before = (plan.on - timedelta(days=ago) for ago in range(1, LAPSED_DAYS + 1))
    missed = (
        day not in trained and not person.paused(day) and not plan.progress.locked(day) for day in before
    )
    return bool(trained) and all(missed)


def _first_of_week(plan: Plan, person: Person, wishes: Wishes) -> bool:
    """This is the first day of its week, Monday first, on which anything is wished."""
    wished = {day.number for wish in wishes.wishes if wish.at for day in wish.days}
    before = (plan.on - timedelta(days=ago) for ago in range(1, plan.on.weekday() + 1))
    return not any(day.weekday() in wished and not person.paused(day) for day in before)
