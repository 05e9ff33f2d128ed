"""What the tests of reminders share: wishes that are kept, nudges that are over, and a page as one reads it."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from knipa.web.models import Nudge, Wished
from knipa.web.reminders import planning
from seen import seen

EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def wish(account, *wishes, **more):
    """Keep wishes, for every day unless they say otherwise."""
    told = {"format": "knipa.wishes/1", "timezone": "Europe/Stockholm", **more}
    planning.keep(
        account, {**told, "wishes": [{"days": EVERY_DAY, **each} for each in wishes]}, timezone.now()
    )


def wishes():
    """What is wished, without the ids."""
    kept = Wished.objects.get().told["wishes"]
    return [{name: value for name, value in each.items() if name != "id"} for each in kept]


def became(account, state, hours_ago=3, **more):
    """A nudge that is over."""
    at = timezone.now() - timedelta(hours=hours_ago)
    told = {
        "kind": "session",
        "slot": f"x{hours_ago}",
        "on": at.date(),
        "due_at": at,
        "until": at,
        "state": state,
    }
    return Nudge.objects.create(id=uuid4(), account=account, **told, **more)


def page(client, address="/reminders/"):
    """What one reads there."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(seen(answer.content.decode()).split())
