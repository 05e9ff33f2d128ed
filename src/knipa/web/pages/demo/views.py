"""The cast: who they are, where they stand today, and one button each to look as them."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from knipa.demo.parts import PARTS
from knipa.web import clock, coach
from knipa.web.demonstration.door import LOOKS_AS, name_of
from knipa.web.demonstration.stage import NEWCOMER
from knipa.web.models import Account
from knipa.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request) -> HttpResponse:
    """Show the cast; step in as one of them."""
    if request.method == "POST":
        chosen = get_object_or_404(Account, username=request.POST.get("who", ""))
        request.session.clear()  # what one of them has typed and not saved is not the next one's
        request.session[LOOKS_AS] = chosen.username
        return redirect("start")
    locale = get_language() or "en"
    accounts = Account.objects.in_bulk([NEWCOMER, *PARTS], field_name="username")
    people = [_someone(accounts[name], locale) for name in (NEWCOMER, *PARTS) if name in accounts]
    return render(request, "demo/demo.html", {"people": people, "stands_at": settings.STANDS_STILL_AT})


def _someone(account: Account, locale: str) -> dict[str, Any]:
    due = coach.due(account, clock.now(), locale)
    begun = account.answers.first()
    return {
        "who": account.username,
        "name": name_of(account),
        "line": coach.say("cast", account.username, locale),
        "due": due,
        "days": (due.on - begun.on).days if due and begun else None,
    }
