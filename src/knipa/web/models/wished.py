"""What a person wishes of reminders, and when the coming days' nudges are to be made."""

from django.conf import settings
from django.db import models


class Wished(models.Model):
    """A `knipa.wishes/1`, as it stands now. Pauses are told with the answers, not here."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wished")
    told = models.JSONField()
    language = models.CharField(max_length=16, blank=True)  # of the page where it was last changed
    languages = models.JSONField(default=dict)  # in which each habit's own words are, by the wish's id
    saved_at = models.DateTimeField(null=True)  # as a file for a calendar, since it was last changed
    plan_at = models.DateTimeField(null=True, db_index=True)  # null: nothing is wished

    def __str__(self) -> str:
        return f"{len(self.told.get('wishes', ()))} wishes"
