"""One reminder at its due moment: made ahead, claimed, delivered, and kept for a month to be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, cast
from uuid import uuid4

from django.conf import settings
from django.db import connection, models

from knipa.web.models.channel import Channel


class NudgeKind(models.TextChoices):
    """What it is about."""

    SESSION = "session"  # a wished time
    SECOND = "second"  # the same once more, if nothing was done
    LATER = "later"  # put off by the person
    WEEKLY = "weekly"  # the week summed up


class NudgeState(models.TextChoices):
    """What became of it."""

    WAITING = "waiting"
    SENT = "sent"
    SILENT = "silent"  # the plan of the day asked for silence; `why` says which (training/reminding)
    MISSED = "missed"  # nobody was there to send it within the hour
    FAILED = "failed"  # every way was tried, again and again


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a claimed nudge; `next_at` is when it is to be tried again, None where it is over."""

    state: NudgeState
    next_at: datetime | None = None
    why: str = ""
    channel: Channel | None = None
    sent_at: datetime | None = None


class Nudge(models.Model):
    """The row is the idempotency: there is one for each wish (`slot`) on each of the person's own days.

    `next_at` is when it is to be looked at next: its due moment, the end of a lease while someone has it, the next
    try after a failure; null once it is over. So what a dead worker held comes back by itself.
    `silence` was worked out while the account's revision was `decided`; else it is worked out anew before sending.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)  # the key by which a receiver knows a second one
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="nudges", db_index=False
    )
    kind = models.CharField(max_length=8, choices=NudgeKind)
    slot = models.CharField(max_length=80)
    on = models.DateField()  # the person's own date
    nth = models.PositiveSmallIntegerField(default=0)  # of the day's rounds, from 0
    due_at = models.DateTimeField()
    until = models.DateTimeField()  # later than this it is not sent
    next_at = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)  # whose it is until `next_at`
    tries = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=NudgeState, default=NudgeState.WAITING)
    silence = models.CharField(max_length=16, blank=True)
    decided = models.BigIntegerField(null=True)
    channel = models.ForeignKey(
        "web.Channel", on_delete=models.SET_NULL, null=True, related_name="nudges", db_index=False
    )
    sent_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "on", "slot"], name="one_nudge_a_slot_and_day")
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(next_at__isnull=False), name="nudge_next"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.on}: {self.state}"


END_CLAIM = (
    "UPDATE web_nudge SET state=%s, next_at=%s, why=%s, channel_id=%s, sent_at=%s, claim=NULL "
    "WHERE id=%s AND claim=%s"
)


def end_claims(ended: Sequence[tuple[Nudge, Became]]) -> None:
    """Write what became of them, in one commit: each only if its claim is still the one that it was read with.

    As `filter(pk=…, claim=…).update(…)` does, in SQL: built anew for each nudge, that costs as much as all else that
    a delivery does, and so does each commit (benchmarks/reminders.py).
    """
    told = [
        {
            "state": became.state.value,
            "next_at": became.next_at,
            "why": became.why[:200],
            "channel": became.channel.pk if became.channel else None,
            "sent_at": became.sent_at,
            "id": nudge.pk,
            "claim": nudge.claim,
        }
        for nudge, became in ended
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # takes several at once, and that is one commit
            cursor.execute("; ".join([END_CLAIM] * len(told)), [*chain(*(each.values() for each in told))])
            return
        for each in told:
            cursor.execute(END_CLAIM, [_as_kept(name, value) for name, value in each.items()])


def _as_kept(name: str, value: object) -> Any:  # noqa: ANN401  # as the driver takes it
    """Return a value as a database keeps it whose driver does not know how."""
    field = Nudge._meta.get_field(name)  # noqa: SLF001  # Django's own name for what is public
    return cast("models.Field[Any, Any]", field).get_db_prep_save(value, connection)
