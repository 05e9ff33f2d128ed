"""What every address of the API asks of a request before reading it, and how it says no."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse

from knipa.contract import Refusal
from knipa.contract.strict_json import read_json
from knipa.web.request import Request

OF_OURS = ("same-origin", "none")


def objection(request: Request, most_bytes: int) -> JsonResponse | None:
    """Say why a request is not read at all."""
    if not _from_here(request):
        return refuse("a page of another site", HTTPStatus.FORBIDDEN)
    if request.content_type != "application/json":
        return refuse("expected Content-Type: application/json", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if request.headers.get("X-Knipa-Owner", request.user.mark) != request.user.mark:
        return refuse("this is another's", HTTPStatus.CONFLICT)
    if int(request.META.get("CONTENT_LENGTH") or 0) > most_bytes:
        return refuse(f"expected at most {most_bytes} bytes", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return None


def told_in(request: Request, *known: str) -> Mapping[str, Any]:
    """Return the object that was sent; every field is a text, and none is unknown.

    Raises:
        Refusal: it is something else.
    """
    told = read_json(request.body, "told")
    if not isinstance(told, dict) or not all(isinstance(each, str) for each in told.values()):
        raise Refusal("told", "expected an object of texts")
    if unknown := sorted(set(told) - set(known)):
        raise Refusal("told", "unknown field", field=unknown[0])
    return told


def refuse(why: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> JsonResponse:
    return JsonResponse({"why": why}, status=status)


def _from_here(request: HttpRequest) -> bool:
    """No page of another site has sent it; programs say neither where they are from nor what they fetch for."""
    if request.headers.get("Sec-Fetch-Site", "none") not in OF_OURS:
        return False
    here = f"{request.scheme}://{request.get_host()}"  # http is another site: anybody on the way can write it
    return request.headers.get("Origin", here) == here
