"""What comes after the session, in any page that has a player: `{% load asking %}{% after_session due %}`."""

from collections.abc import Mapping
from typing import Any

from django import template

from knipa.web.coach import Due
from knipa.web.pages.train.forms import HELPS, Felt

FIRST = ("pain", "ease", "contact", "let_go")  # one a screen, pain first: it weighs more than all the rest
LAST = ("tired", "heavier", "troubled")  # together, and only if one likes
register = template.Library()


@register.inclusion_tag("train/asking.html", takes_context=True)
def after_session(context: Mapping[str, Any], due: Due) -> dict[str, Any]:
    """Put every question and word of help there; the player shows those that fit, also without a network."""
    felt = Felt.of_any_session()
    return {
        "request": context.get("request"),
        "first": [felt[name] for name in FIRST],
        "last": [felt[name] for name in LAST],
        "helps": HELPS,
        "reader": due.reader,
        "hurts": " ".join(due.signs_if_it_hurts),
        "care": due.care,
    }
