"""What a card may say, in plain words. A test holds the codes equal to the engine's."""

from django.utils.translation import gettext_lazy as _

from knipa.web.named import BIRTH_MODE, OPERATION, POSITION

__all__ = ["BIRTH_MODE", "EVENT", "OPERATION", "POSITION", "TEAR"]

EVENT = [("birth", _("A birth")), ("surgery", _("An operation")), ("", _("Neither of them"))]
TEAR = [
    ("none", _("No tear")),
    ("1_2", _("Degree 1 or 2")),
    ("3_4", _("Degree 3 or 4")),
    ("unknown", _("Not known")),
]
