"""/worker.js: the service worker, one script with all it imports, at the root so that every page is in its reach."""

import json
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from knipa.web.linking import link
from knipa.web.offline import build

ENTRY = "offline/worker.js"


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Return the worker of this build; browsers ask for it anew each time, so another build is noticed."""
    told = {
        "version": build.version(),
        "shell": build.shell(),
        "ahead": reverse("ahead"),
        "guide": reverse("guide_ahead"),
        "contents": reverse("guide"),
        "index": reverse("guide_index"),
        "sync": reverse("sync"),
    }
    return HttpResponse(f"self.KNIPA = {json.dumps(told)};\n{_linked()}", content_type="text/javascript")


@require_safe
def unreachable(request: HttpRequest) -> HttpResponse:
    """What is shown without a network for a page that is not kept on the device."""
    return render(request, "offline/unreachable.html", {"old": False})


@cache
def _linked() -> str:
    return link(ENTRY, _read)


def _read(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text("utf-8")
