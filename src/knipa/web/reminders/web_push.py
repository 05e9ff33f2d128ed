"""Sends a nudge to a browser through its push service, which cannot read it (RFC 8030, 8291, 8292)."""

import hashlib
import json
import time
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from knipa.content.language import language
from knipa.web import clock
from knipa.web.models import Account, Channel, ChannelKind, NudgeKind, Phone
from knipa.web.reminders.message import Message
from knipa.web.reminders.outcome import Failed, Outcome, Why
from knipa.web.reminders.outgoing.destination import ForbiddenError, read
from knipa.web.reminders.outgoing.heard import outcome
from knipa.web.reminders.outgoing.post import check, post
from knipa.web.reminders.push_keys import Push, loaded, unwritten, written

GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)  # RFC 8030, 7.3
KEPT_S = 3_600  # a push service tries so long at most: what comes later than that is not sent (issue 6)
TOKEN_S, RENEWED_S = (
    12 * 3_600,
    3_600,
)  # a token lasts at most 24 h (RFC 8292, 2); signing is what costs (our choice)
PADDED_BYTES = 512  # a multiple of it, so that its length does not tell one kind from another (our choice)
AUTH_BYTES, POINT_BYTES = 16, 65  # RFC 8291, 3.2; P-256, uncompressed
LONGEST_KEY = 200  # signs of base64url; a point takes 87
MOST = 10  # browsers of one person (our choice)
MOST_TOKENS = 200  # push services; there are a handful (our choice)
_tokens: dict[tuple[bytes, str, str], tuple[float, str]] = {}


def deliver(channel: Channel, message: Message) -> Outcome:
    """Encrypt it for this browser alone and hand it to its push service."""
    if settings.PUSH is None:
        return Failed(Why.NOT_SET_UP)
    told = channel.told
    try:
        origin = read(told["endpoint"], settings.CALL_PRIVATE).origin
    except ForbiddenError as refused:
        return Failed(Why.FORBIDDEN, str(refused))
    body = encrypted(_payload(message), told["p256dh"], told["auth"])
    return outcome(post(told["endpoint"], body, _headers(message, origin, settings.PUSH)), GONE)


def add(account: Account, phone: Phone | None, told: dict[str, Any], now: datetime) -> Channel:
    """Keep what a browser has subscribed to; the same one again is the same channel, with its new keys.

    Raises:
        ValueError: it cannot be used; the one line says nothing of whether anybody else uses it.
    """
    kept = _subscription(told)
    same = hashlib.sha256(f"push {kept['endpoint']}".encode()).hexdigest()
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)  # so that two at once are not one too many
        channel, is_new = Channel.objects.get_or_create(
            token_hash=same, defaults={"account": account, "kind": ChannelKind.PUSH, "made_at": now}
        )
        if channel.account_id != account.pk:
            raise _refusal()
        if is_new and _have_too_many(account):
            raise ValueError(_("You have as many browsers as can be reminded. Take one away first."))
        channel.told, channel.phone, channel.confirmed_at = kept, phone, now
        channel.gone_at, channel.failures, channel.why = None, 0, ""
        channel.save()
    return channel


def take_away(channel: Channel) -> None:
    """Forget this browser; it may subscribe again."""
    channel.delete()


def encrypted(payload: bytes, p256dh: str, auth: str) -> bytes:
    """Return what only the browser with these keys can read (RFC 8291, `aes128gcm`)."""
    import http_ece  # type: ignore[import-untyped]
    from cryptography.hazmat.primitives.asymmetric import ec

    return bytes(
        http_ece.encrypt(
            payload,
            private_key=ec.generate_private_key(ec.SECP256R1()),  # for this one message
            dh=unwritten(p256dh),
            auth_secret=unwritten(auth),
            version="aes128gcm",
        )
    )


def _payload(message: Message) -> bytes:
    """Return what the service worker shows (static/offline), filled up with spaces that JSON does not mind."""
    spoken = language(message.locale)
    told = {
        "key": str(message.key),
        "kind": message.kind,
        "title": message.title,
        "body": message.body,
        "opens": message.opens,
        "start": message.start,
        "later": message.later,
        "done": message.done,
        "lang": spoken.tag,
        "dir": spoken.direction,
    }
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return data + b" " * (-len(data) % PADDED_BYTES)


def _headers(message: Message, origin: str, push: Push) -> dict[str, str]:
    return {
        "Authorization": _token(origin, push, time.time()),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(_left_s(message)),
        "Urgency": "normal"
        if message.kind == NudgeKind.WEEKLY
        else "high",  # a phone that sleeps is woken (5.3)
        "Topic": written(
            message.key.bytes
        ),  # 22 signs; a second try takes the place of the first (RFC 8030, 5.4)
    }


def _left_s(message: Message) -> int:
    """Return for how many seconds it is still worth showing."""
    left_s = (message.until - clock.now()).total_seconds() if message.until else KEPT_S
    return int(min(max(left_s, 0), KEPT_S))


def _token(origin: str, push: Push, now_s: float) -> str:
    """Return what shows that it is we who send, to this push service alone."""
    about = (push.private, push.contact, origin)
    until, token = _tokens.get(about, (0.0, ""))
    if now_s < until - RENEWED_S:
        return token
    if len(_tokens) >= MOST_TOKENS:
        _tokens.clear()
    until = now_s + TOKEN_S
    token = _signed(origin, push, int(until))
    _tokens[about] = (until, token)
    return token


def _signed(origin: str, push: Push, until: int) -> str:
    from py_vapid import Vapid02  # type: ignore[import-untyped]

    signer = Vapid02(
        loaded(push.private), {"no-strict": True}
    )  # it knows no contact with a port; ours is read
    return str(signer.sign({"aud": origin, "sub": push.contact, "exp": until})["Authorization"])


def _have_too_many(account: Account) -> bool:
    return Channel.objects.filter(account=account, kind=ChannelKind.PUSH, gone_at=None).count() > MOST


def _subscription(told: dict[str, Any]) -> dict[str, str]:
    """Return exactly what is kept of it."""
    try:
        endpoint, p256dh, auth = told["endpoint"], told["p256dh"], told["auth"]
        if not all(isinstance(each, str) for each in (endpoint, p256dh, auth)):
            raise _refusal()
        _check_keys(p256dh, auth)
        check(endpoint)
    except (KeyError, ValueError):
        raise _refusal() from None
    return {"endpoint": endpoint, "p256dh": p256dh, "auth": auth}


def _check_keys(p256dh: str, auth: str) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec

    point = unwritten(p256dh[:LONGEST_KEY])
    if len(point) != POINT_BYTES or len(unwritten(auth[:LONGEST_KEY])) != AUTH_BYTES:
        raise ValueError("keys of a strange length")
    ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)  # refuses what is not on the curve


def _refusal() -> ValueError:
    return ValueError(
        _("This browser cannot be reached with what it told us. Switch notifications off and on again.")
    )
