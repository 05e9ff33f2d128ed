"""Which Knipa this is, and the files that its pages are shown with: by these a worker knows that it is older."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

import knipa
from knipa.content import care, language

MADE_OF = {".py", ".html", ".toml", ".mo", ".js", ".css", ".svg", ".md"}
SHELL = (
    "styles/knipa.css",
    "player/main.js",
    "today/moments.js",
    "guide/share.js",
    "guide/search.js",
    "offline/visit.js",
    "images/knipa.svg",
    "images/neutral.svg",
    "images/neutral-192.png",
    "images/duck.svg",
    "images/resting.svg",
)


@cache
def version() -> str:
    """A hash of everything that pages are made of, so that an older worker is told from a newer one."""
    told = hashlib.sha256()
    own = (*language.roots()[1:], *care.roots()[1:])  # folders that were added to this installation
    for house in (Path(knipa.__file__).parent, *own):
        for file in sorted(house.rglob("*")):
            if file.suffix in MADE_OF:
                told.update(file.relative_to(house).as_posix().encode() + b"\0" + file.read_bytes())
    return told.hexdigest()[:12]


@cache
def shell() -> list[str]:
    """The addresses of the files that pages need; modules one by one where they are not linked."""
    return sorted({static(name) for name in (*SHELL, *([] if settings.STATIC_ROOT else _modules()))})


def _modules() -> list[str]:
    found = [path for finder in finders.get_finders() for path, _storage in finder.list([])]
    return [path for path in found if path.endswith((".js", ".css"))]
