"""Whether browsers can be reached through their push services."""

import os

from django.conf import settings

from knipa.web import home
from knipa.web.checking.finding import Finding, off, well, wrong
from knipa.web.database import is_postgresql
from knipa.web.reminders import push_keys

NAME = "notifications"
TOLD = ("KNIPA_PUSH_KEY", "KNIPA_PUSH_CONTACT")


def look() -> Finding:
    """Say whether web push is on, and if it is not, why."""
    if settings.PUSH:
        return well(
            NAME, f"key {push_keys.public(settings.PUSH.private)[:12]}…, contact {settings.PUSH.contact}"
        )
    if os.environ.get("KNIPA_PUSH"):
        return off(NAME, "off on purpose (KNIPA_PUSH=off)")
    is_kept_here = not is_postgresql(settings.DATABASES["default"])
    kept = home.push_key() if is_kept_here else None
    if is_kept_here and not kept and not os.environ.get("KNIPA_PUSH_KEY"):
        return off(NAME, "no key yet: `knipa serve` makes it")
    why = push_keys.why_off(os.environ, kept, settings.PHONE_ADDRESS)
    is_half = any(map(os.environ.get, TOLD))  # who has told one of them wants it
    return wrong(NAME, why) if is_half else off(NAME, why)
