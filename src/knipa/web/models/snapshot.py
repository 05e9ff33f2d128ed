"""Where a person stood, kept so that pages need not read years of log: derived, and never the truth."""

from django.conf import settings
from django.db import models


class Snapshot(models.Model):
    """What the engine made of all lines dated before `before`; thrown away whenever one of those may have changed.

    `revision` counts everything that was written to answers or log, so that a snapshot worked out beside a
    write is not kept.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="snapshot"
    )
    revision = models.BigIntegerField(default=0)
    engine = models.CharField(max_length=64, blank=True)  # which engine made it
    before = models.DateField(null=True)  # null: there is none
    course = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"Where one stood before {self.before}"
