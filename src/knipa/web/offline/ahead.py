"""/offline/ahead.json: today and the coming days as pages, as they would be if nothing is heard till then."""

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knipa.web import clock, coach
from knipa.web.offline import build, guide
from knipa.web.offline.collecting import Collection, etag_of, small
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
BY_TABLE = UUID(int=0)  # the worker writes a new id in its place each time it shows the page


@require_safe
def ahead(request: Request) -> HttpResponseBase:
    """Return the pages, or that nothing has changed since they were asked for last."""
    get_token(request)
    etag = etag_of(request)
    return get_conditional_response(request, etag=etag) or small(_Told(request).all(), etag, request)


class _Told(Collection):
    """Gathers the pages of the coming days."""

    def __init__(self, request: Request) -> None:
        super().__init__(request)
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
            "guide": guide.etag(self.request),
            "known": [str(line.id) for line in told.days[0].due.facts.lines] if told else [],
            "ready": told.ready if told else {},
            "after_pain": AFTER_PAIN,
            "days": [self._day(day) for day in told.days] if told else [],
            "pages": {
                **self.by_path(*BESIDE),
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
        return self.keep(today.show(self.at("/today/"), due, kept=True))

    def _train(self, due: coach.Due) -> str | None:
        if due.state != "go":
            return None
        session = (due.round, due.stage, due.position, tuple(due.plan.doses))
        if session not in self.trains:
            self.trains[session] = self.keep(train.show(self.at("/train/"), due, BY_TABLE))
        return self.trains[session]

    def _unreachable(self, *, old: bool) -> str:
        return self.keep(render(self.at("/offline/"), "offline/unreachable.html", {"old": old}))
