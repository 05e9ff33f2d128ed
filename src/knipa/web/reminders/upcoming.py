"""Which reminder comes next, as things stand: what the plan would keep silent by now is passed over."""

from dataclasses import dataclass
from datetime import datetime

from knipa.web import coach
from knipa.web.models import Account, Nudge, NudgeKind, NudgeState
from knipa.web.reminders.decided import silences
from knipa.web.reminders.wished import told_of

MOST = 12  # looked at; two days of every round twice (our choice)


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next moment, or why there is none: the code of the first that is silent."""

    at: datetime | None
    silence: str = ""


def upcoming(account: Account, now: datetime) -> Upcoming:
    """Return the next reminder of a round; the week in sum is none."""
    ahead = account.nudges.filter(state=NudgeState.WAITING, due_at__gt=now).exclude(kind=NudgeKind.WEEKLY)
    nudges = [*ahead.order_by("due_at")[:MOST]]
    silent = _silences(account, nudges, now)
    return Upcoming(_first(nudges, silent), next(iter(silent), ""))


def put_off_until(account: Account, now: datetime) -> datetime | None:
    """Return until when the person has put a reminder off, if they have, and it will come."""
    waiting = account.nudges.filter(state=NudgeState.WAITING, kind=NudgeKind.LATER, due_at__gt=now)
    nudges = [*waiting.order_by("due_at")[:MOST]]
    return _first(nudges, _silences(account, nudges, now))


def _first(nudges: list[Nudge], silent: list[str]) -> datetime | None:
    return next((nudge.due_at for nudge, why in zip(nudges, silent, strict=True) if not why), None)


def _silences(account: Account, nudges: list[Nudge], now: datetime) -> list[str]:
    if not nudges:
        return []
    revision, told = coach.revision(account), told_of(account)
    return silences(nudges, now, revision=revision, told=told, account=lambda: account)
