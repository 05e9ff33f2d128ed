"""By which way a request has come: from this very machine, or passed on by the proxy that we trust."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

from knipa.web.door.address import Address

PROXY_SIGNS = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_REAL_IP",
)  # someone stands between: not this machine's person


def sits_here(request: HttpRequest) -> bool:
    """The connection comes from this machine, and no proxy has passed it on for somebody else.

    What asks for the phones' address is never here, even when a proxy has wiped away its traces.
    """
    if asks_for_the_phones_address(request):
        return False
    if any(name in PROXY_SIGNS or name.startswith("HTTP_X_FORWARDED") for name in request.META):
        return False
    return _is_from_this_machine(request)


def asks_for_the_phones_address(request: HttpRequest) -> bool:
    """Whether the `Host` names that of KNIPA_URL, whatever the port and however it is written."""
    address: Address | None = settings.PHONE_ADDRESS
    return address is not None and split_domain_port(_host(request))[0] == address.name


def came_by_the_proxy(request: HttpRequest) -> bool:
    """Our proxy on this machine passed it on, and says that it was encrypted all the way to it.

    Of several words the last one counts: it was written by the proxy nearest to us.
    """
    told = request.META.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip()
    address: Address | None = settings.PHONE_ADDRESS
    asked = address is not None and address.is_asked_by(_host(request))
    return asked and _is_from_this_machine(request) and told == "https"


def _host(request: HttpRequest) -> str:
    return str(request.META.get("HTTP_HOST", ""))


def _is_from_this_machine(request: HttpRequest) -> bool:
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
