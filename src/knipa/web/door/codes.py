"""The code of a pairing: eight signs that are easy to read out and to type."""

import secrets

from django.utils.crypto import salted_hmac

from knipa.contract.signs import SIGNS, as_meant, in_groups, in_signs
from knipa.web.models import Pairing

LENGTH = 8  # 40 bits: ten tries hit one time in a hundred thousand million
SALT = "knipa.web.door.codes"


def new_seed() -> str:
    return secrets.token_urlsafe(32)


def code_of(pairing: Pairing) -> str:
    """Return the code, which only this installation's key can work out from the seed."""
    digest = salted_hmac(SALT, pairing.seed, algorithm="sha256").digest()
    return in_signs(int.from_bytes(digest[:8]), LENGTH)


def shown(code: str) -> str:
    """In two groups, as one reads it."""
    return in_groups(code)


def read(typed: str) -> str | None:
    """Return the code as it was meant: small letters, spaces, dashes and look-alikes are forgiven."""
    code = as_meant(typed)
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else None
