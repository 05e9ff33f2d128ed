"""A camera: looks at one page after the other in one way, as whomever of the cast it is told, and photographs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, FloatRect, Page, ViewportSize
from playwright.async_api import Error as PlaywrightError

import acts
from states import State

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1100, "height": 800}
WITHOUT_STRIP = """
const take_away = () => location.pathname !== "/demo/" && document.querySelector(".demo-strip")?.remove();
new MutationObserver(take_away).observe(document, { childList: true, subtree: true });
"""  # before it is drawn: what only a demonstration shows belongs on no other picture
SLOW_MS = 30_000  # what a busy machine may take for one page
NOT_THERE = 404
DRAWN_ANEW = """async () => {
  const frame = () => new Promise((done) => (window.next_frame ?? requestAnimationFrame)(done));
  document.documentElement.hidden = true;
  await frame();
  document.documentElement.hidden = false;
  await frame();
  await frame();
}"""  # text that was changed in place may stand half a pixel off; drawn as a whole it is the same each time
SYNC = "**/api/v1/sync"  # nothing that is done for a picture reaches what the cast has lived
LEFT_BEHIND = """() => new Promise((done) => {
  const asked = indexedDB.open("knipa");
  asked.onupgradeneeded = () => asked.transaction.abort();
  asked.onerror = () => done(false);
  asked.onsuccess = () => {
    const changing = asked.result.transaction("lines", "readwrite");
    const lines = changing.objectStore("lines").count();
    changing.objectStore("lines").clear();
    changing.oncomplete = () => (asked.result.close(), done(lines.result > 0));
  };
})"""
FROM = """(near) => {
  const page = document.documentElement;
  const top = document.querySelector(near).getBoundingClientRect().top + window.scrollY;
  const from = top > 16 ? top - 16 : 0;
  return [0, from, page.clientWidth, page.scrollHeight - from];
}"""


class SkippedError(Exception):
    """A state that cannot be photographed, and why."""


@dataclass(frozen=True, slots=True)
class Variant:
    """How a page is looked at."""

    label: str
    size: ViewportSize
    locale: str
    theme: Literal["light", "dark"] = "light"
    large: bool = False
    scale: int = 1  # pixels of the picture for one of the page


class Camera:
    """One variant's own visit: as whom it looks is kept in its session."""

    def __init__(self, context: BrowserContext, at: str) -> None:
        self.context, self.at = context, at
        self.steady: Page | None = None  # kept for what changes nothing in the browser: a new page is dear

    async def shoot(self, state: State, *, whole: bool = True) -> bytes:
        """Step in, go there, do what is to be done, and photograph the page, or what fits the screen.

        Raises:
            SkippedError: where the page is not there, or leads elsewhere.
        """
        await self.step_in(state.who)
        page = await self._page(state)
        try:
            await self._go(page, state)
            if state.act:
                await state.act(page)
            return await self._press(page, state, whole=whole and not state.screen)
        except PlaywrightError as failed:
            raise SkippedError(str(failed).splitlines()[0]) from failed
        finally:
            if page is not self.steady:
                await page.close()

    async def step_in(self, who: str) -> None:
        """Look as one of the cast from now on."""
        await self._post("/demo/", {"who": who})

    async def give_large_type(self, who: str) -> None:
        """Let this member have large type. The settings page takes it; adapt this when it asks otherwise.

        Raises:
            SkippedError: where there is no such page.
        """
        await self.step_in(who)
        if await self._post("/settings/", {"large_type": "on"}) == NOT_THERE:
            raise SkippedError("there is no /settings/ yet, so nobody can have large type")

    async def _post(self, address: str, told: dict[str, str]) -> int:
        form: dict[str, str | float | bool] = {**told, "csrfmiddlewaretoken": await self._token()}
        answer = await self.context.request.post(f"{self.at}{address}", form=form, max_redirects=0)
        return answer.status

    async def _token(self) -> str:
        kept = {each.get("name"): each.get("value", "") for each in await self.context.cookies()}
        if "knipa_csrf" in kept:
            return kept["knipa_csrf"]
        await self.context.request.get(f"{self.at}/")  # someone new sees a form, and gets the token
        return await self._token()

    async def _page(self, state: State) -> Page:
        if state.act:
            return await self.context.new_page()
        self.steady = self.steady or await self.context.new_page()
        return self.steady

    async def _go(self, page: Page, state: State) -> None:
        await page.emulate_media(reduced_motion="no-preference" if state.moves else "reduce")
        if state.act in acts.STOPS_TIME:
            await page.add_init_script(acts.SILENT_SOUND)
        answer = await page.goto(f"{self.at}{state.address}")
        if await page.evaluate(LEFT_BEHIND):  # a session that an earlier picture left in the middle
            answer = await page.reload()
        status = answer.status if answer else 0
        if status != state.status:
            raise SkippedError(f"{state.address} answers {status}")
        if urlsplit(page.url).path != urlsplit(state.address).path:
            raise SkippedError(f"{state.address} leads to {urlsplit(page.url).path}")

    async def _press(self, page: Page, state: State, *, whole: bool) -> bytes:
        await page.evaluate(DRAWN_ANEW)
        animations: Literal["allow", "disabled"] = "allow" if state.moves else "disabled"
        if not whole:
            return await page.screenshot(animations=animations)
        x, y, width, height = await page.evaluate(f"({FROM})('{state.near}')")
        clip: FloatRect = {"x": x, "y": y, "width": width, "height": height}
        return await page.screenshot(full_page=True, clip=clip, animations=animations)


@asynccontextmanager
async def camera(chromium: Browser, variant: Variant, at: str) -> AsyncIterator[Camera]:
    """Open a visit of its own for one variant."""
    context = await chromium.new_context(
        viewport=variant.size,
        locale=variant.locale,
        color_scheme=variant.theme,
        device_scale_factor=variant.scale,
        timezone_id="Europe/Stockholm",
    )
    context.set_default_timeout(SLOW_MS)
    await context.add_init_script(WITHOUT_STRIP)
    await context.route(SYNC, lambda route: route.abort())
    try:
        yield Camera(context, at)
    finally:
        await context.close()
