"""Reminders on other pages: `{% load nudging %}{% later due %}`, the next one, and the person's own sentence."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings

from knipa.web import clock
from knipa.web.coach import Due
from knipa.web.models import Account
from knipa.web.reminders import said
from knipa.web.reminders.anchors import is_beside_the_toilet
from knipa.web.reminders.planning import has_times, moments_later
from knipa.web.reminders.reach import Reach, reach
from knipa.web.reminders.upcoming import put_off_until, upcoming
from knipa.web.reminders.wished import (
    has_row,
    has_wishes,
    is_silenced_by_fewer_days,
    language_of,
    told_of,
    zone_of,
)

register = template.Library()


@register.inclusion_tag("nudges/later.html", takes_context=True)
def later(context: Mapping[str, Any], due: Due) -> dict[str, Any]:
    """Let today's reminder be put off, where there is one; once it is, tell until when."""
    request = context["request"]
    account: Account = request.user
    if due.state != "go" or not has_wishes(account):
        return {}
    now = clock.now()
    until = put_off_until(account, now)
    if until is None and not account.channels.that_send().exists():
        return {}  # a calendar rings by itself, and knows nothing of it
    zone = zone_of(account, now)
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "asks": True,
        "until": said.moment(until.astimezone(zone), now.astimezone(zone)) if until else "",
        "room": moments_later(account.wished.told, now),
        "later": request.GET.get("later", ""),
    }


@register.simple_tag(takes_context=True)
def next_reminder(context: Mapping[str, Any]) -> str:
    """Return when the next reminder comes: tomorrow 07:30."""
    account: Account = context["request"].user
    now = clock.now()
    at = upcoming(account, now).at if has_wishes(account) else None
    zone = zone_of(account, now) if at else None
    return said.moment(at.astimezone(zone), now.astimezone(zone)) if at else ""


@register.simple_tag(takes_context=True)
def own_sentence(context: Mapping[str, Any], due: Due) -> said.Sentence | None:
    """Return the person's own if-then sentence that holds on this day; never one of training on the toilet (R20)."""
    account: Account = context["request"].user
    wishes = told_of(account)["wishes"] if has_wishes(account) else []
    day = said.WEEK[due.on.weekday()]
    mine = (wish for wish in wishes if "after" in wish and day in wish["days"])
    fit = (wish for wish in mine if not is_beside_the_toilet(wish["after"], wish.get("then", "")))
    return next((said.if_then(wish, language_of(account, wish)) for wish in fit), None)


@register.simple_tag(takes_context=True)
def unreached(context: Mapping[str, Any]) -> str:
    """Return why the reminders that the person waits for do not arrive, a Reach; empty where they do."""
    account: Account = context["request"].user
    if not has_wishes(account) or not has_times(account.wished.told):
        return ""
    found = reach(account, clock.now())
    return "" if found is Reach.ARRIVES else found


@register.simple_tag(takes_context=True)
def silenced_by_fewer_days(context: Mapping[str, Any]) -> bool:
    """Tell whether the person's reminders would be silent once fewer days a week are enough."""
    account: Account = context["request"].user
    return has_row(account) and is_silenced_by_fewer_days(account.wished.told)


@register.inclusion_tag("nudges/push.html", takes_context=True)
def push_here(context: Mapping[str, Any]) -> dict[str, Any]:
    """Let notifications be turned on in this browser; static/reminders/push.js shows what it can."""
    return {"key": settings.PUSH.public_key if settings.PUSH else "", "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("nudges/where.html", takes_context=True)
def where(context: Mapping[str, Any], days_in: str) -> dict[str, Any]:
    """Ask whether days and reminders shall follow; static/reminders/where.js knows whether the device is elsewhere.

    `days_in` is the zone of the person's days; that of their reminders may be another.
    """
    request = context["request"]
    zones = {days_in}
    if has_row(request.user):
        zones.add(str(zone_of(request.user, clock.now())))
    told = "" if settings.DEMO else " ".join(sorted(zones))  # made-up people stay at home
    return {"zones": told, "next": request.path, "csrf_token": context.get("csrf_token")}
