"""Whose it is."""

from django.contrib.auth.models import AbstractUser
from django.db import models

ONLY = "me"  # the account of one-person mode


class Account(AbstractUser):
    """A person with records of their own."""

    language = models.CharField(max_length=16, blank=True)

    @classmethod
    def only(cls) -> "Account":
        """The single account of one-person mode; made when first asked for, and never able to log in by password."""
        account = cls.objects.filter(username=ONLY).first()
        return account or cls.objects.get_or_create(username=ONLY, defaults={"password": "!"})[0]
