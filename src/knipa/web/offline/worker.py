"""/worker.js: the service worker, one script with all it imports, at the root so that every page is in its reach."""

import json
from functools import cache
from pathlib import Path
from uuid import UUID

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from knipa.content.language import languages
from knipa.content.words import words
from knipa.web.linking import link
from knipa.web.offline import build
from knipa.web.reminders.message import TABLE

ENTRY = "offline/worker.js"
ANY = UUID(int=0)  # the place of a nudge's key in its address


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
        "nudges": reverse("nudge_done", args=[ANY]).partition(str(ANY))[0],
        "push": reverse("push"),
        "icon": static("images/neutral-192.png"),
        "neutral": _neutral(),
    }
    return HttpResponse(f"self.KNIPA = {json.dumps(told)};\n{_linked()}", content_type="text/javascript")


@require_safe
def unreachable(request: HttpRequest) -> HttpResponse:
    """What is shown without a network for a page that is not kept on the device."""
    return render(request, "offline/unreachable.html", {"old": False})


@cache
def _neutral() -> dict[str, dict[str, str]]:
    """What a notification says that cannot be read: in every language, so that another one is no other worker."""
    return {
        tag.lower(): {"title": words(tag).text(TABLE, "neutral_title"), "dir": each.direction}
        for tag, each in languages().items()
    }


@cache
def _linked() -> str:
    return link(ENTRY, _read)


def _read(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text("utf-8")
