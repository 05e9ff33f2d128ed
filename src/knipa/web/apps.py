"""The one Django app."""

from django.apps import AppConfig


class Web(AppConfig):
    name = "knipa.web"
    label = "web"
