"""Knows a paired phone by its cookie, and calls it what its browser says it is."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from knipa.web.door.pairing import hash_of
from knipa.web.models import Device, Phone
from knipa.web.models.phone import KEPT

COOKIE = (
    "__Host-knipa_phone"  # with this prefix browsers take it from this host alone, for all of it, encrypted
)


def token_of(request: HttpRequest) -> str:
    """Return what the browser keeps under exactly our name.

    Django forgives any white space around names; so a neighbour's cookie could pass for ours that begins with
    one that browsers take for part of the name, and that the prefix therefore does not guard.
    """
    cookies = (each.strip(" \t").partition("=") for each in request.META.get("HTTP_COOKIE", "").split(";"))
    return next((value for name, _, value in cookies if name == COOKIE), "")


def recognise(token: str, now: datetime) -> Phone | None:
    """Return the phone that keeps this token, if it is still signed in."""
    if not token:
        return None
    known = Phone.objects.that_count(now).select_related("account", "account__snapshot", "account__wished")
    return known.filter(token_hash=hash_of(token)).first()


def see(phone: Phone, now: datetime) -> bool:
    """Note that it was here; say whether that is news, which it is at most once a day."""
    today = timezone.localdate(now)
    if phone.seen_on >= today:
        return False
    Phone.objects.filter(pk=phone.pk).update(seen_on=today)
    return True


def give_cookie(response: HttpResponse, token: str) -> None:
    """Let the browser keep the token, out of reach of scripts and of other sites."""
    response.set_cookie(COOKIE, token, max_age=KEPT, secure=True, httponly=True, samesite="Lax", path="/")


def take_cookie(response: HttpResponse) -> None:
    """Let the browser forget it; a `__Host-` cookie is only changed by a secure one."""
    response.set_cookie(COOKIE, "", max_age=0, secure=True, httponly=True, samesite="Lax", path="/")


def device_of(user_agent: str) -> Device:
    """Return what kind of device it is, from the family that its browser names."""
    for device, family in ((Device.IPHONE, "iPhone"), (Device.IPAD, "iPad")):
        if family in user_agent:
            return device
    if "Android" in user_agent:
        return Device.ANDROID if "Mobile" in user_agent else Device.TABLET
    return Device.COMPUTER
