"""What can be chosen about the pages, and how each choice is kept."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from knipa.web.forms import Text
from knipa.web.models import Account
from knipa.web.where import BY_ITSELF, places

KEPT_AS = {"on": True, "off": False, BY_ITSELF: ""}
SHOWN_AS = {kept: value for value, kept in KEPT_AS.items()}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: the field of the account that keeps it, and its values in words."""

    field: str
    title: Text
    hint: Text
    values: tuple[tuple[str, Text], ...]

    def now(self, account: Account, language: str) -> str:
        """Return the value that holds."""
        if self.field == "language":
            return language
        shown = SHOWN_AS.get(kept := getattr(account, self.field), kept)
        return shown if self.keeps(shown) else self.values[0][0]  # what was chosen may have gone since

    def keeps(self, value: str) -> bool:
        return value in dict(self.values)

    def keep(self, account: Account, value: str) -> None:
        """Keep a value on the account."""
        setattr(account, self.field, KEPT_AS.get(value, value))
        account.save(update_fields=[self.field])


CHOICES = (
    Choice("language", _("Language"), "", tuple((code, code) for code, _name in settings.LANGUAGES)),
    Choice("care", _("Where you seek care"), _("Whom you are told to ring, and by which number."), places()),
    Choice(
        "theme",
        _("Light or dark"),
        "",
        (
            ("auto", _("As the device")),
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("contrast", _("High contrast")),
        ),
    ),
    Choice(
        "large_type",
        _("Size of the text"),
        _("It also follows the size that you have chosen in the browser."),
        (("off", _("Usual")), ("on", _("Large"))),
    ),
    Choice(
        "wordless",
        _("Words"),
        _("With pictures and tones the questions, today and the session show more than they say."),
        (("off", _("Usual")), ("on", _("Pictures and tones"))),
    ),
    Choice(
        "discreet",
        _("Discreet"),
        _("Tabs and history say “My day” whatever page you are on, and the icon is neutral."),
        (("off", _("Off")), ("on", _("On"))),
    ),
)
