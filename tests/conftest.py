"""What all tests share: a real browser, fresh pages in it, and a judge of accessibility."""

import os
import tempfile
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import browser as browsers

# Playwright's loop runs in the thread of the tests, and Django would take every query there for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# Whoever runs the tests may train with Knipa on the same machine; their folder stays untouched.
HOME = tempfile.TemporaryDirectory(prefix="knipa-home-")
os.environ["KNIPA_HOME"] = HOME.name

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 360, "height": 740}
SLOW_MS = 30_000  # what a busy machine with two cores may take for one step
# Nor is it a fault of the code that such a machine takes long over an example.
settings.register_profile("knipa", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("knipa")
expect.set_options(timeout=SLOW_MS)
# axe reads imported stylesheets by inline styles, which our content policy refuses; only a rule that is off needs them
AXE = {"resultTypes": ["violations"], "preload": False}
NEED_A_BROWSER = {"browser", "page", "new_page"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a browser, so that `-m "not browser"` leaves it out."""
    for item in items:
        if NEED_A_BROWSER & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    path = browsers.find()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(browsers.MISSING)
    if path is None:
        pytest.skip(browsers.MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=browsers.arguments(),
            chromium_sandbox=not browsers.is_root(),  # else Playwright itself adds --no-sandbox
        )
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own: `new_page(viewport=NARROW, locale="sv-SE")`, or any Playwright option."""
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> Page:
        # a worker would go on asking a server that the test has done with; who tests it says so
        usual = {"viewport": WIDE, "locale": "en-GB", "service_workers": "block"}
        context = browser.new_context(**{**usual, **options})
        context.set_default_timeout(SLOW_MS)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page], request: pytest.FixtureRequest) -> Page:
    """A fresh page; `parametrize("page", [{"locale": "sv-SE"}], indirect=True)` chooses another."""
    return new_page(**getattr(request, "param", {}))


@pytest.fixture
def as_demonstration(settings):
    """What `KNIPA_DEMO` changes in the settings: a clock that stands still, and two of the cast to be."""
    from knipa.web.demonstration import stage

    settings.STANDS_STILL_AT = now = datetime(2026, 11, 16, 9, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
    settings.ROOT_URLCONF = "knipa.web.demonstration.urls"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:-1], "knipa.web.demonstration.door.one_of_the_cast"]
    told = settings.TEMPLATES[0]
    asks = [*told["OPTIONS"]["context_processors"], "knipa.web.demonstration.door.looking_as"]
    settings.TEMPLATES = [{**told, "OPTIONS": {"context_processors": asks}}]
    return lambda: stage.live_all(now, ["cecilia", "ulf"], tell=lambda line: None)


@pytest.fixture
def house_as_it_was() -> Iterator[None]:
    """States (tests/states.py) give the house an address for phones, and a post office; other tests have none."""
    from django.conf import settings

    yield
    settings.PHONE_ADDRESS = None
    settings.SMTP = None


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """`axe(page)` fails with every fault that axe finds, in words; `but` names rules that do not fit."""
    judge = Axe()

    def find_nothing(page: Page, but: Collection[str] = ()) -> None:
        found = judge.run(page, options=AXE).response["violations"]
        faults = [
            f"{fault['id']}: {fault['help']}\n    {node['html']}"
            for fault in found
            if fault["id"] not in but
            for node in fault["nodes"]
        ]
        assert not faults, "\n".join([f"axe on {page.url}", *faults])

    return find_nothing
