"""Adds a way by which reminders arrive: a mailbox with its code, another program, a calendar."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from knipa.web import clock, coach
from knipa.web.models import Channel, ChannelKind
from knipa.web.pages.nudges.doors import door
from knipa.web.pages.nudges.way_forms import Code, Mailbox, Webhook
from knipa.web.qr import draw
from knipa.web.reminders.planning import has_times
from knipa.web.reminders.wished import told_of
from knipa.web.request import Request

WRONG = 422  # the form was understood and cannot be taken as it is
NOT_THIS_CODE = _("This code does not work. It is good for an hour; you can ask for a new one.")


@require_http_methods(["GET", "HEAD", "POST"])
def email(request: Request) -> HttpResponse:
    """Take an address, and then the code that was mailed to it."""
    if coach.latest(request.user) is None:
        return redirect("start")
    waiting = request.user.channels.filter(kind=ChannelKind.EMAIL, confirmed_at=None, gone_at=None).last()
    if waiting and "away" in request.POST:
        door(ChannelKind.EMAIL).take_away(waiting)
        return redirect("remind_by_email")
    if waiting:
        return _confirm(request, waiting)
    set_up = getattr(settings, "SMTP", None) is not None
    form = Mailbox(request.POST if request.method == "POST" and set_up else None)
    if form.is_valid():
        try:
            door(ChannelKind.EMAIL).add(request.user, form.cleaned_data["to"], clock.now())
        except ValueError as refused:
            form.add_error("to", str(refused))  # one line for the person, which tells nothing of anybody else
        else:
            return redirect("remind_by_email")
    return _show(request, "nudges/email.html", form, set_up=set_up)


def _confirm(request: Request, waiting: Channel) -> HttpResponse:
    form = Code(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if door(ChannelKind.EMAIL).confirm(waiting, form.cleaned_data["code"], clock.now()):
            return redirect(f"{reverse('reminders')}?kept=way#ways")
        form.add_error("code", NOT_THIS_CODE)
    return _show(request, "nudges/email_code.html", form, to=waiting.told.get("to", ""))


@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: Request) -> HttpResponse:
    """Take the address of another program."""
    if coach.latest(request.user) is None:
        return redirect("start")
    form = Webhook(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            door(ChannelKind.WEBHOOK).add(request.user, form.cleaned_data, clock.now())
        except ValueError as refused:
            form.add_error("url", str(refused))  # one line for the person, which tells nothing of our network
        else:
            return redirect(f"{reverse('reminders')}?kept=way#ways")
    return _show(request, "nudges/webhook.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: Request) -> HttpResponse:
    """Make the secret address of one's calendar, show it, renew it, and take it away."""
    if coach.latest(request.user) is None:
        return redirect("start")
    mine = request.user.channels.filter(kind=ChannelKind.CALENDAR, gone_at=None).first()
    if request.method == "POST":
        done = _change_calendar(request, mine)
        return redirect(f"{reverse('remind_by_calendar')}?done={done}")
    address = door(ChannelKind.CALENDAR).address(mine, request) if mine else ""
    context = {
        "mine": mine,
        "address": address,
        "done": request.GET.get("done", ""),
        "is_empty": not has_times(told_of(request.user)),
        "qr": draw(address) if address else None,
        "opens_on_phones": settings.PHONE_ADDRESS is not None,
    }
    return render(request, "nudges/calendar.html", context)


def _change_calendar(request: Request, mine: Channel | None) -> str:
    go, calendars = request.POST.get("go", ""), door(ChannelKind.CALENDAR)
    if mine is None and go == "add":
        calendars.add(request.user, clock.now())
    elif mine and go == "renew":
        calendars.renew(mine)
    elif mine and go == "away":
        calendars.take_away(mine)
    else:
        return ""
    return go


def _show(request: Request, template: str, form: Any, **more: object) -> HttpResponse:  # noqa: ANN401
    return render(request, template, {"form": form, **more}, status=WRONG if form.is_bound else None)
