"""The player in every state: nothing for axe, nothing sideways, all by keyboard, and milestones for a screen reader."""

import pytest
from playwright.sync_api import expect

import acts
from dresses import DRESSES, NARROWEST, chosen, dressed
from journeys.telling import ANSWERS
from knipa.web.models import Account
from states import go

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
CUES = "JSON.parse(document.querySelector('#sheet').textContent).cues"
OPEN_HOLD_MS = f"{CUES}.find((cue) => cue.until === 'released').at_ms"
END_MS = f"{CUES}.at(-1).at_ms"
LATER_MS = 3000  # well into it, and past the time to get ready again after a pause
WIDE_AS = "document.documentElement.scrollWidth"
# what a live region has said, in the order in which it was said
HEAR = """() => {
    window.heard = [];
    for (const place of document.querySelectorAll("[role=status]")) {
        new MutationObserver(() => place.textContent && heard.push(place.textContent))
            .observe(place, {childList: true, characterData: true, subtree: true});
    }
}"""


@pytest.fixture
def training(new_page, live_server):
    """The page of a session, for someone who moves by now; its sound's clock stands where it is set."""
    page = new_page()
    go(Account.only())
    page.add_init_script(acts.SILENT_SOUND)
    page.goto(f"{live_server.url}/train/")
    return page


def to(page, place: str, later_ms: int = 0) -> None:
    """Set the sound's clock."""
    page.evaluate(f"window.sound_s = ({place} + {later_ms}) / 1000")


def start(page) -> None:
    page.locator("[data-do=toggle]").click()
    page.locator("#player[data-state=running]").wait_for()


@pytest.mark.parametrize(("language", "theme"), DRESSES, ids=map("-".join, DRESSES))
def test_in_every_state_there_is_nothing_for_axe_and_nothing_sideways(
    new_page, live_server, axe, language, theme
):
    page = dressed(new_page, language, theme)
    account = Account.only()
    account.language, account.theme = language, chosen(theme)
    account.save()
    go(account)
    page.add_init_script(acts.SILENT_SOUND)  # its clock stands where we set it
    for state in states(page, live_server.url):
        axe(page)
        assert page.evaluate(WIDE_AS) <= NARROWEST["width"], state


def states(page, home):
    """Stand in every state of the player, one after the other."""
    page.goto(f"{home}/train/")
    page.locator("#sound > summary").click()
    yield "before, with the sound's choices"
    page.locator("#sound > summary").click()
    start(page)
    yield "running"
    page.locator("[data-do=toggle]").click()
    page.locator("#player[data-state=paused]").wait_for()
    yield "paused"
    start(page)
    to(page, OPEN_HOLD_MS, LATER_MS)
    expect(page.locator("[data-do=let_go]")).to_be_visible()
    yield "open hold"
    to(page, END_MS)
    yield from asked(page)
    page.goto(f"{home}/train/")
    page.locator("[data-do=hurts]").click()
    expect(page.locator("#hurt")).to_be_visible()
    yield "stopped by pain"
    page.goto(f"{home}/now/let-go/")
    start(page)
    yield "a drill"
    to(page, END_MS)
    expect(page.locator("#player[data-state=over]")).to_have_count(1)
    yield "a drill that is over"


def asked(page):
    """Every question after a session, each answered."""
    for name, value in ANSWERS.items():
        expect(page.locator(f"[data-question={name}]")).to_be_visible()
        yield f"asking {name}"
        page.locator(f"[data-question={name}] [data-answer={value}]").click()
    expect(page.locator("[data-part=ready]")).to_be_visible()
    yield "asking for more"


def test_pressing_anywhere_lets_go_of_an_open_hold(training):
    page = training
    start(page)
    to(page, OPEN_HOLD_MS, LATER_MS)
    expect(page.locator("#player")).to_have_class("player player-open")
    box = page.locator("#player").bounding_box()
    assert (box["x"], box["y"], box["width"]) == (0, 0, 1280)  # the whole screen
    page.mouse.click(5, 5)
    expect(page.locator("#player")).to_have_class("player")
    expect(page.locator("#stage")).to_have_attribute("data-action", "let_go")


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_an_open_hold_by_keyboard(training, key):
    page = training
    page.locator("[data-do=toggle]").focus()
    page.keyboard.press(key)
    page.locator("#player[data-state=running]").wait_for()
    to(page, OPEN_HOLD_MS, LATER_MS)
    expect(page.locator("[data-do=let_go]")).to_be_focused()  # it took Pause's place
    page.keyboard.press("Tab")
    expect(page.locator("[data-do=regrip]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#announce")).to_have_text("Noted. Keep holding.")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press(key)
    expect(page.locator("#stage")).to_have_attribute("data-action", "let_go")


def test_a_screen_reader_hears_milestones_and_no_seconds(training):
    page = training
    page.evaluate(HEAR)
    start(page)
    end_ms = page.evaluate(END_MS)
    for at_ms in range(0, int(end_ms), 500):  # every half second of the session
        to(page, str(at_ms))
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    heard = page.evaluate("heard")
    exercises = page.evaluate(f"{CUES}.filter((cue) => cue.action === 'get_ready').length")
    assert len(heard) == exercises + 2, heard  # each as it begins, the open hold, and halfway
    assert any("Strength squeeze" in each for each in heard)
    assert any("Halfway" in each for each in heard)
    assert not [each for each in heard if any(sign.isdigit() for sign in each)], heard


def test_what_a_screen_reader_meets_and_in_which_order(training):
    page = training
    start(page)
    to(page, f"{CUES}[1].at_ms", 400)
    expect(page.locator("#say")).to_have_text("Squeeze")
    told = page.locator("#player").aria_snapshot()
    buttons = ["Pause", "Easier now", "It hurts", "Back one", "Skip", "Sound off", "Stop"]
    order = ["Squeeze", "1 of 10 · as hard as you can", *(f'button "{name}"' for name in buttons)]
    places = [told.find(each) for each in order]
    assert -1 not in places, told
    assert places == sorted(places), told
    assert "Next" not in told  # what comes is seen; a reader hears it when it comes
    assert "img" not in told


def test_leaving_in_the_middle_by_a_link_keeps_what_was_done(training):
    page = training
    start(page)
    to(page, f"{CUES}[3].at_ms", 200)  # one repetition, and into the second
    expect(page.locator("#stage")).to_have_attribute("data-action", "squeeze")
    with page.expect_response("**/api/v1/sync") as sent:
        page.get_by_role("link", name="Today").click()
    assert sent.value.ok
    kept = Account.only().log.get(line__ended="early").line
    assert kept["done"][0]["reps"] == 1


def test_space_while_one_is_asked_does_nothing_to_the_session(training):
    page = training
    start(page)
    to(page, END_MS)
    expect(page.locator("[data-question=pain] legend")).to_be_focused()
    page.keyboard.press("Space")
    page.locator("[data-question=pain] [data-answer=no]").focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-question=ease]")).to_be_visible()


def test_behind_an_open_hold_nothing_can_be_reached(training):
    page = training
    start(page)
    to(page, OPEN_HOLD_MS, LATER_MS)
    expect(page.locator("[data-do=let_go]")).to_be_focused()
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('#player') !== null"
        )
    page.locator("[data-do=let_go]").click()
    expect(page.locator("#player")).to_have_class("player")
    assert page.locator("[inert]").count() == 0


def test_a_silent_drill_stays_silent_whatever_was_wished_for_a_session(new_page, live_server):
    page = new_page()
    go(Account.only())
    page.goto(f"{live_server.url}/train/")
    page.locator("#sound > summary").click()
    page.locator("[name=pulse]").uncheck()
    page.wait_for_timeout(300)  # it is remembered in the background
    page.add_init_script("""
        const { play } = HTMLMediaElement.prototype;
        HTMLMediaElement.prototype.play = function () { window.playing = this; return play.call(this); };
    """)
    page.goto(f"{live_server.url}/now/urge/")
    page.locator("#player[data-state=running]").wait_for()
    page.wait_for_timeout(300)
    assert page.evaluate("playing.muted")
    page.locator("[data-do=mute]").click()
    assert not page.evaluate("playing.muted")
    page.goto(f"{live_server.url}/train/")
    page.locator("#sound > summary").click()
    expect(page.locator("[name=silent]")).not_to_be_checked()
    expect(page.locator("[name=pulse]")).not_to_be_checked()
