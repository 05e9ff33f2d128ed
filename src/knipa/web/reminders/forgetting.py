"""Forgets what need not be kept: nudges that are long over, and addresses that nobody has confirmed."""

from datetime import datetime, timedelta

from knipa.web.models import Nudge
from knipa.web.reminders.email import mailbox

KEPT = timedelta(days=30)  # what became of a nudge can be seen so long (our choice)
EVERY = timedelta(hours=1)  # (our choice)


def forget(now: datetime) -> None:
    """Forget it for everybody, whatever they wish by now."""
    Nudge.objects.filter(on__lt=(now - KEPT).date()).delete()
    mailbox.forget_begun(now)
