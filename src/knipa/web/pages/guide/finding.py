"""/guide/index.json: the index of the guide, from which the browser finds by itself, also without a network."""

import hashlib
from functools import cache

import brotli  # type: ignore[import-untyped]  # it has no types
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knipa.content.finding import as_json
from knipa.content.language import SOURCE
from knipa.web.request import Request


@require_safe
def guide_index(request: Request) -> HttpResponseBase:
    """Return the index of the language, or that nothing has changed; compressed once, as small as can be."""
    whole, small, etag = _made(get_language() or SOURCE)
    packed = "br" in request.headers.get("Accept-Encoding", "").replace(" ", "").split(",")
    response = HttpResponse(small if packed else whole, content_type="application/json")
    response["ETag"] = etag
    response["Content-Language"] = get_language() or SOURCE
    if packed:
        response["Content-Encoding"] = "br"
    patch_vary_headers(response, ["Accept-Encoding"])
    return get_conditional_response(request, etag=etag, response=response) or response


@cache
def _made(locale: str) -> tuple[bytes, bytes, str]:
    whole = as_json(locale).encode()
    return whole, brotli.compress(whole), f'"{hashlib.sha256(whole).hexdigest()[:32]}"'
