"""/offline/guide.json: the whole guide as pages, worded for the person, carried to a device after each change."""

from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knipa.content.articles import articles
from knipa.content.finding import as_json
from knipa.content.language import SOURCE
from knipa.web import clock, coach
from knipa.web.offline import build
from knipa.web.offline.collecting import Collection, digest, small
from knipa.web.pages.guide import views
from knipa.web.request import Request


@require_safe
def guide(request: Request) -> HttpResponseBase:
    """Return every page of the guide, or that nothing has changed since they were asked for last."""
    get_token(request)
    reading = _reading(request)
    known = _etag(request, reading)
    return get_conditional_response(request, etag=known) or small(_told(request, reading), known, request)


def etag(request: Request) -> str:
    """Everything that the guide's pages depend on: not the day, so that they stay from day to day."""
    return _etag(request, _reading(request))


def _reading(request: Request) -> coach.Reading:
    return coach.reading(request.user, clock.now(), get_language() or SOURCE)


def _etag(request: Request, reading: coach.Reading) -> str:
    account, reader = request.user, reading.reader
    told = [
        build.version(),
        account.mark,
        get_language(),
        account.has_answered,
        account.theme,
        account.large_type,
        account.discreet,
        account.wordless,
        [reader.body, reader.place, *sorted(reader.situations)],
        reading.mine,
        request.META["CSRF_COOKIE"],
    ]
    return digest(told)


def _told(request: Request, reading: coach.Reading) -> dict[str, object]:
    pages = Collection(request)
    contents = reverse("guide")
    at = {contents: pages.keep(views.show_contents(pages.at(contents), reading))}
    at[reverse("guide_index")] = pages.keep_text(as_json(get_language() or SOURCE))  # one searches there, too
    for slug, article in articles(get_language() or SOURCE).items():
        path = reverse("article", args=[slug])
        at[path] = pages.keep(views.show(pages.at(path), article, reading))
    return {"format": "knipa.guide/1", "owner": request.user.mark, "pages": at, "html": pages.html}
