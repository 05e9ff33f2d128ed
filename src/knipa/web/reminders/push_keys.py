"""The key by which push services know this Knipa, and whom they may write to (VAPID, RFC 8292)."""

import base64
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from knipa.web.door.address import Address

if TYPE_CHECKING:  # what encrypts takes a moment to load, and most commands send nothing
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256: a key is below (SEC 2, 2.4.2)
KEY_BYTES = 32
CONTACT = re.compile(r"mailto:[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
NOT_SET = (
    "KNIPA_PUSH_KEY is not set, so web push is off. Run `knipa push-keys`, or set KNIPA_PUSH=off to hide it."
)
NO_CONTACT = (
    "Neither KNIPA_URL nor KNIPA_PUSH_CONTACT is set, so web push is off: push services want to know whom to "
    "write to. Set one of them, or KNIPA_PUSH=off to hide it."
)


class PushError(ValueError):
    """A setting of web push that cannot be used."""


@dataclass(frozen=True, slots=True)
class Push:
    """The private key, in 32 bytes that are shown nowhere, and a contact: `mailto:` or `https:`."""

    private: bytes = field(repr=False)
    contact: str

    @property
    def public_key(self) -> str:
        """What pages tell a browser."""
        return public(self.private)


def read(told: Mapping[str, str], kept: str | None, address: Address | None) -> Push | None:
    """Return what web push needs, or None where it is off; `kept` is the key in the folder of data.

    Raises:
        PushError: KNIPA_PUSH, KNIPA_PUSH_KEY or KNIPA_PUSH_CONTACT is told and cannot be used.
    """
    if told.get("KNIPA_PUSH", "") not in ("", "off"):
        raise PushError(f"KNIPA_PUSH: expected off, or nothing, got {told['KNIPA_PUSH']!r}.")
    key, contact = told.get("KNIPA_PUSH_KEY") or kept, _contact(told, address)
    private = _private(key) if key else None
    if told.get("KNIPA_PUSH") or not private or not contact:
        return None
    return Push(private, contact)


def why_off(told: Mapping[str, str], kept: str | None, address: Address | None) -> str:
    """Return what an operator has to do, in one line; nothing where push is on, or off on purpose."""
    if told.get("KNIPA_PUSH") or read(told, kept, address):
        return ""
    return NO_CONTACT if told.get("KNIPA_PUSH_KEY") or kept else NOT_SET


def make() -> str:
    """Return a new private key, as KNIPA_PUSH_KEY has it."""
    return written((1 + secrets.randbelow(ORDER - 1)).to_bytes(KEY_BYTES))


@cache
def loaded(private: bytes) -> "EllipticCurvePrivateKey":
    """Return the key that signs."""
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.derive_private_key(int.from_bytes(private), ec.SECP256R1())


@cache
def public(private: bytes) -> str:
    """Return what a browser needs for `applicationServerKey`: the point, uncompressed, as base64url."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    point = loaded(private).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return written(point)


def written(raw: bytes) -> str:
    """Return base64url without padding (RFC 7515)."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unwritten(text: str) -> bytes:
    """Return what base64url says, with padding or without.

    Raises:
        ValueError: it is something else.
    """
    bare = text.rstrip("=")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", bare):
        raise ValueError("not base64url")
    return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))


def _private(text: str) -> bytes:
    try:
        raw = unwritten(text.strip())
    except ValueError:
        raw = b""
    if len(raw) != KEY_BYTES or not 0 < int.from_bytes(raw) < ORDER:
        raise PushError(
            "KNIPA_PUSH_KEY: expected 32 bytes as base64url. Run `knipa push-keys` for a new one."
        )
    return raw


def _contact(told: Mapping[str, str], address: Address | None) -> str:
    if not (named := told.get("KNIPA_PUSH_CONTACT")):
        return address.origin if address else ""
    if not CONTACT.fullmatch(named):
        raise PushError(f"KNIPA_PUSH_CONTACT: expected mailto:name@example.org, got {named!r}.")
    return named
