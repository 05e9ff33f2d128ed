"""What a person answered, and when. Each save is a row of its own: nothing is written over."""

from django.conf import settings
from django.db import models


class Answers(models.Model):
    """A `knipa.person/1` as it was on one day."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="answers")
    given_at = models.DateTimeField()
    on = models.DateField()  # the person's own date
    person = models.JSONField()

    class Meta:
        ordering = ["given_at", "id"]
        indexes = [models.Index(fields=["account", "-given_at", "-id"], name="answers_latest")]

    def __str__(self) -> str:
        return f"Answers of {self.on}"
