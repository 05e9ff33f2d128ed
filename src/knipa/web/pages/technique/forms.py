"""The answer to "does the squeeze feel right?"."""

from django import forms


class Technique(forms.Form):
    """Sure, not sure, or it cannot be felt; `looked`: said after the self-checks."""

    contact = forms.ChoiceField(choices=[(contact, contact) for contact in ("clear", "faint", "none")])
    looked = forms.BooleanField(required=False)

    @property
    def leads_to(self) -> str:
        """Return what comes next: thanks, the self-checks, or where to turn."""
        if self.cleaned_data["contact"] == "clear":
            return "sure"
        return "help" if self.cleaned_data["looked"] else "checks"
