"""Which reminder comes next, as things stand: what the plan would keep silent by now is passed over."""

from dataclasses import dataclass
from datetime import datetime

from knipa.web import coach
from knipa.web.models import Account, Nudge, NudgeKind, NudgeState
from knipa.web.reminders.wished import told_of

MOST = 12  # looked at; two days of every round twice (our choice)
ASKED_FOR = NudgeKind.LATER  # what a person has put off comes also where the round is one too many


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next moment, or why there is none: the code of the first that is silent."""

    at: datetime | None
    silence: str = ""


def upcoming(account: Account, now: datetime) -> Upcoming:
    """Return the next reminder of a round; the week in sum is none."""
    ahead = account.nudges.filter(state=NudgeState.WAITING, due_at__gt=now).exclude(kind=NudgeKind.WEEKLY)
    nudges = [*ahead.order_by("due_at")[:MOST]]
    silences = _silences(account, nudges, now)
    heard = (nudge.due_at for nudge, silent in zip(nudges, silences, strict=True) if not silent)
    return Upcoming(next(heard, None), next(iter(silences), ""))


def put_off_until(account: Account, now: datetime) -> datetime | None:
    """Return until when the person has put a reminder off, if they have."""
    waiting = account.nudges.filter(state=NudgeState.WAITING, kind=NudgeKind.LATER, due_at__gt=now)
    return waiting.order_by("due_at").values_list("due_at", flat=True).first()


def _silences(account: Account, nudges: list[Nudge], now: datetime) -> list[str]:
    """What was decided ahead stands, unless the person has told something since."""
    if not nudges:
        return []
    revision = coach.revision(account)
    if all(nudge.decided == revision for nudge in nudges if nudge.kind != ASKED_FOR):
        found = [nudge.silence for nudge in nudges]
    else:
        asked = [(nudge.on, nudge.nth) for nudge in nudges]
        found = coach.silences(account, now, asked, told_of(account).get("also", ()))
    return ["" if nudge.kind == ASKED_FOR else silent for nudge, silent in zip(nudges, found, strict=True)]
