"""The session's curve, in any page: `{% load face %}{% curve due %}`."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from knipa.web.coach import Due
from knipa.web.curve import MINUTE_MS, Curve

PICTURES_KEPT = 256  # in memory, a few kilobytes each (our choice)
register = template.Library()


@register.simple_tag
def curve(due: Due) -> SafeString:
    """Draw the session that is due, and tell it in words."""
    return _picture(due.curve, tuple(due.doses), get_language() or "en")


@lru_cache(maxsize=PICTURES_KEPT)
def _picture(drawn: Curve, doses: tuple[Any, ...], _locale: str) -> SafeString:
    """The same session in the same language is the same picture, for all who have it and each time they look."""
    minutes = max(1, round(drawn.duration_ms / MINUTE_MS))
    return render_to_string("shell/curve.html", {"curve": drawn, "doses": doses, "minutes": minutes})
