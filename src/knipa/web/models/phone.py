"""The phones that may come in, and the one code with which a new one is paired."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=400)  # browsers keep no cookie longer (RFC 6265bis)
OPEN = timedelta(minutes=10)  # long enough to fetch the phone and type eight signs (our choice)
MOST_WRONG = 10  # tries, by whomever: then there is no code any more (our choice)


class Device(models.TextChoices):
    """What a phone is called: what kind it is, and nothing more precise."""

    IPHONE = "iphone", _("iPhone")
    IPAD = "ipad", _("iPad")
    ANDROID = "android", _("Android phone")
    TABLET = "tablet", _("Android tablet")
    COMPUTER = "computer", _("Computer")


class Phones(models.QuerySet["Phone"]):
    """Phones, those that still count among them."""

    def that_count(self, now: datetime) -> Self:
        """Those that were here within the time for which a browser keeps its cookie."""
        return self.filter(seen_on__gte=timezone.localdate(now) - KEPT)


class Phone(models.Model):
    """One paired browser. Signing it out deletes the row; the key itself is kept by that browser alone."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="phones")
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256, hex, of the cookie
    device = models.CharField(max_length=16, choices=Device)
    paired_at = models.DateTimeField()
    seen_on = models.DateField()  # no more precise: nobody needs to know when a phone is used

    objects = Phones.as_manager()

    class Meta:
        ordering = ["-seen_on", "-paired_at"]

    def __str__(self) -> str:
        return f"{self.device} paired {self.paired_at:%Y-%m-%d}"


class Pairings(models.QuerySet["Pairing"]):
    """Codes, the open ones among them."""

    def that_are_open(self, now: datetime) -> Self:
        return self.filter(made_at__gt=now - OPEN, made_at__lte=now, wrong__lt=MOST_WRONG)


class Pairing(models.Model):
    """A code that may be used once, soon. The code stands nowhere: it follows from `seed` and this Knipa's own key.

    A new one takes the place of the old.
    """

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pairing")
    seed = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField(default=0)

    objects = Pairings.as_manager()

    def __str__(self) -> str:
        return f"Pairing made {self.made_at:%Y-%m-%d %H:%M}"
