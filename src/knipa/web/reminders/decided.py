"""Why nudges are silent: what was decided ahead stands, unless the person has told or wished something since."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from knipa.web import coach
from knipa.web.models import Account, Nudge


def silences(
    nudges: Sequence[Nudge],
    now: datetime,
    *,
    revision: int,
    told: Mapping[str, Any],
    account: Callable[[], Account],
) -> list[str]:
    """Return for each nudge of one account why it is not sent; "" where it helps.

    `revision` is the account's, as coach.revision() tells it, and `told` what it wishes; the account itself is asked
    for only where something is decided anew.
    """
    if all(nudge.decided == revision for nudge in nudges):
        return [nudge.silence for nudge in nudges]
    return coach.silences(account(), now, nudges, told)
