"""Secret addresses: of a calendar's feed, and of the link that ends a mailbox's reminders.

The address stands nowhere: it follows from the channel's `seed` and this Knipa's own key, as a pairing's code does.
What lies in the database (`token_hash`) lets an address be recognised, never made.
"""

import hashlib
import secrets

from django.utils.crypto import salted_hmac

from knipa.web.models import Channel

SALT = "knipa.web.reminders.secret"
LONGEST = 64  # characters of what is asked for; ours are 64 hexadecimal digits


def renew(channel: Channel) -> None:
    """Give the channel a new address, not yet saved; the one before leads nowhere from then on."""
    channel.seed = secrets.token_urlsafe(32)
    channel.token_hash = _hash(token_of(channel))


def token_of(channel: Channel) -> str:
    """Return the part of the address that nobody can guess: 256 bits."""
    return salted_hmac(SALT, channel.seed, algorithm="sha256").hexdigest()


def holder(token: str, kind: str, *, gone_too: bool = False) -> Channel | None:
    """Return the channel that this address belongs to; gone ones are among them only when that is asked for."""
    if len(token) > LONGEST:
        return None
    known = Channel.objects.select_related("account", "account__snapshot", "account__wished")
    there = known if gone_too else known.filter(gone_at__isnull=True)
    return there.filter(token_hash=_hash(token), kind=kind).first()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
