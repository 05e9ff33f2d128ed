"""The one Django app."""

from django.apps import AppConfig


class Web(AppConfig):
    name = "knipa.web"
    label = "web"

    def ready(self) -> None:
        from knipa.web.spoken import let_others_stand_in  # it reads settings, which are not there before

        let_others_stand_in()
