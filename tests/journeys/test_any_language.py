"""Languages that nobody speaks, on the narrowest screen: long words fit, and right to left is mirrored."""

import pytest

import pseudo
from dresses import NARROWEST, dressed
from foreign import Foreign
from journeys.test_every_page import OPEN_ALL, TYPE
from states import STATES, go

pytestmark = pytest.mark.once
MADE_UP = ("valid-lang", "html-lang-valid")  # axe knows no tag that is kept free for private use
GO = next(number for number, state in enumerate(STATES) if state.live is go)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    app = Foreign(pseudo.make(tmp_path_factory.mktemp("languages")))
    yield app
    app.end()


def visits(page, house, language):
    """Stand on every page in every state."""
    for number, state in enumerate(STATES):
        house.live(number, language)
        page.context.clear_cookies()
        for address in state.addresses:
            page.goto(house.address + address)
            if state.typed is not None:
                page.evaluate(TYPE, state.typed)
                page.locator("main form button.main").last.click()
                page.wait_for_selector("[role=alert]")
            page.evaluate(OPEN_ALL)
            yield f"{state.name} {address}"
    for slug in ("find", "positions", "your-rights"):
        page.goto(f"{house.address}/guide/{slug}/")
        yield slug


@pytest.mark.parametrize("language", [*pseudo.SPEECH])
def test_nothing_is_wider_than_the_narrowest_screen_and_nothing_for_axe(new_page, house, axe, language):
    page = dressed(new_page, "en", "light")
    for place in visits(page, house, language):
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= NARROWEST["width"], f"{place}: {wide} px wide"
        axe(page, but=MADE_UP)


def middle(page, what):
    """How far from the left edge the middle of something is, as a share of the screen."""
    box = page.locator(what).first.bounding_box()
    return (box["x"] + box["width"] / 2) / page.viewport_size["width"]


@pytest.mark.parametrize(("language", "begins_at"), [("qaa", 0), ("qar", 1)])
def test_a_page_begins_where_reading_begins(new_page, house, language, begins_at):
    house.live(GO, language)
    page = dressed(new_page, "en", "light")
    page.set_viewport_size({"width": 390, "height": 800})

    def is_at_the_beginning(what):
        return round(middle(page, what)) == begins_at

    page.goto(f"{house.address}/today/")
    assert is_at_the_beginning(".brand img")
    page.goto(f"{house.address}/programme/")
    assert page.evaluate(FILLED_FROM_LEFT) == (begins_at == 0)
    page.goto(f"{house.address}/answers/")
    assert not is_at_the_beginning(".answered header a")
    page.goto(f"{house.address}/answers/why/")
    assert is_at_the_beginning(".option input")


FILLED_FROM_LEFT = """() => {
    const box = (bar, part) => bar.querySelector(part).getBoundingClientRect();
    const isPart = (bar) => box(bar, ".bar-done").width < box(bar, ".bar-all").width - 9;
    const bar = [...document.querySelectorAll(".bar")].find(isPart);
    return Math.abs(box(bar, ".bar-done").left - box(bar, ".bar-all").left) < 1;
}"""


def test_time_flows_from_left_to_right_and_numbers_stay_whole(new_page, house):
    house.live(GO, "qar")
    page = dressed(new_page, "en", "light")
    page.goto(f"{house.address}/train/")
    numbers = page.evaluate(
        "[...document.querySelectorAll('.curve .curve-minute')].map((each) => each.getBoundingClientRect().x)"
    )
    assert numbers == sorted(numbers)
    assert len(numbers) > 1
    page.goto(f"{house.address}/today/")
    # read from the right: 10, then ×, then 6, then the unit
    places = page.evaluate(PLACES_OF, ["10", "×", "6", pseudo.mirrored("s")])
    assert places == sorted(places, reverse=True)


PLACES_OF = """(parts) => {
    const node = document.querySelector(".doses span").firstChild;
    let from = 0;
    return parts.map((part) => {
        from = node.data.indexOf(part, from);
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, from += part.length);
        return range.getBoundingClientRect().x;
    });
}"""


@pytest.mark.parametrize("language", [*pseudo.SPEECH])
def test_a_session_runs_in_it(new_page, house, language):
    house.live(GO, language)
    page = dressed(new_page, "en", "light")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{house.address}/train/")
    page.locator("[data-do=toggle]").click()
    page.wait_for_selector('#stage[data-action="squeeze"]')
    say, _direction = pseudo.SPEECH[language]
    assert say("squeeze")[:4].lower() in page.locator("#say").text_content().lower()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]
