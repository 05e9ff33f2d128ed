"""A way by which a person is reached: a phone's browser, a mailbox, a calendar, another program."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class ChannelKind(models.TextChoices):
    """What kind of way it is."""

    PUSH = "push", _("Notification")
    EMAIL = "email", _("E-mail")
    WEBHOOK = "webhook", _("Another program")
    CALENDAR = "calendar", _("Calendar")


SENDING = (ChannelKind.PUSH, ChannelKind.EMAIL, ChannelKind.WEBHOOK)  # a calendar fetches for itself


class Channels(models.QuerySet["Channel"]):
    """Channels, those that a nudge may go by among them."""

    def that_send(self) -> Self:
        """Confirmed and not gone, in the order in which they are tried."""
        return self.filter(kind__in=SENDING, confirmed_at__isnull=False, gone_at__isnull=True)


class Channel(models.Model):
    """One way. `told` is where to, in the shape that the file of its kind knows; nobody else reads it.

    `seed` and `token_hash` belong to its secret address (the feed's, or the one that unsubscribes); the address
    itself stands nowhere (reminders/secret.py). `failures` counts those since the last delivery.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="channels")
    phone = models.ForeignKey("web.Phone", on_delete=models.CASCADE, null=True, related_name="channels")
    kind = models.CharField(max_length=16, choices=ChannelKind)
    rank = models.SmallIntegerField(default=0)  # the smallest is tried first
    told = models.JSONField(default=dict)
    seed = models.CharField(max_length=64, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  # null: no address
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)  # nothing is sent before
    delivered_at = models.DateTimeField(
        null=True
    )  # by "send me one now", or fetched; nudges keep their own time
    failed_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)  # by "send me one now"
    waits_until = models.DateTimeField(null=True)  # the receiver has asked us to
    failures = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=200, blank=True)  # a code of reminders/outcome.py, and what was heard
    gone_at = models.DateTimeField(null=True)  # never tried again

    objects = Channels.as_manager()

    class Meta:
        ordering = ["rank", "id"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.made_at:%Y-%m-%d}"

    def recover(self, delivered_at: datetime | None = None) -> None:
        """Remember that it arrives, again; written only where that is news."""
        if self.failures or delivered_at:
            told = {"failures": 0, "why": "", "waits_until": None}
            at = {"delivered_at": delivered_at} if delivered_at else {}
            Channel.objects.filter(pk=self.pk).update(**told, **at)

    def fail(self, why: str, now: datetime, *, gone: bool = False, after_s: int | None = None) -> None:
        """Remember a failure; a way that is gone is not tried again, and one that asked us to wait not before."""
        waits = {"waits_until": now + timedelta(seconds=after_s) if after_s else None}
        told = {"failed_at": now, "failures": F("failures") + 1, "why": why[:200], **waits}
        Channel.objects.filter(pk=self.pk).update(**told, **({"gone_at": now} if gone else {}))
