"""With pictures and tones: every page as accessible as with words, and a session without a word to read."""

import pytest
from playwright.sync_api import expect

import acts
from dresses import NARROWEST, dressed
from journeys.test_every_page import OPEN_ALL, visits
from journeys.test_player import CUES, OPEN_HOLD_MS, start, to
from knipa.web.models import Account
from states import go

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.once,
    pytest.mark.usefixtures("house_as_it_was"),
]
FIRST = {
    action: f"{CUES}.find((cue) => cue.action === '{action}').at_ms"
    for action in ("squeeze", "let_go", "move")
}
# text that the eye sees in the player: what is cut away to a point is for the ear
READ = """() => {
    const isSeen = (node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        const shown = node.parentElement.checkVisibility() && box.width > 0;
        for (let at = node.parentElement; shown && at; at = at.parentElement) {
            if (getComputedStyle(at).clipPath === "inset(50%)") return false;
        }
        return shown;
    };
    const walker = document.createTreeWalker(document.querySelector("#player"), NodeFilter.SHOW_TEXT);
    const read = [];
    while (walker.nextNode()) {
        const text = walker.currentNode.data.trim();
        if (text && isSeen(walker.currentNode)) read.push(text);
    }
    return read;
}"""
SIGNS_SEEN = """() => [...document.querySelectorAll(".player-signs > *")]
    .filter((sign) => sign.checkVisibility()).map((sign) => sign.getAttribute("class"))"""


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("sv", "dark"), ("en", "forced")])
def test_nothing_for_axe_and_nothing_sideways(new_page, live_server, axe, language, theme):
    page = dressed(new_page, language, theme)
    for place in visits(page, live_server.url, language, wordless=True):
        page.evaluate(OPEN_ALL)
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= NARROWEST["width"], f"{place}: {wide} px wide"


@pytest.fixture
def training(new_page, live_server):
    """`training(reduced_motion="reduce")`: the page of a session; its sound's clock stands where it is set."""

    def open_page(**options):
        account = Account.only()
        account.wordless = True
        account.save()
        go(account)
        page = new_page(**{"viewport": {"width": 320, "height": 568}, **options})
        page.add_init_script(acts.SILENT_SOUND)
        page.goto(f"{live_server.url}/train/")
        return page

    return open_page


def test_a_session_is_followed_by_symbols_alone(training, axe):
    page = training()
    assert page.evaluate(READ) == []
    assert page.evaluate(SIGNS_SEEN) == ["posture"]
    start(page)
    for place, later_ms, symbol in (
        ("0", 500, "symbol-ready"),
        (FIRST["squeeze"], 300, "symbol-squeeze"),
        (FIRST["squeeze"], 2500, "symbol-hold"),
        (FIRST["let_go"], 300, "symbol-let_go"),
        (OPEN_HOLD_MS, 4000, "symbol-hold"),
    ):
        to(page, place, later_ms)
        expect(page.locator(f".player-signs > .{symbol}")).to_be_visible()
        shown = [each for each in page.evaluate(SIGNS_SEEN) if "effort" not in each]
        assert shown == [f"symbol {symbol}"]
        assert page.evaluate(READ) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]
        axe(page)


def test_a_movement_is_shown_before_it_is_done_and_while_it_is(training):
    page = training()
    start(page)
    for sooner_ms in (-1000, 500):
        to(page, FIRST["move"], sooner_ms)
        expect(page.locator(".player-signs > .move")).to_have_count(2)
        expect(page.locator(".player-signs > .move[data-movement=cough]")).to_be_visible()
        expect(page.locator(".player-signs > .move[data-movement=lift]")).to_be_hidden()


def test_how_hard_is_told_by_steps_and_not_by_colour(training):
    page = training()
    start(page)
    filled = "(all) => all.filter((step) => getComputedStyle(step).fill !== 'none').length"
    to(page, FIRST["squeeze"], 500)
    expect(page.locator("#stage")).to_have_attribute("data-effort", "100")
    assert page.locator(".symbol-effort rect").evaluate_all(filled) == 4
    to(page, OPEN_HOLD_MS, 500)
    expect(page.locator("#stage")).to_have_attribute("data-effort", "50")
    assert page.locator(".symbol-effort rect").evaluate_all(filled) == 2


def test_each_button_is_named_for_the_ear_and_its_symbol_says_what_it_does_next(training):
    page = training()
    play = page.get_by_role("button", name="Start", exact=True)
    expect(play.locator(".symbol-play")).to_be_visible()
    expect(play.locator(".symbol-pause")).to_be_hidden()
    start(page)
    pause = page.get_by_role("button", name="Pause", exact=True)
    expect(pause.locator(".symbol-pause")).to_be_visible()
    for name in ("Easier now", "It hurts", "Back one", "Skip", "Stop"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    page.get_by_role("button", name="Sound off").click()
    expect(page.get_by_role("button", name="Sound on").locator(".symbol-silence")).to_be_visible()
    expect(page.locator("[data-do=let_go]")).to_be_hidden()
    for button in page.locator("#player button:visible").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44, button.inner_text()


def test_an_open_hold_is_let_go_of_by_the_symbol_of_letting_go(training):
    page = training()
    start(page)
    to(page, OPEN_HOLD_MS, 3000)
    page.get_by_role("button", name="Let go", exact=True).locator(".symbol-let_go").click()
    expect(page.locator("#stage")).to_have_attribute("data-action", "let_go")


def test_a_screen_reader_hears_what_it_hears_with_words(training):
    page = training()
    start(page)
    to(page, FIRST["squeeze"], 500)
    expect(page.locator("#say")).to_have_text(
        page.evaluate(f"{CUES}.find((cue) => cue.action === 'squeeze').say")
    )
    assert page.locator("#announce").text_content()


def test_with_less_motion_there_are_the_symbols_and_the_bar(training):
    page = training(reduced_motion="reduce")
    start(page)
    to(page, FIRST["squeeze"], 1000)
    expect(page.locator(".player-signs > .symbol-squeeze")).to_be_visible()
    expect(page.locator(".player-bar")).to_be_visible()
    expect(page.locator(".player-flow")).to_be_hidden()


def test_from_the_welcome_to_the_first_question_by_pictures(new_page, live_server):
    page = new_page(viewport={"width": 320, "height": 568})
    page.goto(live_server.url)
    page.locator("button:has(.symbol-pictures)").click()
    page.locator("a:has(.symbol-play)").click()
    page.wait_for_url("**/answers/why/")
    page.locator(".option:has(.symbol-drop)").click()
    page.locator("button.main").click()
    page.locator(".option:has(.shown)").first.click()  # the picture is tapped, not the box
    expect(page.locator("[value=cough_sneeze_laugh]")).to_be_checked()
