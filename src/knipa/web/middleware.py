"""What every request passes: pages that stay private, and the one person of this machine."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from knipa.content.language import language
from knipa.web.door.keeper import Next, comer
from knipa.web.door.ways import PROXY_SIGNS, sits_here
from knipa.web.models import Account

__all__ = ["PROXY_SIGNS", "Next", "let_in", "one_person", "private_pages"]
PERMISSIONS = ", ".join(
    [
        *(f"{what}=()" for what in ("camera", "microphone", "geolocation", "payment", "usb")),
        "screen-wake-lock=(self)",
    ]
)


def private_pages(get_response: Next) -> Next:
    """No page is kept by a cache, on this machine or on the way: they are about someone's health."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response["Permissions-Policy"] = PERMISSIONS
        return response

    return answer


def one_person(get_response: Next) -> Next:
    """Sign in the only account silently, but only for who sits at this machine or has paired a phone with it."""
    here = let_in(get_response, lambda _request: Account.only())

    def answer(request: HttpRequest) -> HttpResponse:
        account = comer(request)
        return _answer_as(account, request, get_response) if account else here(request)

    return answer


def let_in(get_response: Next, who: Callable[[HttpRequest], Account]) -> Next:
    """Let in whoever sits at this machine, as the account that `who` names."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not sits_here(request):
            return render(request, "shell/elsewhere.html", status=403)
        return _answer_as(who(request), request, get_response)

    return answer


def _answer_as(account: Account, request: HttpRequest, get_response: Next) -> HttpResponse:
    request.user = account
    if account.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(language(account.language).tag)  # it may have been taken away
    return get_response(request)
