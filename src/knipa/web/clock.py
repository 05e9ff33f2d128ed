"""What time it is; the one place that asks, so that a demonstration can stand still on a day of its own."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return this moment, or the moment at which a demonstration stands still."""
    stands_at: datetime | None = settings.STANDS_STILL_AT
    return stands_at or timezone.now()
