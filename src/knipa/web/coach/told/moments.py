"""A squeeze used in life, told with one tap, and taken back where the tap was a slip."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from knipa.training.exercise import Movement
from knipa.training.session_log import Moment, Source
from knipa.web.coach.facts import facts_of
from knipa.web.coach.snapshot import touch
from knipa.web.coach.told.recording import store
from knipa.web.models import Account

A_SLIP = timedelta(days=1)  # what is older was no slip of the finger (our choice)


def squeezed_first(account: Account, event_id: UUID, movement: str, at: datetime) -> None:
    """Keep a squeeze that was used before this movement; the same event twice is kept once."""
    facts = facts_of(account, at)
    if facts:
        moment = Moment(id=event_id, at=facts.at, source=Source.PLAYER, movement=Movement(movement))
        store(account, moment)


def take_back(account: Account, event_id: UUID, at: datetime) -> None:
    """Forget a squeeze in life that was told of by mistake; nothing else is ever taken back."""
    with transaction.atomic():
        slip = account.log.select_for_update().filter(event_id=event_id, kind="moment", at__gte=at - A_SLIP)
        if told := slip.first():
            touch(account, told.on)
            told.delete()
