"""POST /api/v1/sync: devices bring what they have kept, and hear of each line what became of it."""

from dataclasses import asdict
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from knipa.web import clock, coach
from knipa.web.request import Request

MOST_BYTES = 1_000_000  # of one batch: 500 long sessions with room to spare (our choice)
OF_OURS = ("same-origin", "none")


@csrf_exempt  # it needs no form's token: no other site can make a browser send JSON here without asking first
@require_POST
def sync(request: Request) -> JsonResponse:
    """Keep each line once, and answer for each."""
    if objection := _objection(request):
        return _refused(*objection)
    try:
        received = coach.receive(request.user, request.body, clock.now())
    except coach.TooMuchError as much:
        return _refused(str(much), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except coach.RefusedError as refused:
        return _refused(str(refused), HTTPStatus.BAD_REQUEST)
    results = [{name: told for name, told in asdict(each).items() if told != ""} for each in received]
    return JsonResponse({"format": "knipa.synced/1", "results": results})


def _objection(request: Request) -> tuple[str, HTTPStatus] | None:
    """Say why a request is not read at all."""
    if not _from_here(request):
        return "a page of another site", HTTPStatus.FORBIDDEN
    if request.content_type != "application/json":
        return "expected Content-Type: application/json", HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    if request.headers.get("X-Knipa-Owner", request.user.mark) != request.user.mark:
        return "these lines are another's", HTTPStatus.CONFLICT
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return f"expected at most {MOST_BYTES} bytes", HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return None


def _from_here(request: HttpRequest) -> bool:
    """No page of another site has sent it; programs say neither where they are from nor what they fetch for."""
    if request.headers.get("Sec-Fetch-Site", "none") not in OF_OURS:
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def _refused(why: str, status: HTTPStatus) -> JsonResponse:
    return JsonResponse({"why": why}, status=status)
