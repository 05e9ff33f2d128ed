"""Where one seeks care, as it is chosen: by oneself, or as the language and the time zone say."""

from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from knipa.content.care import WORLD, packs
from knipa.content.language import SOURCE
from knipa.content.words import CARE, words
from knipa.web.forms import Text

BY_ITSELF = "by_itself"  # kept as an empty text


def places() -> tuple[tuple[str, Text], ...]:
    """Return every place that can be chosen, and what it is called in the language of the page; elsewhere is last."""
    known = sorted(packs(), key=lambda pack_id: pack_id == WORLD)
    return (
        (BY_ITSELF, _("As your language and time zone")),
        *((pack_id, _called_lazily(pack_id)) for pack_id in known),
    )


def _called(pack_id: str) -> str:
    return words(get_language() or SOURCE, packs()[pack_id]).text(CARE, "name")


_called_lazily = lazy(_called, str)
