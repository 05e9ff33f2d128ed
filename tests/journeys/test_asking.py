"""After the session: one question fills the screen, a tap answers it, and what was said goes into the line."""

import json

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from knipa.contract import read_line
from knipa.training.session_log import Ease
from knipa.web import coach
from knipa.web.models import Account
from states import answers, relax

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
NARROWEST = {"width": 320, "height": 256}  # 1280 × 1024 at 400 % (WCAG 1.4.10)
PHONE = {"width": 360, "height": 740}
LARGE_PX = 64  # each answer is at least so high
STRENGTH = {"exercise": "strength", "reps": 5, "hold_s": 3}
RISE, LIFT = (
    {"exercise": "functional", "movement": name, "reps": 3, "hold_s": 5} for name in ("rise", "lift")
)
LINE = {
    "format": "knipa.log/1",
    "id": "00000000-0000-4000-8000-000000000009",
    "kind": "session",
    "at": "2026-11-23T07:30:00+01:00",
    "source": "player",
    "position": "supine",
    "sheet": "d" * 64,
    "ended": "whole",
    "done": [STRENGTH],
}
# The page's own player has wired this place already; a copy of it is nobody's.
ANEW = "() => document.querySelector('#after').replaceWith(document.querySelector('#after').cloneNode(true))"
ASK = """async (line) => {
    const { makeAsking } = await import("/static/after/asking.js");
    window.spoken = [];
    document.querySelector("#after").hidden = false;
    const asking = makeAsking({ root: document.querySelector("#asking"), speak: (text) => window.spoken.push(text) });
    asking.ask(line).then((told) => (window.told = told));
}"""
TOLD = "window.told !== undefined && {told: window.told}"
END = """async ({ line, disk, server }) => {
    const { makeAsking } = await import("/static/after/asking.js");
    const { makeEnding } = await import("/static/after/ending.js");
    const byId = (id) => document.getElementById(id);
    const words = JSON.parse(byId("words").textContent);
    const word = (key, values = {}) => words[key].replace(/\\{(\\w+)\\}/g, (_, name) => values[name]);
    const kept = (window.kept = new Map());
    window.world = { disk, server };
    window.went = [];
    const why = () => (window.world.server === "refuses" ? "done[0].reps: too many" : null);
    const outbox = {
        keep: async (line) => (kept.set(line.id, line), window.world.disk),
        waiting: async () => {
            const left = window.world.server === "up" ? [] : [...kept.values()];
            return left.map((line) => ({ line, why: why() }));
        },
    };
    const places = {
        after: byId("after"), notice: byId("after_notice"), hurt: byId("hurt"), help: byId("help"),
        stay: byId("stay"), again: byId("stay_again"), today: byId("stay_today"),
    };
    const asking = makeAsking({ root: byId("asking"), speak() {} });
    const wait = (ms) => new Promise((then) => setTimeout(then, ms));
    const go = (address) => window.went.push(address);
    makeEnding({ outbox, sync: async () => {}, asking, places, word, go, wait, crypto }).end(line);
}"""


def asked_today(account):
    """Someone who may train: asked today, and nothing hurts."""
    answers(account)
    coach.ready(account, "same", timezone.now())


@pytest.fixture
def trained(new_page, live_server):
    """`trained(done=[…], locale=…)`: the train page, where a session has just ended."""

    def open_page(
        live=asked_today,
        *,
        large_type=False,
        script=ASK,
        told=None,
        done=(STRENGTH,),
        ended="whole",
        **options,
    ):
        account = Account.only()
        account.large_type = large_type
        account.language = options.get("locale", "en-GB")[:2]
        account.save()
        live(account)
        page = new_page(**{"viewport": PHONE, **options})
        page.goto(f"{live_server.url}/train/")
        line = {**LINE, "ended": ended, "done": list(done)}
        page.evaluate(ANEW)
        page.evaluate(script, {"line": line, **told} if told else line)
        page.told = lambda: page.wait_for_function(
            "window.told !== undefined && {said: window.told}"
        ).json_value()["said"]
        page.press_answer = lambda name, answer: page.locator(
            f"[data-question={name}] [data-answer={answer}]"
        ).click()
        return page

    return open_page


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def kept(page):
    """What lies in the outbox, read as strictly as the server reads it."""
    return [
        read_line(json.dumps(line).encode(), "log") for line in page.evaluate("[...window.kept.values()]")
    ]


def sound(page, axe):
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_tap_answers_and_goes_on_to_the_next_question(trained):
    page = trained(done=[STRENGTH, RISE, LIFT])
    assert focused(page) == "Did anything hurt?"
    expect(page.locator("[data-part=far]")).to_have_text("1 of 5")
    expect(page.locator("#player")).to_be_hidden()
    page.press_answer("pain", "no")
    assert focused(page) == "How was the technique?"
    page.press_answer("ease", "hard")
    page.press_answer("contact", "faint")
    page.press_answer("let_go", "yes")
    expect(page.locator("[data-part=far]")).to_have_text("5 of 5")
    page.press_answer("tired", "yes")
    page.press_answer("tired", "no")
    page.press_answer("troubled", "lift")
    expect(page.locator("[data-answer=jump]")).to_be_hidden()
    page.locator("[data-part=ready]").click()
    assert page.told() == {
        "felt": {"ease": "hard", "contact": "faint", "let_go": True, "pain": False, "tired": False},
        "done": [STRENGTH, {**RISE, "trouble": False}, {**LIFT, "trouble": True}],
    }


def test_back_shows_what_was_answered_and_lets_one_change_it(trained):
    page = trained()
    expect(page.locator("[data-part=back]")).to_be_hidden()
    page.press_answer("pain", "yes")
    page.locator("[data-part=back]").click()
    expect(page.locator("[data-question=pain] [data-answer=yes]")).to_have_attribute("aria-pressed", "true")
    assert focused(page) == "Did anything hurt?"
    page.press_answer("pain", "no")
    expect(page.locator("[data-part=far]")).to_have_text("2 of 5")
    expect(page.locator("[data-part=kind]")).to_be_hidden()


def test_later_leaves_without_an_answer(trained):
    page = trained()
    page.press_answer("pain", "no")
    page.locator("[data-part=later]").click()
    assert page.told() is None


def test_pain_is_met_kindly_and_only_what_is_needed_is_asked(trained):
    page = trained(done=[STRENGTH, RISE])
    page.press_answer("pain", "yes")
    expect(page.locator("[data-part=kind]")).to_contain_text("Thank you for saying so")
    expect(page.locator("[data-part=far]")).to_have_text("2 of 4")
    assert "Thank you for saying so" in page.evaluate("window.spoken.at(-1)")
    for name, answer in {"ease": "easy", "contact": "clear", "let_go": "no"}.items():
        page.press_answer(name, answer)
    felt = {"ease": "easy", "contact": "clear", "let_go": False, "pain": True}
    assert page.told() == {"felt": felt, "done": [STRENGTH, RISE]}


def test_pain_is_not_lost_when_the_rest_is_left_for_later(trained):
    page = trained()
    page.press_answer("pain", "yes")
    page.locator("[data-part=later]").click()
    assert page.told() == {"hurts": ["pelvic_pain"]}


def test_a_second_tap_in_the_same_place_answers_nothing(trained):
    page = trained()
    page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
    page.locator("[data-question=pain] [data-answer=no]").dblclick()
    assert focused(page) == "How was the technique?"
    expect(page.locator("[data-part=far]")).to_have_text("2 of 5")


def test_each_question_is_spoken_with_its_answers(trained):
    page = trained()
    assert page.evaluate("window.spoken") == ["Did anything hurt? No. Yes."]
    page.press_answer("pain", "no")
    said = "How was the technique? Easy. Just right. Hard, other muscles joined in."
    assert page.evaluate("window.spoken.at(-1)") == said
    for name, answer in {"ease": "right", "contact": "clear", "let_go": "yes"}.items():
        page.press_answer(name, answer)
    said = "Anything more? Answer what you like. Did the muscles get tired? Yes. No. Does it feel heavier now? Yes. No."
    assert page.evaluate("window.spoken.at(-1)") == said


def test_a_session_that_only_let_go_is_not_asked_about_squeezing(trained):
    breaths = {"exercise": "breathing", "reps": 6, "hold_s": 0}
    page = trained(relax, done=[breaths])
    for name, answer in {"pain": "no", "ease": "easy", "let_go": "yes"}.items():
        page.press_answer(name, answer)
    expect(page.locator("[data-question=tired]")).to_be_hidden()
    page.locator("[data-part=ready]").click()
    assert page.told()["felt"] == {"ease": "easy", "contact": "clear", "let_go": True, "pain": False}


def test_nothing_is_asked_where_nothing_was_done(trained):
    assert trained(done=[]).told() is None


def test_by_keyboard_alone(trained):
    page = trained(done=[STRENGTH, RISE])
    for _ in range(4):
        page.keyboard.press("Tab")  # from the question to its first answer
        page.keyboard.press("Enter")
    assert focused(page) == "Anything more? Answer what you like."
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("[data-question=tired] [data-answer=yes]")).to_have_attribute("aria-pressed", "true")
    page.locator("[data-part=ready]").press("Enter")
    assert page.told()["felt"]["tired"] is True


@pytest.mark.parametrize(("locale", "dress"), [("sv-SE", "light"), ("en-GB", "dark"), ("sv-SE", "forced")])
def test_every_screen_is_sound_on_the_narrowest_screen_with_large_type(trained, axe, locale, dress):
    looks = {"forced_colors": "active"} if dress == "forced" else {"color_scheme": dress}
    page = trained(
        done=[STRENGTH, RISE, LIFT],
        locale=locale,
        viewport=NARROWEST,
        large_type=True,
        reduced_motion="reduce",
        **looks,
    )
    sound(page, axe)
    page.press_answer("pain", "yes")
    sound(page, axe)  # with the kind word
    page.locator("[data-part=back]").click()
    for name, answer in {"pain": "no", "ease": "hard", "contact": "none", "let_go": "no"}.items():
        sound(page, axe)
        for button in page.locator(f"[data-question={name}] button").all():
            assert button.bounding_box()["height"] >= LARGE_PX
        page.press_answer(name, answer)
    sound(page, axe)


@pytest.mark.parametrize("server", ["up", "down"])
def test_the_end_keeps_the_answers_and_goes_to_today(trained, server):
    page = trained(script=END, told={"disk": True, "server": server})
    text = {"up": "Saved and sent.", "down": "It is sent as soon as Knipa can be reached."}[server]
    expect(page.locator("#after_notice")).to_contain_text(text)
    for name, answer in {"pain": "no", "ease": "right", "contact": "clear", "let_go": "yes"}.items():
        page.press_answer(name, answer)
    page.locator("[data-part=ready]").click()
    page.wait_for_function("window.went.length === 1")
    assert page.evaluate("window.went") == ["/today/"]
    (session,) = kept(page)
    assert session.felt.ease is Ease.RIGHT


@pytest.mark.parametrize("server", ["up", "down"])
@pytest.mark.parametrize(
    ("answers", "heading", "link"),
    [
        ({"pain": "yes", "ease": "right", "contact": "clear"}, "When it hurts", "/guide/pain/"),
        ({"pain": "no", "ease": "right", "contact": "none"}, "When you feel nothing", "/guide/check/#feel"),
        ({"pain": "no", "ease": "right", "contact": "faint"}, "When you are not sure", "/guide/check/#feel"),
        (
            {"pain": "no", "ease": "hard", "contact": "clear"},
            "When other muscles join in",
            "/guide/mistakes/",
        ),
    ],
)
def test_who_is_unsure_gets_a_word_of_the_guide_before_today(trained, axe, server, answers, heading, link):
    page = trained(script=END, told={"disk": True, "server": server}, viewport=NARROWEST)
    for name, answer in {**answers, "let_go": "yes"}.items():
        page.press_answer(name, answer)
    if answers["pain"] == "no":
        page.locator("[data-part=ready]").click()
    expect(page.get_by_role("heading", name=heading)).to_be_focused()
    assert page.locator("#help section:visible").count() == 1
    assert page.locator(f"#help a[href='{link}']:visible").count() == 1
    sound(page, axe)
    assert page.evaluate("window.went") == []
    page.locator("#help a.main:visible").click(no_wait_after=True)
    page.wait_for_function("location.pathname === '/today/' || window.went.length === 1")


def test_pain_left_without_the_rest_is_a_line_of_its_own(trained):
    page = trained(script=END, told={"disk": True, "server": "down"})
    page.press_answer("pain", "yes")
    page.locator("[data-part=later]").click()
    page.wait_for_function("window.went.length === 1")
    session, check = kept(page)
    assert session.felt is None
    assert check.hurts


def test_a_session_that_is_nowhere_safe_says_so_and_can_be_sent_again(trained, axe):
    page = trained(script=END, done=[], told={"disk": False, "server": "down"})
    expect(page.locator("#stay h1")).to_be_focused()
    expect(page.locator("#after_notice")).to_contain_text("Leave the page open and try again.")
    expect(page.locator("#stay_today")).to_be_hidden()
    sound(page, axe)
    page.evaluate("window.world.server = 'up'")
    page.locator("#stay_again").click()
    page.wait_for_function("window.went.length === 1")


def test_what_is_refused_is_told_with_its_reason(trained, axe):
    page = trained(script=END, done=[], told={"disk": True, "server": "refuses"})
    expect(page.locator("#after_notice")).to_contain_text("done[0].reps: too many. It stays on this device.")
    expect(page.locator("#stay_again")).to_be_hidden()
    expect(page.locator("#stay_today")).to_be_visible()
    sound(page, axe)


def test_pain_stops_kindly_on_the_spot(trained, axe):
    page = trained(script=END, ended="pain", told={"disk": True, "server": "down"})
    expect(page.locator("#hurt h1")).to_be_focused()
    expect(page.locator("#asking")).to_be_hidden()
    expect(page.locator("#hurt a.button").last).to_have_attribute("href", "/care/")
    sound(page, axe)
    assert page.evaluate("window.went") == []
