"""POST /api/v1/push…: a browser tells where it can be reached, asks whether it still is, or wants to be left alone."""

from http import HTTPStatus

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from knipa.contract import Refusal
from knipa.web import clock
from knipa.web.api.asking import objection, refuse, told_in
from knipa.web.door.keeper import phone_of
from knipa.web.models import Channel, ChannelKind
from knipa.web.reminders import web_push
from knipa.web.request import Request

MOST_BYTES = 4_000  # an address of 2,000 signs and two keys, twice over (our choice)


@csrf_exempt  # as sync: no other site can make a browser send JSON here without asking first
@require_POST
def here(request: Request) -> JsonResponse:
    """Remind this browser from now on; told again it is the same way, with its new keys."""
    if no := objection(request, MOST_BYTES):
        return no
    if settings.PUSH is None:
        return refuse("web push is not set up here", HTTPStatus.CONFLICT)
    try:
        told = dict(told_in(request, "endpoint", "p256dh", "auth"))
        web_push.add(request.user, phone_of(request), told, clock.now())
    except (Refusal, ValueError) as refusal:
        return refuse(str(refusal))
    return JsonResponse({"is": "on"})


@csrf_exempt
@require_POST
def standing(request: Request) -> JsonResponse:
    """Tell whether this browser is reminded: `on`, `gone` (subscribe anew), or `off`."""
    if no := objection(request, MOST_BYTES):
        return no
    try:
        channel = _of(request)
    except Refusal as refusal:
        return refuse(str(refusal))
    if channel is None:
        return JsonResponse({"is": "off"})
    return JsonResponse({"is": "gone" if channel.gone_at else "on"})


@csrf_exempt
@require_POST
def away(request: Request) -> JsonResponse:
    """Remind this browser no more. Answers alike whether or not it was."""
    if no := objection(request, MOST_BYTES):
        return no
    try:
        channel = _of(request)
    except Refusal as refusal:
        return refuse(str(refusal))
    if channel:
        web_push.take_away(channel)
    return JsonResponse({"is": "off"})


def _of(request: Request) -> Channel | None:
    """Return the person's own way to the browser that asks."""
    endpoint = told_in(request, "endpoint").get("endpoint")
    own = request.user.channels.filter(kind=ChannelKind.PUSH)
    return next((each for each in own if each.told.get("endpoint") == endpoint), None)
