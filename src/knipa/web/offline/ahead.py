"""/offline/ahead.json: today and the coming days as pages, as they would be if nothing is heard till then."""

import hashlib
import json
from copy import copy
from typing import Any
from uuid import UUID

import brotli  # type: ignore[import-untyped]  # it has no types
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import resolve
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knipa.web import clock, coach
from knipa.web.offline import build
from knipa.web.pages.today import views as today
from knipa.web.pages.train import views as train
from knipa.web.request import Request

BESIDE = (
    "/care/",
    "/about/",
    "/programme/",
    "/now/",
    "/now/urge/",
    "/now/knack/",
    "/now/let-go/",
)  # where they are
AFTER_PAIN = {"/now/urge/": "/now/let-go/", "/now/knack/": "/now/let-go/"}  # nothing is squeezed then
QUALITY = 5  # of brotli: some milliseconds; more takes longer than it saves (our choice)
BY_TABLE = UUID(int=0)  # the worker writes a new id in its place each time it shows the page


@require_safe
def ahead(request: Request) -> HttpResponseBase:
    """Return the pages, or that nothing has changed since they were asked for last."""
    token = get_token(request)  # one for all pages: each of its own would compress to nothing
    etag = _etag(request)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        return unchanged
    response = JsonResponse(_Told(request, token).all())
    response["ETag"] = etag
    return _small(response, request.headers.get("Accept-Encoding", ""))


def _small(response: HttpResponse, accepted: str) -> HttpResponse:
    """Sixty pages are much alike, and further apart than gzip can look back: brotli makes them smaller by a third."""
    if "br" in accepted.replace(" ", "").split(","):
        response.content = brotli.compress(response.content, quality=QUALITY)
        response["Content-Encoding"] = "br"
        response["Content-Length"] = str(len(response.content))
        patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _etag(request: Request) -> str:
    """Everything that the pages depend on."""
    account = request.user
    told = [
        build.version(),
        account.mark,
        coach.revision(account),
        str(coach.today(account, clock.now())),
        get_language(),
        account.theme,
        account.large_type,
        account.discreet,
        request.META["CSRF_COOKIE"],
    ]
    return f'"{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]}"'


class _Told:
    """Gathers pages; the same page on several days is told once."""

    def __init__(self, request: Request, token: str) -> None:
        self.request, self.token = request, token
        self.html: dict[str, str] = {}
        self.trains: dict[Any, str] = {}  # most days have the same session

    def all(self) -> dict[str, Any]:
        account, locale = self.request.user, get_language() or "en"
        told = coach.ahead(account, clock.now(), locale)
        return {
            "format": "knipa.ahead/1",
            "version": build.version(),
            "shell": build.shell(),
            "owner": account.mark,
            "language": locale,
            "known": [str(line.id) for line in told.days[0].due.facts.lines] if told else [],
            "ready": told.ready if told else {},
            "after_pain": AFTER_PAIN,
            "days": [self._day(day) for day in told.days] if told else [],
            "pages": {
                **self._beside(),
                **{name: self._unreachable(old=name == "old") for name in ("unreachable", "old")},
            },
            "html": self.html,  # last, when all of it has been gathered
        }

    def _day(self, day: coach.DayAhead) -> dict[str, Any]:
        return {
            "on": day.due.on.isoformat(),
            "left": day.due.plan.today.left if day.due.state == "go" else 0,
            "asked": day.due.asked,
            "relax": day.due.may == "relax",
            "today": [self._today(due) for due in (day.due, *day.after)],
            "train": self._train(day.due),
            "short": self._train(day.due.short) if day.due.short else None,
            "hurt": {"today": self._today(day.hurt), "train": self._train(day.hurt)},
        }

    def _today(self, due: coach.Due) -> str:
        return self._keep(today.show(self._at("/today/"), due))

    def _train(self, due: coach.Due) -> str | None:
        if due.state != "go":
            return None
        session = (due.round, due.stage, due.position, tuple(due.plan.doses))
        if session not in self.trains:
            self.trains[session] = self._keep(train.show(self._at("/train/"), due, BY_TABLE))
        return self.trains[session]

    def _unreachable(self, *, old: bool) -> str:
        return self._keep(render(self._at("/offline/"), "offline/unreachable.html", {"old": old}))

    def _beside(self) -> dict[str, str]:
        found = {path: self._view(path) for path in BESIDE}
        return {path: self._keep(page) for path, page in found.items() if page and page.status_code == 200}

    def _view(self, path: str) -> HttpResponse | None:
        try:
            match = resolve(path)
        except Http404:
            return None
        response: HttpResponse = match.func(self._at(path), *match.args, **match.kwargs)
        return response

    def _at(self, path: str) -> Request:
        request = copy(self.request)
        request.path = request.path_info = path
        return request

    def _keep(self, page: HttpResponse) -> str:
        text = page.content.decode()
        key = hashlib.sha256(text.encode()).hexdigest()[:12]
        self.html[key] = text
        return key
