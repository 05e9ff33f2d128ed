"""What is done on a page before it is photographed. Nothing here changes what the cast has lived."""

from playwright.async_api import Page

INTO_A_SQUEEZE_MS = 7_400  # five seconds to get ready, then well into the first squeeze
INTO_THE_HOLD_MS = 9_300
CUES = "JSON.parse(document.querySelector('#sheet').textContent).cues"

# A sound without sound, whose clock stands where we set it. It moves by a hair each time it is read: the player
# takes a clock that stands for a device that is lost. The page's own clock stands too, and its beats can be stopped.
SILENT_SOUND = """
const stands_at = Date.parse("2026-11-16T09:30:00+01:00");
window.Date = class extends Date {
  constructor(...told) { super(...(told.length ? told : [stands_at])); }
  static now() { return stands_at; }
};
const setBeat = window.setInterval;
window.beats = [];
window.setInterval = (...told) => window.beats[window.beats.push(setBeat(...told)) - 1];
window.sound_s = 0;
let reads = 0;
const stand = (name, told) => Object.defineProperty(HTMLMediaElement.prototype, name, { configurable: true, ...told });
const playing = new WeakSet();
stand("currentTime", { get: () => window.sound_s + ((reads += 1) % 7) / 1e12, set: (s) => (window.sound_s = s) });
stand("paused", { get() { return !playing.has(this); } });
stand("src", { get: () => "", set() {} });
stand("play", { value() { playing.add(this); return Promise.resolve(); } });
stand("pause", { value() { playing.delete(this); } });
"""
# Two frames, in which the picture comes to where the sound stands; then no more, or each would differ by a hair.
STAND_STILL = """async () => {
  const frame = (window.next_frame = window.requestAnimationFrame.bind(window));
  await new Promise((done) => frame(() => frame(done)));
  window.requestAnimationFrame = () => 0;
  window.beats.forEach(clearInterval);
}"""


async def open_all(page: Page) -> None:
    """Unfold what is folded."""
    await page.evaluate("document.querySelectorAll('main details').forEach((fold) => (fold.open = true))")


async def go_on(page: Page) -> None:
    """Press the main button without having answered."""
    await _press(page, "main form button.main")


async def birth_without_a_date(page: Page) -> None:
    await open_all(page)
    await page.locator("[name=birth_mode][value=vaginal]").check()
    await go_on(page)


async def half_a_test(page: Page) -> None:
    await open_all(page)
    await page.locator("[name=found][value=yes]").check()
    await page.locator("[name=hold_s]").fill("7")
    await go_on(page)


async def cannot_stand(page: Page) -> None:
    """Change an answer, and look at what it would change; it is not saved."""
    await page.locator("[name=cannot][value=standing]").check()
    await go_on(page)


async def send_an_old_form(page: Page) -> None:
    """Send a form whose token is no longer ours."""
    await page.evaluate("document.querySelector('form [name=csrfmiddlewaretoken]').value = 'old'")
    await _press(page, "form:has([name=csrfmiddlewaretoken]) button")


async def come_through_a_proxy(page: Page) -> None:
    await page.set_extra_http_headers({"X-Forwarded-For": "192.0.2.1"})
    await page.reload()


async def into_a_squeeze(page: Page) -> None:
    await _start(page)
    await _forward(page, INTO_A_SQUEEZE_MS)


async def into_the_open_hold(page: Page) -> None:
    """To the long squeeze at the end, which one lets go of oneself."""
    begins_ms = await page.evaluate(f"{CUES}.find((cue) => cue.until === 'released').at_ms")
    await _start(page)
    await _forward(page, begins_ms + INTO_THE_HOLD_MS)


async def into_a_pause(page: Page) -> None:
    await into_a_squeeze(page)
    await page.locator("[data-do=toggle]").click()
    await page.locator("#player[data-state=paused]").wait_for()


async def into_the_urge(page: Page) -> None:
    """It has begun by itself."""
    await page.locator("#player[data-state=running]").wait_for()
    await _forward(page, INTO_A_SQUEEZE_MS)


async def look_at_the_sound(page: Page) -> None:
    await page.locator("#sound > summary").click()


async def into_the_questions(page: Page) -> None:
    """To the session's end, where it is asked about."""
    await _start(page)
    await page.evaluate(f"window.sound_s = {CUES}.at(-1).at_ms / 1000")
    await page.locator("[data-question=pain]").wait_for()


async def stop_for_pain(page: Page) -> None:
    await page.locator("[data-do=hurts]").click()
    await page.locator("#hurt").wait_for()


STOPS_TIME = (
    into_a_squeeze,
    into_the_open_hold,
    into_a_pause,
    into_the_urge,
    into_the_questions,
)  # these need the silent sound

# --- inside


async def _press(page: Page, button: str) -> None:
    async with page.expect_navigation():
        await page.locator(button).first.click()


async def _start(page: Page) -> None:
    """Press Start; from then on time passes only when we say so."""
    await page.locator("[data-do=toggle]").click()
    await page.locator("#player[data-state=running]").wait_for()


async def _forward(page: Page, to_ms: int) -> None:
    await page.evaluate(f"window.sound_s = {to_ms / 1000}")
    await page.evaluate(STAND_STILL)
