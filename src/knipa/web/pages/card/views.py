"""Makes a start card; nothing of it is kept."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from knipa.web import clock
from knipa.web.door.address import Address
from knipa.web.pages.card.forms import Making
from knipa.web.pages.card.lines import lines
from knipa.web.qr import draw
from knipa.web.request import Request

WRONG = 422  # the form was understood and cannot be taken as it is


@require_http_methods(["GET", "HEAD", "POST"])
def card(request: Request) -> HttpResponse:
    """Ask what the card shall say, and show it; it is in this answer and nowhere else."""
    form = Making(request.POST if request.method == "POST" else None)
    written = form.write(localdate(clock.now())) if form.is_valid() else None
    if written is None:
        return render(request, "card/card.html", {"form": form}, status=WRONG if form.is_bound else None)
    there = _there(request)
    context = {
        "card": written.card,
        "lines": lines(written.card),
        "code": written.code,
        "qr": draw(f"{there}#{written.code}"),
        "there": there.partition("://")[2],
        "opens_on_phones": settings.PHONE_ADDRESS is not None,
    }
    return render(request, "card/made.html", context)


def _there(request: Request) -> str:
    """Return where a card is taken: at the address for phones, else as this page was asked for."""
    address: Address | None = settings.PHONE_ADDRESS
    here = reverse("use_card")
    return f"{address.origin}{here}" if address else request.build_absolute_uri(here)
