"""A start card from the form of a midwife to the answers of whoever got it: by keyboard, on paper, on a phone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from knipa.contract import read_code
from knipa.web import coach
from knipa.web.door import address
from knipa.web.models import Account, Answers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
LANGUAGES = [{"locale": "sv-SE"}, {"locale": "en-GB"}]
NARROWEST = {"width": 320, "height": 640}
SCREEN = {"width": 1280, "height": 1024}
PAPERS = ("A5", "A4", "Letter")
MOST_STOPS = 40
MARGIN = dict.fromkeys(("top", "right", "bottom", "left"), "1cm")  # what browsers leave by themselves


@pytest.fixture
def account(db):
    told = Account.only()
    answers = {"found": True, "timezone": "Europe/Stockholm", "signs": [], "seen_for": []}
    coach.answer(told, answers, timezone.now() - timedelta(minutes=1))
    return told


def day(more: int) -> str:
    return (timezone.localdate() + timedelta(days=more)).isoformat()


def fill(page) -> None:
    """Everything that a card can say, of a birth."""
    for name, value in {
        "event": "birth",
        "mode": "instrumental",
        "tear": "3_4",
        "position": "all_fours",
    }.items():
        page.locator(f'[name="{name}"][value="{value}"]').check()
    for name, more in {"on": -4, "gentle_from": 6, "cleared_from": 40}.items():
        page.locator(f'[name="{name}"]').fill(day(more))
    for name, number in {"hold_s": 4, "reps": 6, "fast_reps": 8, "endurance_s": 20}.items():
        page.locator(f'[name="{name}"]').fill(str(number))


def make(page, home: str) -> str:
    page.goto(f"{home}/card/")
    fill(page)
    page.locator("button.main").click()
    return page.locator(".start-card .code").inner_text()


def pages_of(pdf: bytes) -> int:
    """How many sheets a browser prints."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_a_date_that_something_is_wrong_with_is_never_hidden(account, new_page, live_server):
    page = new_page(viewport=NARROWEST, locale="en-GB")
    page.goto(f"{live_server.url}/card/")
    page.locator('[name="event"][value="birth"]').check()
    page.locator('[name="on"]').fill(day(-4))
    page.locator('[name="event"][value=""]').check()
    page.locator("button.main").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what the dates are about")
    expect(page.locator('[name="on"]')).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES, ids=["sv", "en"])
def test_it_is_made_handed_over_and_filled_in(account, new_page, live_server, axe, language):
    care = new_page(viewport=NARROWEST, **language)
    care.goto(f"{live_server.url}/card/")
    axe(care)
    code = make(care, live_server.url)
    axe(care)
    assert care.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]
    expect(care.locator("[data-do=print]")).to_be_visible()
    assert read_code(code).cleared_from.isoformat() == day(40)

    asked = []
    phone = new_page(viewport=NARROWEST, **language)
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"{live_server.url}/card/use/#{code}")
    expect(phone.locator("[name=code]")).to_have_value(code)
    assert phone.url == f"{live_server.url}/card/use/"  # it does not stay in the history
    axe(phone)
    phone.locator("main button.main").click()
    expect(phone.locator(".moved")).to_be_visible()
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]
    assert Answers.objects.count() == 1
    phone.locator("main button.main").click()
    phone.wait_for_url("**/answers/?saved")
    axe(phone)
    assert not [url for url in asked if code[:4] in url]  # no server was told it in an address
    assert coach.due(account, timezone.now(), "en").state == "wait"


@pytest.mark.parametrize("language", LANGUAGES, ids=["sv", "en"])
@pytest.mark.parametrize("theme", ["auto", "dark"])
def test_it_is_one_page_of_paper(account, new_page, live_server, settings, language, theme):
    settings.PHONE_ADDRESS = address.read("https://knipa.region.example")  # a long one
    account.theme, account.large_type = theme, theme == "dark"
    account.save()
    care = new_page(viewport=SCREEN, color_scheme="dark", **language)
    make(care, live_server.url)
    printed = {paper: care.pdf(format=paper, print_background=False, margin=MARGIN) for paper in PAPERS}
    assert {paper: pages_of(pdf) for paper, pdf in printed.items()} == dict.fromkeys(PAPERS, 1)
    care.emulate_media(media="print")
    assert care.evaluate("getComputedStyle(document.querySelector('.start-card')).color") == "rgb(16, 46, 57)"
    seen = [
        each
        for each in (".bottom", ".actions", ".on-screen", ".qr", ".code")
        if care.locator(each).first.is_visible()
    ]
    assert seen == [".qr", ".code"]


def test_a_card_is_made_by_keyboard_alone_and_without_scripts(account, new_page, live_server):
    care = new_page(viewport=SCREEN, java_script_enabled=False)
    care.goto(f"{live_server.url}/card/")
    care.locator('[name="event"][value=""]').focus()
    care.keyboard.press("ArrowLeft")  # an operation
    for _ in range(MOST_STOPS):
        care.keyboard.press("Tab")
        name = care.evaluate("document.activeElement.name")
        if name == "operation":
            care.keyboard.press("Space")
        if name == "position":
            care.keyboard.press("Enter")  # sends the form from where one is
            break
    code = care.locator(".start-card .code").inner_text()
    assert read_code(code).event.operation == "prostatectomy"
    expect(care.locator("[data-do=print]")).to_be_hidden()
    care.goto(f"{live_server.url}/card/use/")
    care.locator("[name=code]").fill(code.lower().replace("-", " "))
    care.keyboard.press("Enter")
    care.locator("[name=on]").fill(day(30))
    care.keyboard.press("Enter")
    expect(care.locator("#moves")).to_be_visible()


def test_a_camera_reads_what_is_printed(account, new_page, live_server, tmp_path):
    """The dark squares of the picture are those of the address: drawn anew from what should be read."""
    import segno

    care = new_page(viewport=SCREEN)
    code = make(care, live_server.url)
    care.emulate_media(media="print")
    told = segno.make_qr(f"{live_server.url}/card/use/#{code}", error="q")
    side = len([*told.matrix_iter(border=4)])
    dark = care.evaluate(
        """(side) => {
            const path = document.querySelector(".qr path");
            const at = (x, y) => path.isPointInFill(new DOMPoint(x + 0.5, y + 0.5));
            return Array.from({ length: side }, (_, y) => Array.from({ length: side }, (_, x) => Number(at(x, y))));
        }""",
        side,
    )
    assert dark == [[int(bool(square)) for square in row] for row in told.matrix_iter(border=4)]
