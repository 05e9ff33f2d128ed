"""The one field of the pairing page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from knipa.web.door import codes

NOT_THIS = _(
    "This code does not work. Show a new code on the machine where Knipa runs, and type it within ten minutes."
)
LONGEST = 40  # eight signs, and whatever people write between them


class Code(forms.Form):
    """Eight signs. What is wrong with them is told in the same words whatever it is: a stranger learns nothing."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": NOT_THIS},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "text",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def clean_code(self) -> str:
        code = codes.read(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(NOT_THIS)
        return code
