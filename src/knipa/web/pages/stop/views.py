"""Asks before it ends a mailbox's mails, because programs follow links too; ends them at once when told to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from knipa.web import clock
from knipa.web.models import ChannelKind
from knipa.web.reminders import email, secret

BUTTON = "stop"
ONE_CLICK = ("List-Unsubscribe", "One-Click")  # what a mail program posts (RFC 8058, 3.2)


@csrf_exempt  # a mail program has neither cookie nor page; who may do it, the address alone says
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button, or end it. An address that is none, or belongs to something else, is like any other."""
    channel = secret.holder(token, ChannelKind.EMAIL, gone_too=True)
    if channel is None:
        raise Http404
    if _is_told(request):
        email.stop(channel, clock.now())
        channel.refresh_from_db()
    return render(request, "stop/stop.html", {"ended": channel.gone_at is not None})


def _is_told(request: HttpRequest) -> bool:
    name, value = ONE_CLICK
    return request.method == "POST" and (BUTTON in request.POST or request.POST.get(name) == value)
