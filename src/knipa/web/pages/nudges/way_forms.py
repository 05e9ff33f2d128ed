"""What is asked of a way: an address, and for a mailbox the code that came there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from knipa.web.forms import one

LONGEST = 2000  # of an address that another program is called by
LONGEST_CODE = 40  # a few signs, and whatever people write between them
AN_ADDRESS = _("Write an address, for example anna@example.org.")


class Mailbox(forms.Form):
    """An e-mail address."""

    use_required_attribute = False
    to = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={"required": AN_ADDRESS, "invalid": AN_ADDRESS, "max_length": AN_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class Code(forms.Form):
    """The code that was mailed there."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code"),
        max_length=LONGEST_CODE,
        error_messages={
            "required": _("Write the code that stands in the mail."),
            "max_length": _("Write the code that stands in the mail."),
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class Webhook(forms.Form):
    """Where another program listens, and how it wants to be told."""

    use_required_attribute = False
    url = forms.CharField(
        label=_("Address"),
        max_length=LONGEST,
        error_messages={
            "required": _("Write the whole address, with https:// first."),
            "max_length": _("This address is too long."),
        },
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    style = one(
        _("What listens there?"),
        [
            ("ntfy", _("An ntfy channel, which shows it on the phone")),
            ("json", _("A program that takes JSON")),
        ],
    )
