"""Pairs a phone: a code is shown here, typed there, and good for one browser only."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from knipa.web.door import codes
from knipa.web.models import Account, Device, Pairing, Phone
from knipa.web.models.phone import MOST_WRONG

TOKEN_BYTES = 32


def begin(account: Account, now: datetime) -> None:
    """Make a new code; the one before is worth nothing from now on."""
    fresh = {"seed": codes.new_seed(), "made_at": now, "wrong": 0}
    Pairing.objects.update_or_create(account=account, defaults=fresh)


def open_code(account: Account, now: datetime) -> str | None:
    """Return the code that can be typed now."""
    pairing = Pairing.objects.that_are_open(now).filter(account=account).first()
    return codes.code_of(pairing) if pairing else None


def claim(code: str, device: Device, now: datetime) -> str | None:
    """Pair a browser and return the token it shall keep; None when the code is wrong, old or used."""
    with transaction.atomic():
        are_open = Pairing.objects.that_are_open(
            now
        ).select_for_update()  # one try at a time, or ten are many
        meant = next((each for each in are_open if _is_of(each, code)), None)
        if meant and _take(meant):
            return _keep_a_phone(meant.account, device, now)
        _count_a_wrong_try(now)
        return None


def hash_of(token: str) -> str:
    """What is kept of a token. It is random enough to need neither salt nor slowness."""
    return hashlib.sha256(token.encode()).hexdigest()


def _is_of(pairing: Pairing, code: str) -> bool:
    return constant_time_compare(codes.code_of(pairing), code)


def _take(pairing: Pairing) -> bool:
    """Of two who have the same code, the one whose delete finds the row has it: the database decides."""
    return Pairing.objects.filter(pk=pairing.pk, seed=pairing.seed).delete()[0] == 1


def _keep_a_phone(account: Account, device: Device, now: datetime) -> str:
    token, today = secrets.token_urlsafe(TOKEN_BYTES), timezone.localdate(now)
    kept = {"token_hash": hash_of(token), "device": device, "paired_at": now, "seen_on": today}
    Phone.objects.create(account=account, **kept)
    return token


def _count_a_wrong_try(now: datetime) -> None:
    """Nobody knows whose code was meant, so a wrong try counts against all that are open."""
    Pairing.objects.that_are_open(now).update(wrong=F("wrong") + 1)
    Pairing.objects.filter(wrong__gte=MOST_WRONG).delete()
