"""What a person wishes of reminders, kept as it stands now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from knipa.contract import Refusal, read_wishes, write_wishes
from knipa.web.coach.facts import RefusedError
from knipa.web.models import Account, Wished


def wish(account: Account, told: Mapping[str, Any], at: datetime) -> Wished:
    """Keep the wishes, a `knipa.wishes/1`; the coming days' nudges are to be made at once.

    Raises:
        RefusedError: if the contract refuses them.
    """
    try:
        wishes = read_wishes(told, "wishes")
    except Refusal as refusal:
        raise RefusedError(str(refusal)) from refusal
    kept = {"told": write_wishes(wishes), "plan_at": at}
    return Wished.objects.update_or_create(account=account, defaults=kept)[0]
