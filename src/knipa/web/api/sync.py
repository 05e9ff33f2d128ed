"""POST /api/v1/sync: devices bring what they have kept, and hear of each line what became of it."""

from dataclasses import asdict
from http import HTTPStatus

from django.http import JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from knipa.web import clock, coach
from knipa.web.api.asking import objection, refuse
from knipa.web.request import Request

MOST_BYTES = 1_000_000  # of one batch: 500 long sessions with room to spare (our choice)


@csrf_exempt  # it needs no form's token: no other site can make a browser send JSON here without asking first
@require_POST
def sync(request: Request) -> JsonResponse:
    """Keep each line once, and answer for each."""
    if no := objection(request, MOST_BYTES):
        return no
    try:
        received = coach.receive(request.user, request.body, clock.now())
    except coach.TooMuchError as much:
        return refuse(str(much), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except coach.RefusedError as refused:
        return refuse(str(refused))
    results = [{name: told for name, told in asdict(each).items() if told != ""} for each in received]
    return JsonResponse({"format": "knipa.synced/1", "results": results})
