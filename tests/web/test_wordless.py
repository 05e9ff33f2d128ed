"""Pictures and tones instead of many words: chosen by a symbol, kept on the account, and never less safe."""

import re

import pytest

from knipa.content.figures import names
from knipa.web import coach
from knipa.web.models import Account
from knipa.web.pages.intake import choices
from knipa.web.pages.train.forms import MOVEMENTS, Felt
from knipa.web.signs import ANSWERS, SIGNS
from states import go

SYMBOL = '<svg class="symbol '


@pytest.fixture
def few(person):
    person.wordless = True
    person.save()
    return person


def test_it_is_chosen_on_the_welcome_page_and_stays(client, person):
    page = client.get("/").content.decode()
    assert re.search(r'<button name="wordless" value="on">' + SYMBOL, page)
    assert client.post("/settings/", {"wordless": "on", "next": "/"}).url == "/"
    assert Account.only().wordless
    page = client.get("/").content.decode()
    assert 'data-words="few"' in page
    assert '<button name="wordless" value="off">' in page


def test_it_is_chosen_in_the_settings_too(client, person):
    client.post("/settings/", {"wordless": "on"})
    client.post("/settings/", {"wordless": "perhaps"})  # is no choice, and changes nothing
    page = client.get("/settings/").content.decode()
    assert '<button name="wordless" value="on" aria-pressed="true"' in page
    client.post("/settings/", {"wordless": "off"})
    assert not Account.only().wordless


@pytest.mark.parametrize("address", ["/today/", "/train/", "/answers/when/", "/answers/safety/"])
def test_with_the_usual_words_no_page_carries_a_symbol(client, person, address):
    go(person)
    page = client.get(address).content.decode()
    assert SYMBOL not in page
    assert "player-signs" not in page


def test_the_moments_and_the_positions_are_shown_in_pictures(client, few):
    for step, field in (("when", "trouble_when"), ("able", "cannot")):
        page = client.get(f"/answers/{step}/").content.decode()
        drawn = {value for value, name in ANSWERS[field].items() if name in names()}
        assert page.count('<span class="shown" aria-hidden="true"><svg') == len(drawn) >= 4


def test_every_answer_keeps_its_words(client, few):
    for step in ("why", "when", "body", "safety", "able", "squeeze"):
        page = client.get(f"/answers/{step}/").content.decode()
        for label in re.findall(r'<label class="option.*?</label>', page, re.DOTALL):
            assert re.sub(r"<svg.*?</svg>|<[^>]+>", "", label, flags=re.DOTALL).strip()


def test_the_safety_questions_are_all_there_in_full(client, person):
    usual = re.findall(r"<span>([^<]+)</span>", client.get("/answers/safety/").content.decode())
    client.post("/settings/", {"wordless": "on"})
    few = client.get("/answers/safety/").content.decode()
    assert re.findall(r"<span>([^<]+)</span>", few) == usual
    assert few.count(SYMBOL) >= 8


def test_the_player_has_a_symbol_for_each_thing_to_do_and_each_button(client, few):
    go(few)
    page = client.get("/train/").content.decode()
    stage = page.partition('id="stage"')[2].partition('id="say"')[0]
    for name in ("ready", "squeeze", "hold", "let_go", "move", "breathe", "done", "rest", "effort"):
        assert f"symbol-{name}" in stage
    moves = {
        cue["movement"] for cue in coach.due(few, coach_now(), "en").sheet["cues"] if cue.get("movement")
    }
    assert {*re.findall(r'class="move" data-movement="(\w+)"', stage)} == moves != set()
    for button in re.findall(r"<button[^>]*data-do=.*?</button>", page.partition('id="sound"')[0], re.DOTALL):
        assert SYMBOL in button
        assert re.search(r"<span>[^<]+</span></button>", button)  # its name


def coach_now():
    from knipa.web import clock

    return clock.now()


def test_the_answers_after_a_session_have_a_symbol_each(client, few):
    go(few)
    page = client.get("/train/").content.decode().partition('id="asking"')[2].partition("</section>")[0]
    for answer in re.findall(r"<button[^>]*data-answer=.*?</button>", page, re.DOTALL):
        assert "<svg" in answer
        assert re.sub(r"<svg.*?</svg>|<[^>]+>", "", answer, flags=re.DOTALL).strip()


def test_advice_and_reasons_are_never_left_out(client, person):
    go(person)
    usual = client.get("/today/").content.decode()
    due = coach.due(person, coach_now(), "en")
    client.post("/settings/", {"wordless": "on"})
    few = client.get("/today/").content.decode()
    for said in (due.reason["text"], *(advice["text"] for advice in due.turn_to_care)):
        assert html(said) in usual
        assert html(said) in few


def html(text):
    from django.utils.html import escape

    return escape(text)


def test_what_waits_offline_follows_the_choice(client, few):
    go(few)
    before = client.get("/offline/ahead.json")["ETag"]
    client.post("/settings/", {"wordless": "off"})
    assert client.get("/offline/ahead.json")["ETag"] != before


def test_every_symbol_and_every_answer_is_one_there_is():
    asked = {
        "reasons": choices.REASONS, "trouble_when": choices.TROUBLE_WHEN, "avoids": choices.AVOIDS,
        "cannot": choices.CANNOT, "anatomy": choices.ANATOMY, "found": choices.FOUND,
        "signs": [sign for _name, group in choices.SIGNS for sign in group],
        **{name: field.choices for name, field in Felt.of_any_session().fields.items()},
    }  # fmt: skip
    for question, answers in ANSWERS.items():
        assert {*answers} <= {code for code, _text in asked[question]}, question
        assert {*answers.values()} <= {*SIGNS, *names()}, question
    assert {*ANSWERS["troubled"]} == {*MOVEMENTS}


def test_no_symbol_has_a_colour_or_is_the_same_as_another_answer_beside_it():
    for drawn in SIGNS.values():
        assert not re.search(r"#|rgb|fill=|stroke=|style=|id=", drawn)
    for question in ("ease", "contact", "let_go", "pain", "tired", "heavier"):
        drawn = [SIGNS[name] for name in ANSWERS[question].values()]
        assert len({*drawn}) == len(drawn)
