"""Every page in every state, in both languages and every dress: nothing for axe, nothing sideways, focus seen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from dresses import DRESSES, NARROWEST, chosen, dressed
from knipa.web.models import Account
from states import CHANGES, STATES, go

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.once,
    pytest.mark.usefixtures("house_as_it_was"),
]
PHONE = {"width": 390, "height": 844}
MOST_STOPS = 300  # a date takes several
UNSEEN_FOCUS = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const isSeen = (shown) => {
        const style = getComputedStyle(shown);
        const box = shown.getBoundingClientRect();
        const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && box.width > 0 && inside;
    };
    const seen = [element, element.closest("label")].some((shown) => shown && isSeen(shown));
    return seen ? "" : element.outerHTML.slice(0, 120);
}"""
TYPE = """(typed) => Object.entries(typed).forEach(([name, value]) => {
    const fields = [...document.getElementsByName(name)];
    const tick = fields.find((field) => field.value === value);
    if (tick) tick.checked = true;
    else Object.assign(fields[0], {type: "text", value});  // a date field would not take what is none
})"""
OPEN_ALL = "() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
REACHABLE = """() => {
    const all = document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']");
    const isThere = (element) => element.checkVisibility({visibilityProperty: true}) && !element.disabled;
    const stops = [...all].filter(isThere);
    const radios = stops.filter((element) => element.type === "radio").map((radio) => radio.name);
    return stops.filter((element) => element.type !== "hidden").length - radios.length + new Set(radios).size;
}"""  # radio buttons of one name are one stop for the Tab key; arrows go between them

CUT = """() => [...document.querySelectorAll(".facts > span")].flatMap((fact) => {
    fact.scrollIntoView({block: "center"});
    const range = document.createRange();
    const isSeen = (x, y) => fact.contains(document.elementFromPoint(x, y));  // what is clipped is not hit
    const isWhole = ({left, right, top, bottom}) =>
        [left + 1, right - 1].every((x) => isSeen(x, (top + bottom) / 2));
    range.selectNodeContents(fact);
    return [...range.getClientRects()].every(isWhole) ? [] : [fact.textContent];
})"""


def visits(page, home: str, language: str, **settings) -> Iterator[str]:
    """Stand on every page in every state, one after the other."""
    for state in STATES:
        Account.objects.all().delete()
        account = Account.only()
        for name, value in {"language": language, **settings}.items():
            setattr(account, name, value)
        account.save()
        state.begin(account)
        page.context.clear_cookies()  # nothing typed in an earlier state
        for address in state.addresses:
            page.goto(home + address)
            if state.typed is not None:
                page.evaluate(TYPE, state.typed)
                page.locator("main form button.main").last.click()
                page.wait_for_selector("[role=alert]")
                page.wait_for_load_state()  # its styles too: axe judges colours
            yield f"{state.name} {address}"
    _to_changes(page, home)
    yield "changes"


def _to_changes(page, home: str) -> None:
    Account.objects.all().delete()
    go(Account.only())
    page.context.clear_cookies()
    page.goto(f"{home}/answers/able/")
    page.locator(f"[value={CHANGES['cannot'][0]}]").check()
    page.locator("button.main").click()
    page.wait_for_url("**/answers/changes/")


@pytest.mark.parametrize(("language", "theme"), DRESSES, ids=map("-".join, DRESSES))
def test_nothing_for_axe_and_nothing_sideways(new_page, live_server, axe, language, theme):
    page = dressed(new_page, language, theme)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
    for place in visits(page, live_server.url, language, theme=chosen(theme)):
        page.evaluate(OPEN_ALL)
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= NARROWEST["width"], f"{place}: {wide} px wide"
        assert page.title(), place
        assert not faults, place


@pytest.mark.parametrize("language", ["sv", "en"])
def test_large_type_fits_the_narrowest_screen(new_page, live_server, language):
    page = dressed(new_page, language, "light")
    for place in visits(page, live_server.url, language, large_type=True):
        page.evaluate(OPEN_ALL)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= NARROWEST["width"], f"{place}: {wide} px wide"


def test_text_twice_as_large_as_usual_fits_a_phone(new_page, live_server):
    """As WCAG 1.4.4 asks; a browser's own setting, not ours. Facts in a row are nowhere cut, nor on the narrowest."""
    page = dressed(new_page, "sv", "light")
    sideways, cut = [], []
    for place in visits(page, live_server.url, "sv"):
        page.evaluate(OPEN_ALL)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.set_viewport_size({**PHONE, "width": NARROWEST["width"]})
        cut += [f"{place}: {fact}" for fact in page.evaluate(CUT)]
        page.set_viewport_size(PHONE)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > PHONE["width"]:
            sideways.append(f"{place}: {wide} px wide")
    assert not sideways, "\n".join(sideways)
    assert not cut, "\n".join(cut)


@pytest.mark.parametrize("theme", ["light", "dark", "forced"])
def test_everything_is_reached_by_keyboard_and_the_focus_is_seen(new_page, live_server, theme):
    page = dressed(new_page, "en", theme)
    for place in visits(page, live_server.url, "en", theme="auto"):
        reachable = page.evaluate(REACHABLE)
        page.evaluate("document.activeElement?.blur()")
        reached = set()
        for _ in range(MOST_STOPS):
            page.keyboard.press("Tab")
            unseen = page.evaluate(UNSEEN_FOCUS)
            if unseen is None:
                break
            assert unseen == "", f"{place}: focus is not seen on {unseen}"
            reached.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
        assert len(reached) >= reachable, f"{place}: {len(reached)} of {reachable} reached"


def test_after_a_setting_is_changed_the_focus_is_on_the_button_pressed(new_page, live_server):
    page = dressed(new_page, "en", "light")
    page.goto(f"{live_server.url}/settings/")
    page.locator("[name=theme][value=dark]").press("Enter")
    page.wait_for_url("**/settings/?changed=theme")
    expect(page.locator("[name=theme][value=dark]")).to_be_focused()
    expect(page.locator("[name=theme][value=dark]")).to_be_in_viewport()
