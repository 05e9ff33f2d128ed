"""The code of a pairing: eight signs that are easy to read out and to type."""

import secrets

from django.utils.crypto import salted_hmac

from knipa.web.models import Pairing

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
LENGTH = 8  # 40 bits: ten tries hit one time in a hundred thousand million
BITS_A_SIGN = 5
LOOKS_LIKE = str.maketrans("ILO", "110")
BETWEEN = str.maketrans("", "", "-–—  \t")  # what people write between groups
SALT = "knipa.web.door.codes"


def new_seed() -> str:
    return secrets.token_urlsafe(32)


def code_of(pairing: Pairing) -> str:
    """Return the code, which only this installation's key can work out from the seed."""
    digest = salted_hmac(SALT, pairing.seed, algorithm="sha256").digest()
    number = int.from_bytes(digest[:8])
    return "".join(SIGNS[(number >> BITS_A_SIGN * place) % len(SIGNS)] for place in range(LENGTH))


def shown(code: str) -> str:
    """In two groups, as one reads it."""
    return f"{code[:4]}-{code[4:]}"


def read(typed: str) -> str | None:
    """Return the code as it was meant: small letters, spaces, dashes and look-alikes are forgiven."""
    code = typed.translate(BETWEEN).upper().translate(LOOKS_LIKE)
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else None
