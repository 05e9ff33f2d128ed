"""Shows a code here, takes it there, and signs phones out."""

from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from knipa.web import clock
from knipa.web.door import codes, pairing, phones
from knipa.web.door.address import Address
from knipa.web.door.keeper import comer, phone_of
from knipa.web.models import Account, Phone
from knipa.web.pages.phone.forms import NOT_THIS, Code
from knipa.web.qr import Qr, draw
from knipa.web.request import Request


@dataclass(frozen=True, slots=True)
class Shown:
    """An open code: as one reads it, and as a camera does."""

    code: str
    qr: Qr


@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: Request) -> HttpResponse:
    """Show what is paired, and a code for one more. A phone sees itself alone."""
    if mine := phone_of(request):
        return _this_phone(request, mine)
    if request.method == "POST":
        return _change(request)
    address: Address | None = settings.PHONE_ADDRESS
    context = {
        "address": address,
        "shown": _shown(address, request.user) if address else None,
        "phones": request.user.phones.that_count(clock.now()),
    }
    return render(request, "phone/phone.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest) -> HttpResponse:
    """Take the code that is shown on the machine, and let this browser in from now on."""
    if phone_of(request):
        return _see_other("today")
    form = Code(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if comer(request) is None:  # whoever sits at the machine needs no code
            return _see_other("phone")
        if token := _claim(request, form.cleaned_data["code"]):
            rotate_token(request)
            response = _see_other("today")
            phones.give_cookie(response, token)
            return response
        form.add_error("code", NOT_THIS)
    return render(request, "phone/pair.html", {"form": form}, status=422 if form.is_bound else None)


def _claim(request: HttpRequest, code: str) -> str | None:
    return pairing.claim(code, phones.device_of(request.headers.get("User-Agent", "")), clock.now())


def _shown(address: Address, account: Account) -> Shown | None:
    code = pairing.open_code(account, clock.now())
    there = f"{address.origin}{reverse('pair')}"
    return Shown(codes.shown(code), draw(f"{there}#{code}")) if code else None


def _change(request: Request) -> HttpResponse:
    """Make a code, or sign a phone out."""
    if settings.PHONE_ADDRESS and "code" in request.POST:
        pairing.begin(request.user, clock.now())
    if (gone := request.POST.get("away", "")).isdecimal():
        request.user.phones.filter(pk=int(gone)).delete()
    return redirect("phone")


def _this_phone(request: Request, mine: Phone) -> HttpResponse:
    if request.method != "POST" or "away" not in request.POST:
        return render(request, "phone/this_phone.html", {"phone": mine})
    mine.delete()
    request.session.flush()
    response = _see_other("pair")
    phones.take_cookie(response)
    response["Clear-Site-Data"] = (
        '"cache"'  # not "storage": sessions that wait to be sent may lie there (leave.js)
    )
    return response


def _see_other(name: str) -> HttpResponse:
    return HttpResponse(status=HTTPStatus.SEE_OTHER, headers={"Location": reverse(name)})
