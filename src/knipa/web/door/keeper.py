"""Keeps the phones' door: whoever comes by KNIPA_URL is a paired phone, or is shown where to pair and nothing else."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from knipa.web import clock
from knipa.web.door import phones, secret_addresses, ways
from knipa.web.models import Account, Phone

Next = Callable[[HttpRequest], HttpResponse]
HSTS_S = 30 * 24 * 3600  # renewed by every answer; short enough to get rid of an address again (our choice)
FOR_STRANGERS = (
    "styles/",
    "phone/pair",
    "images/neutral",
)  # of the static files: what the pairing page needs
MOST_BYTES = 10_000  # of a stranger's form: a code and its token many times over (our choice)
SAID = {
    HTTPStatus.OK,
    HTTPStatus.PARTIAL_CONTENT,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.NOT_MODIFIED,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}
NOT_PAIRED = "This browser is not paired."
NOT_BY_OUR_PROXY = (
    "This address is answered only through its own proxy, over https (docs/hosting.md: X-Forwarded-Proto)."
)


def keep_the_door(get_response: Next) -> Next:
    """Answer whoever comes by the phones' address; everyone else goes on as if there were none."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not ways.asks_for_the_phones_address(request):
            return get_response(request)
        if not ways.came_by_the_proxy(request):
            return _plain(HTTPStatus.FORBIDDEN, NOT_BY_OUR_PROXY)
        request.environ["wsgi.url_scheme"] = "https"  # type: ignore[attr-defined]  # what Django reads the scheme from
        return _secured(_answer(request, get_response))

    return answer


def comer(request: HttpRequest) -> Account | None:
    """Return who came by the phones' address: the owner of a paired phone, or a stranger without a record."""
    return getattr(request, "comer", None)


def phone_of(request: HttpRequest) -> Phone | None:
    """Return the paired phone that asks, if one does."""
    return getattr(request, "phone", None)


def _answer(request: HttpRequest, get_response: Next) -> HttpResponse:
    token, now = phones.token_of(request), clock.now()
    phone = phones.recognise(token, now)
    if phone is None:
        return _to_a_stranger(request, get_response)
    _let_in(request, phone.account, phone)
    is_news = phones.see(phone, now)
    response = get_response(request)
    if is_news and phones.COOKIE not in response.cookies:
        phones.give_cookie(response, token)
    return _for_this_phone_alone(response)


def _for_this_phone_alone(response: HttpResponse) -> HttpResponse:
    """Files may stay in the browser, and in no cache on the way: it would hand on the cookie as well."""
    if "Cache-Control" in response:
        response["Cache-Control"] = response["Cache-Control"].replace("public", "private")
    return response


def _let_in(request: HttpRequest, account: Account, phone: Phone | None) -> None:
    request.comer, request.phone = account, phone  # type: ignore[attr-defined]  # read by the two functions above


def _to_a_stranger(request: HttpRequest, get_response: Next) -> HttpResponse:
    """Let through what the pairing page needs, and of that only what it says itself."""
    if not _is_for_strangers(request.path):
        return _show_the_way(request)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, NOT_PAIRED)
    _let_in(request, Account(discreet=True), None)
    response = get_response(request)
    return response if response.status_code in SAID else _plain(response.status_code, NOT_PAIRED)


def _is_for_strangers(path: str) -> bool:
    files = tuple(settings.STATIC_URL + name for name in FOR_STRANGERS)
    pages = (reverse("pair"), reverse("manifest"))
    return path in pages or path.startswith(files) or secret_addresses.is_one(path)


def _show_the_way(request: HttpRequest) -> HttpResponse:
    """Lead a person to the pairing page, and tell a script that it is not paired."""
    mode = request.headers.get("Sec-Fetch-Mode", "navigate")
    wants_a_page = mode == "navigate" and "text/html" in request.headers.get("Accept", "")
    if request.method in ("GET", "HEAD") and wants_a_page:
        response = _plain(HTTPStatus.SEE_OTHER, "")
        response["Location"] = reverse("pair")
        return response
    return _plain(HTTPStatus.UNAUTHORIZED, NOT_PAIRED)


def _plain(status: int, text: str) -> HttpResponse:
    return HttpResponse(
        text, status=status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


def _secured(response: HttpResponse) -> HttpResponse:
    """What goes out by this address goes by https alone: the next visit, and every cookie."""
    response["Strict-Transport-Security"] = f"max-age={HSTS_S}"
    for cookie in response.cookies.values():
        cookie["secure"] = True
    return response
