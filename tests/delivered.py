"""Someone who trains and is reminded on one morning: what they wish and do, and what has been sent."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from knipa.web import coach
from knipa.web.models import Account, Channel, Nudge
from knipa.web.reminders import planning
from knipa.web.reminders.outcome import Delivered

EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)  # seven o'clock in Stockholm
AT_0730 = MORNING + timedelta(minutes=30)


def wish(account, **more):
    told = {
        "format": "knipa.wishes/1",
        "timezone": "Europe/Stockholm",
        "wishes": [
            {"id": "morning", "at": "07:30", "days": EVERY_DAY},
            {"id": "evening", "at": "20:00", "days": EVERY_DAY},
        ],
        **more,
    }
    planning.keep(account, told, MORNING)


def train(account, at):
    line = {
        "format": "knipa.log/1",
        "id": str(uuid4()),
        "kind": "session",
        "at": at.isoformat(),
        "position": "supine",
        "ended": "whole",
        "done": [{"exercise": "strength", "reps": 5, "hold_s": 3}],
    }
    coach.log(account, json.dumps(line), at)


def sent(ways):
    return [(kind, said.kind) for kind, said, outcome in ways["heard"] if isinstance(outcome, Delivered)]


def other_person():
    """Someone else, reached by e-mail."""
    made = Account.objects.create(username="bea")
    Channel.objects.create(account=made, kind="email", made_at=MORNING, confirmed_at=MORNING)
    return made


def beside(account, slot, at, **more):
    """One more nudge of the same day."""
    moment = {"due_at": at, "next_at": at, "until": at + coach.LATE}
    fresh = {"kind": "session", "slot": slot, "on": AT_0730.date(), **moment}
    Nudge.objects.create(account=account, **fresh, **more)


def states(account):
    return [(nudge.slot, nudge.state, nudge.why) for nudge in account.nudges.order_by("due_at")]
