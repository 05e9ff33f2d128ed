"""Pages gathered to be carried to a device: rendered by their own views, each different one told once."""

import hashlib
import json
from copy import copy
from typing import Any

import brotli  # type: ignore[import-untyped]  # it has no types
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import resolve
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from knipa.web import clock, coach
from knipa.web.offline import build
from knipa.web.reminders.wished import has_wishes, told_of
from knipa.web.request import Request

QUALITY = 5  # of brotli: some milliseconds; more takes longer than it saves (our choice)


class Collection:
    """Gathers pages for one device; the same page in several places is told once."""

    def __init__(self, request: Request) -> None:
        get_token(request)  # one for all pages: each of its own would compress to nothing
        self.request = request
        self.html: dict[str, str] = {}

    def at(self, path: str) -> Request:
        """Return the request as it would be if this path were asked for."""
        request = copy(self.request)
        request.path = request.path_info = path
        return request

    def keep(self, page: HttpResponse) -> str:
        """Keep a page, and return its place."""
        return self.keep_text(page.content.decode())

    def keep_text(self, text: str) -> str:
        """Keep what is not a page of its own, and return its place."""
        key = hashlib.sha256(text.encode()).hexdigest()[:12]
        self.html[key] = text
        return key

    def by_path(self, *paths: str) -> dict[str, str]:
        """Keep the pages that are there, each by its own view, and return their places."""
        found = {path: self._view(path) for path in paths}
        return {path: self.keep(page) for path, page in found.items() if page and page.status_code == 200}

    def _view(self, path: str) -> HttpResponse | None:
        try:
            match = resolve(path)
        except Http404:
            return None
        response: HttpResponse = match.func(self.at(path), *match.args, **match.kwargs)
        return response


def etag_of(request: Request) -> str:
    """Everything that the pages of a person depend on."""
    account = request.user
    told = [
        build.version(),
        account.mark,
        coach.revision(account),
        str(coach.today(account, clock.now())),
        get_language(),
        account.theme,
        account.care,
        account.large_type,
        account.discreet,
        account.wordless,
        told_of(account)["wishes"] if has_wishes(account) else [],  # today tells one of them
        request.META["CSRF_COOKIE"],
    ]
    return digest(told)


def digest(told: list[Any]) -> str:
    """Return an ETag of what is told."""
    return f'"{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]}"'


def small(told: dict[str, Any], etag: str, request: Request) -> JsonResponse:
    """Return it as JSON. Pages are much alike, and further apart than gzip can look back: brotli saves a third."""
    response = JsonResponse(told)
    response["ETag"] = etag
    if "br" in request.headers.get("Accept-Encoding", "").replace(" ", "").split(","):
        response.content = brotli.compress(response.content, quality=QUALITY)
        response["Content-Encoding"] = "br"
        response["Content-Length"] = str(len(response.content))
        patch_vary_headers(response, ["Accept-Encoding"])
    return response
