"""The session's curve, in any page: `{% load face %}{% curve due.sheet due.doses %}`."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from knipa.web.curve import MINUTE_MS, draw

register = template.Library()


@register.inclusion_tag("shell/curve.html")
def curve(sheet: Mapping[str, Any], doses: Sequence[Any]) -> dict[str, Any]:
    """Draw a cue sheet; `doses` are pairs of name and dose, and tell it in words."""
    drawn = draw(sheet)
    return {"curve": drawn, "doses": doses, "minutes": max(1, round(drawn.duration_ms / MINUTE_MS))}
