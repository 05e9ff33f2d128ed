"""Gives a person's calendar: to whatever program knows its secret address, and to the person as a file."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from knipa.web import clock
from knipa.web.models import ChannelKind
from knipa.web.reminders import calendar, secret
from knipa.web.request import Request

TYPE = "text/calendar; charset=utf-8"
FILE = "reminders.ics"
ASK_AGAIN = "private, no-cache"  # it may be kept, and is asked for each time: 304 as long as nothing changed


@csrf_exempt  # so that a program that posts is told that it may not, and nothing of forms
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give the calendar behind this address; an address that is not, or is no more, is like any other."""
    channel = secret.holder(token, ChannelKind.CALENDAR)
    if channel is None:
        raise Http404
    fetched = calendar.fetch(channel, clock.now())
    told = {"ETag": f'"{fetched.mark}"', "Cache-Control": ASK_AGAIN}
    answer = HttpResponse(fetched.text, content_type=TYPE, headers=told)
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


@require_safe
def file(request: Request) -> HttpResponse:
    """Save the calendar as it is today."""
    answer = HttpResponse(calendar.file(request.user, clock.now()), content_type=TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return answer
