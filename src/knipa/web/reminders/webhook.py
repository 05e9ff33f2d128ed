"""Posts a nudge to a program of the person's own: as JSON, or as ntfy wants it."""

import base64
import json
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from knipa.web.models import Account, Channel, ChannelKind
from knipa.web.reminders.message import Message
from knipa.web.reminders.outcome import Outcome
from knipa.web.reminders.outgoing.destination import ForbiddenError, NotWholeError, SignsError
from knipa.web.reminders.outgoing.heard import outcome
from knipa.web.reminders.outgoing.post import check, post

STYLES = ("json", "ntfy")
GONE = (HTTPStatus.GONE,)  # 404 is what a program says while it is being set up anew
MOST = 10  # programs of one person (our choice)


def deliver(channel: Channel, message: Message) -> Outcome:
    """Post it; a receiver knows a second try by its `Idempotency-Key`."""
    body, headers = _as_ntfy(message) if channel.told["style"] == "ntfy" else _as_json(message)
    known_by = {"Idempotency-Key": str(message.key)}
    return outcome(post(channel.told["url"], body, {**headers, **known_by}), GONE)


def add(account: Account, told: dict[str, Any], now: datetime) -> Channel:
    """Keep where to post to; the same address again is the same channel.

    Raises:
        ValueError: we do not post there; the one line is the same for a private address as for none, and only
            what is seen in the writing alone is told apart.
    """
    kept = _where(told)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)  # so that two at once are not one too many
        mine = list(Channel.objects.filter(account=account, kind=ChannelKind.WEBHOOK, gone_at__isnull=True))
        channel = next((each for each in mine if each.told["url"] == kept["url"]), None)
        if channel is None:
            if len(mine) >= MOST:
                raise ValueError(_("You have as many programs as can be reminded. Take one away first."))
            channel = Channel(account=account, kind=ChannelKind.WEBHOOK, made_at=now)
        channel.told, channel.confirmed_at = kept, now
        channel.save()
    return channel


def take_away(channel: Channel) -> None:
    """Forget this program."""
    channel.delete()


def _where(told: dict[str, Any]) -> dict[str, str]:
    url, style = told.get("url"), told.get("style")
    if style not in STYLES:
        raise ValueError(_("Choose how it is to be sent."))
    return {"url": _address(url if isinstance(url, str) else ""), "style": str(style)}


def _address(typed: str) -> str:
    """Return where to post to, without what follows a #: that is for browsers alone, and often copied along."""
    url = typed.partition("#")[0]
    try:
        check(url)
    except NotWholeError:
        raise ValueError(_("Write the whole address, with https:// first.")) from None
    except SignsError:
        raise ValueError(_("Use only a–z, digits and common signs in the address.")) from None
    except ForbiddenError:
        raise ValueError(
            _(
                "We do not post there. It takes an address that begins with https:// and that the whole internet can "
                "reach; one in your own network must first be allowed by whoever runs Knipa (KNIPA_CALL_PRIVATE)."
            )
        ) from None
    return url


def _as_json(message: Message) -> tuple[bytes, dict[str, str]]:
    told = {
        "key": str(message.key),
        "kind": message.kind,
        "title": message.title,
        "body": message.body,
        "opens": _opens(message),
    }
    return json.dumps(told, ensure_ascii=False).encode(), {"Content-Type": "application/json"}


def _as_ntfy(message: Message) -> tuple[bytes, dict[str, str]]:
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Title": _word(message.title),
        "X-Sequence-ID": str(
            message.key
        ),  # a second try takes the place of the first; older servers overlook it
    }
    if settings.PHONE_ADDRESS:
        headers["Click"] = _word(_opens(message))
    return message.body.encode(), headers


def _opens(message: Message) -> str:
    """Return the page that it leads to, whole where Knipa has an address."""
    return f"{settings.PHONE_ADDRESS.origin}{message.opens}" if settings.PHONE_ADDRESS else message.opens


def _word(text: str) -> str:
    """Return it as a header may carry it, in one piece whatever it holds (RFC 2047; ntfy since 2.4)."""
    if text.isascii() and text.isprintable() and "=?" not in text:
        return text
    return f"=?UTF-8?B?{base64.b64encode(text.encode()).decode()}?="
