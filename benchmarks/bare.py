"""Knipa's addresses, and beside them a view that does nothing, behind the same door."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from knipa.web.urls import handler400, handler403, handler404, handler500
from knipa.web.urls import urlpatterns as pages

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def bare(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django hands it to every view
    """Answer without doing anything."""
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare), *pages]
