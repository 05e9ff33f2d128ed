"""People who wish reminders, made by the thousand straight in the database; for tests of faults and for benchmarks."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import batched
from typing import Any
from uuid import uuid4

from django.db.models import Max

from knipa.web.models import Account, Channel, Nudge, Wished

AT_ONCE = 2000
EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WISHED = {
    "format": "knipa.wishes/1",
    "timezone": "Europe/Stockholm",
    "wishes": [{"id": "morning", "at": "07:30", "days": EVERY_DAY}],
}


def make(people: int, at: datetime, *, kind: str = "webhook", told: Mapping[str, Any] | None = None) -> None:
    """Make so many people, each with one way, and one nudge that is due at this moment."""
    first = (Account.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    for numbers in batched(range(first, first + people), AT_ONCE):
        Account.objects.bulk_create(Account(pk=n, username=f"p{n}", password="!") for n in numbers)
        Wished.objects.bulk_create(
            Wished(account_id=n, told=WISHED, plan_at=at + timedelta(days=1)) for n in numbers
        )
        fresh = {
            "kind": kind,
            "told": told or {"url": "https://example.org/"},
            "made_at": at,
            "confirmed_at": at,
        }
        Channel.objects.bulk_create(Channel(account_id=n, **fresh) for n in numbers)
        Nudge.objects.bulk_create(nudge(n, at) for n in numbers)


def nudge(account: int, at: datetime, **more: Any) -> Nudge:
    """A nudge as planning makes it: decided ahead, and nothing has been told since."""
    fresh = {
        "kind": "session",
        "slot": "morning@07:30",
        "on": at.date(),
        "due_at": at,
        "next_at": at,
        "until": at + timedelta(hours=1),
        "decided": 0,
    }
    return Nudge(id=uuid4(), account_id=account, **{**fresh, **more})


def store(rows: int, at: datetime) -> None:
    """Lay so many nudges beside them: nine of ten long over, one of ten still to come."""
    first = Nudge.objects.filter(slot__startswith="stored").count()
    account = Account.objects.order_by("pk").values_list("pk", flat=True)[0]
    for numbers in batched(range(first, first + rows), AT_ONCE):
        Nudge.objects.bulk_create(
            nudge(
                account,
                at,
                slot=f"stored{n}",
                due_at=at + timedelta(minutes=n),
                next_at=at + timedelta(days=1, minutes=n) if n % 10 == 0 else None,
                state="waiting" if n % 10 == 0 else "sent",
            )
            for n in numbers
        )
