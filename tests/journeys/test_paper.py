"""What comes out of a printer: one page of the right size, and all of it, in both languages and with large text."""

import re
from itertools import product

import pytest
from playwright.sync_api import expect

from dresses import NARROWEST
from knipa.web.models import Account
from states import answers, care_now, gentle, go, on, relax, rest, train, wait

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
WEEK, NEUTRAL, PLAIN = "/paper/week/", "/paper/mirror/?as=neutral", "/paper/mirror/?as=plain"
SIZES_MM = {"A4": (210, 297), "Letter": (215.9, 279.4), "A6": (105, 148)}
PAPERS = (
    (WEEK, "A4", "A4"),
    (WEEK, "Letter", "Letter"),
    (NEUTRAL, "A4", "A6"),
    (PLAIN, "A4", "A6"),
)  # loaded, printed
POINTS_A_MM = 72 / 25.4
ROUNDING = 1.5  # points; Chromium counts in whole pixels
LOCALES = {"sv": "sv-SE", "en": "en-GB"}
COUNT_PRINTS = "window.printed = 0; window.print = () => { window.printed += 1; };"
SEEN = """() => [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && !one.closest(".unseen, .paper"))
    .filter((one) => !one.querySelector(".paper"))
    .map((one) => one.outerHTML.slice(0, 80))"""
GROUNDS = """() => [...document.querySelectorAll("html, body, main, .paper, .paper *")]
    .map((one) => getComputedStyle(one)).flatMap((style) => [style.backgroundColor, style.backgroundImage])
    .filter((ground) => !/^(none|rgba\\(0, 0, 0, 0\\))$/.test(ground))"""
INKS = "() => [...document.querySelectorAll('.paper, .paper *')].map((one) => getComputedStyle(one).color)"


def longest(account):
    """Every exercise that a session can hold: letting go first, then three movements among the squeezes."""
    answers(
        account,
        reasons=["leak_urine", "sexual_function"],
        trouble_when=["cough_sneeze_laugh", "lift", "rise", "walk", "jump"],
        signs=["pain_at_sex"],
    )
    for number in range(28, 0, -1):
        train(account, number)


def ahead(account):
    """Two kinds of days in one week: an operation is planned."""
    answers(account, events=[{"kind": "surgery", "operation": "prolapse", "on": on(4)}])


def pages_mm(printed: bytes) -> list[tuple[float, float]]:
    """The size of each page of a PDF."""
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert len(boxes) == len(re.findall(rb"/Type\s*/Page\b", printed))
    return [(float(width) / POINTS_A_MM, float(height) / POINTS_A_MM) for width, height in boxes]


def live(state, **settings):
    Account.objects.all().delete()
    account = Account.only()
    for name, value in settings.items():
        setattr(account, name, value)
    account.save()
    state(account)


@pytest.mark.parametrize("state", [go, longest, ahead, gentle, relax, rest, wait, care_now])
def test_each_paper_is_one_page_of_its_size(new_page, live_server, state):
    live(state)
    sizes = (False, True) if state is longest else (True,)  # what fits in large text fits in usual
    for language, large_type in product(LOCALES, sizes):
        Account.objects.update(language=language, large_type=large_type)
        page = new_page(locale=LOCALES[language])
        for address, paper, size in PAPERS:
            page.goto(live_server.url + address)
            pages = pages_mm(page.pdf(format=paper, prefer_css_page_size=True))
            assert len(pages) == 1, (address, paper, language, large_type)
            assert pages[0] == pytest.approx(SIZES_MM[size], abs=ROUNDING / POINTS_A_MM), address


def test_other_pages_are_printed_on_the_paper_that_is_there(new_page, live_server):
    live(go)
    page = new_page()
    page.goto(f"{live_server.url}/programme/")
    assert pages_mm(page.pdf(format="A4", prefer_css_page_size=True))[0] == pytest.approx((210, 297), abs=1)


@pytest.mark.parametrize("theme", ["dark", "contrast"])
@pytest.mark.parametrize("address", [WEEK, NEUTRAL, PLAIN])
def test_ink_is_black_and_only_for_what_is_said(new_page, live_server, theme, address):
    live(go, theme=theme)
    page = new_page(color_scheme="dark")
    page.goto(live_server.url + address)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(SEEN) == []  # no way to another page, no button
    assert page.evaluate(GROUNDS) == []
    assert set(page.evaluate(INKS)) == {"rgb(0, 0, 0)"}


def test_a_card_is_not_cut_off_at_its_frame(new_page, live_server):
    live(longest, large_type=True)
    page = new_page()
    page.goto(live_server.url + PLAIN)
    page.emulate_media(media="print")
    inner = "(card) => [card.scrollHeight, card.clientHeight]"
    needed, has = page.locator(".paper-card").evaluate(inner)
    assert needed <= has


def test_the_button_opens_the_window_for_printing(new_page, live_server, axe):
    live(go)
    page = new_page(viewport=NARROWEST)
    page.add_init_script(COUNT_PRINTS)
    page.goto(f"{live_server.url}/today/")
    page.get_by_role("link", name="On paper").click()
    axe(page)
    page.get_by_role("link", name="A week with boxes to tick").click()
    axe(page)
    page.get_by_role("button", name="Print").press("Enter")
    assert page.evaluate("window.printed") == 1


@pytest.mark.parametrize("address", [WEEK, NEUTRAL, PLAIN])
def test_without_script_there_is_no_dead_button(new_page, live_server, address):
    live(go)
    page = new_page(java_script_enabled=False)
    page.goto(live_server.url + address)
    expect(page.locator(".paper")).to_be_visible()
    expect(page.locator("[data-do=print]")).to_be_hidden()
    expect(page.get_by_text("from the browser's menu")).to_be_visible()
