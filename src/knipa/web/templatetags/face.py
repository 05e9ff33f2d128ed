"""The session's curve, in any page: `{% load face %}{% curve due %}`."""

from typing import Any

from django import template

from knipa.web.coach import Due
from knipa.web.curve import MINUTE_MS

register = template.Library()


@register.inclusion_tag("shell/curve.html")
def curve(due: Due) -> dict[str, Any]:
    """Draw the session that is due, and tell it in words."""
    drawn = due.curve
    return {"curve": drawn, "doses": due.doses, "minutes": max(1, round(drawn.duration_ms / MINUTE_MS))}
