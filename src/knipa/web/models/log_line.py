"""What happened: one line of a person's log."""

from django.conf import settings
from django.db import models


class LogLine(models.Model):
    """A `knipa.log/1` line, whole, with what one looks it up by beside it."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="log")
    event_id = models.UUIDField()
    kind = models.CharField(max_length=16)
    on = models.DateField()  # the date written in the line
    at = models.DateTimeField()
    line = models.JSONField()

    class Meta:
        ordering = ["on", "at", "event_id"]
        constraints = [models.UniqueConstraint(fields=["account", "event_id"], name="one_line_an_event")]
        indexes = [models.Index(fields=["account", "on", "at", "event_id"], name="log_in_order")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.on}"
