"""What every request passes: pages that stay private, and the one person of this machine."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from knipa.web.models import Account

Next = Callable[[HttpRequest], HttpResponse]
PERMISSIONS = ", ".join(
    [
        *(f"{what}=()" for what in ("camera", "microphone", "geolocation", "payment", "usb")),
        "screen-wake-lock=(self)",
    ]
)
PROXY_SIGNS = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_REAL_IP",
)  # someone stands between: not this machine's person


def private_pages(get_response: Next) -> Next:
    """No page is kept by a cache, on this machine or on the way: they are about someone's health."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Cache-Control"] = "private, no-store"
        response["Permissions-Policy"] = PERMISSIONS
        return response

    return answer


def one_person(get_response: Next) -> Next:
    """Sign in the only account silently, but only for someone who sits at this very machine."""
    return let_in(get_response, lambda _request: Account.only())


def let_in(get_response: Next, who: Callable[[HttpRequest], Account]) -> Next:
    """Let in whoever sits at this machine, as the account that `who` names."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not _sits_here(request):
            return render(request, "shell/elsewhere.html", status=403)
        account = request.user = who(request)
        if account.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(account.language)
        return get_response(request)

    return answer


def _sits_here(request: HttpRequest) -> bool:
    """The connection comes from this machine, and no proxy has passed it on for somebody else."""
    if any(name in PROXY_SIGNS or name.startswith("HTTP_X_FORWARDED") for name in request.META):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
