"""Whose it is, and how they want their pages."""

import hashlib
from datetime import UTC

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property

ONLY = "me"  # the account of one-person mode


class Theme(models.TextChoices):
    """How light the pages are; `auto` follows the device."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Account(AbstractUser):
    """A person with records of their own."""

    language = models.CharField(max_length=16, blank=True)
    theme = models.CharField(max_length=8, choices=Theme, default=Theme.AUTO)
    large_type = models.BooleanField(default=False)
    care = models.CharField(
        max_length=32, blank=True
    )  # a care pack; empty: by where they are and their language
    wordless = models.BooleanField(default=False)  # pictures and tones instead of many words
    discreet = models.BooleanField(default=False)  # neutral page titles and icon

    @cached_property
    def has_answered(self) -> bool:
        """Whether there is a first set of answers: only then are there pages of one's own."""
        return not self._state.adding and self.answers.exists()  # a stranger has no record (door/keeper.py)

    @property
    def reminded_in(self) -> str:
        """The language of reminders: the one that was chosen, else that of the page where they were wished for."""
        wished = getattr(self, "wished", None)
        return self.language or (wished.language if wished else "")

    @property
    def mark(self) -> str:
        """What the account is called on its own devices; another installation's account has another.

        Of what lies in the database alone, so that it is the same after a backup or with a new key.
        """
        told = f"{self.pk} {self.date_joined.astimezone(UTC).isoformat()}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @classmethod
    def only(cls) -> "Account":
        """The single account of one-person mode; made when first asked for, and never able to log in by password."""
        account = cls.objects.select_related("snapshot", "wished").filter(username=ONLY).first()
        return account or cls.objects.get_or_create(username=ONLY, defaults={"password": "!"})[0]
