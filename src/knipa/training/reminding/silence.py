"""When silence helps more than a nudge: the plan of the day decides, and says why."""

from collections.abc import Collection, Iterator
from enum import StrEnum

from knipa.training.plan import Plan
from knipa.training.reason import Reason
from knipa.training.reminding.wishes import Also
from knipa.training.screening import May

LAPSED_DAYS = 21  # so long without a session, a daily nudge has stopped helping (our choice)
WEEK = 7


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


def silence(plan: Plan, nth: int, also: Collection[Also] = ()) -> Silence | None:
    """Return why the day's nudge number `nth`, counted from 0, is not sent; None: it helps.

    The first nudge asks for the first round: it is silent once a round is done, the second once two are.
    `also` are the calm times in which the person wishes nudges all the same.
    """
    return next(_reasons(plan, nth, also), None)


def _reasons(plan: Plan, nth: int, also: Collection[Also]) -> Iterator[Silence]:
    yield from _by_clearance(plan.clearance.may, also)
    if plan.today.rest_day:
        yield Silence.PAUSED if _paused(plan) else Silence.REST_DAY
    if _keeps_on(plan) and not (Also.KEEPING_ON in also and _week_asks(plan)):
        yield Silence.KEEPING_ON
    if plan.rhythm is None or nth >= plan.rhythm.per_day.max:
        yield Silence.ENOUGH
    if plan.today.done > nth:
        yield Silence.DONE
    if _lapsed(plan):
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


def _lapsed(plan: Plan) -> bool:
    """Weeks without a session: one nudge a week, on the weekday of the last session."""
    if not plan.progress.trained:
        return False
    gap_days = (plan.on - plan.progress.trained[-1]).days
    return gap_days >= LAPSED_DAYS and gap_days % WEEK != 0
