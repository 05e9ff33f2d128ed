"""How one wishes to be reminded, and what the screen will show."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from knipa.content.language import SOURCE
from knipa.web import clock, coach
from knipa.web.models import Account, NudgeKind
from knipa.web.pages.nudges.choices import How
from knipa.web.reminders.message import Message, message
from knipa.web.reminders.wished import NotKeptError, change, told_of
from knipa.web.request import Request

WRONG = 422  # the form was understood and cannot be taken as it is
NO_KEY = UUID(int=0)  # of what is shown and never sent


@require_http_methods(["GET", "HEAD", "POST"])
def how(request: Request) -> HttpResponse:
    """Ask for all that is not a moment."""
    if coach.latest(request.user) is None:
        return redirect("start")
    form = How(request.POST if request.method == "POST" else None, told_of(request.user))
    if form.is_valid():
        try:
            change(request.user, lambda told: {**told, **form.told()}, clock.now())
        except NotKeptError as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(f"{reverse('reminders')}?kept=how")
    context = {"form": form, "previews": [_preview(request.user, each) for each in ("neutral", "plain")]}
    return render(request, "nudges/how.html", context, status=WRONG if form.is_bound else None)


def _preview(account: Account, wording: str) -> Message:
    """Return what the screen will show, in the language of the page where none has been chosen."""
    return message(NO_KEY, NudgeKind.SESSION, account.language or get_language() or SOURCE, wording)
