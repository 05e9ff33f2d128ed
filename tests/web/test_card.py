"""A start card: made without keeping anything, typed in, shown, and put into the answers."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from knipa.contract import Card, CardBirth, CardSurgery, read_code, write_code
from knipa.contract.cards.card import DOSE
from knipa.training import exercise
from knipa.training import person as engine
from knipa.training.person import BirthMode, Capacity, Operation, Tear
from knipa.web import coach
from knipa.web.models import Account, Answers, LogLine
from knipa.web.pages.card import choices
from knipa.web.pages.card.forms import Making
from web.test_intake import PAGES, go_through

CODE = re.compile(r'class="code" dir="ltr">([0-9A-Z-]{24})<')
TRIED = {"hold_s": 4, "reps": 6, "fast_reps": 7, "endurance_s": 20}


def day(more: int) -> date:
    return timezone.localdate() + timedelta(days=more)


def typed(**fields):
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) for name, value in fields.items()
    }


def birth(**more):
    told = {"event": "birth", "mode": "vaginal", "tear": "3_4", "on": day(-5), "gentle_from": day(7)}
    return typed(**{**told, "cleared_from": day(40), "position": "side", **TRIED, **more})


def made(client, told):
    """The page of a card, and its code."""
    answer = client.post("/card/", told)
    page = answer.content.decode()
    assert answer.status_code == 200, page
    return page, CODE.search(page)[1]


def code_of(**told) -> str:
    return write_code(Card(**{"made_on": day(0), **told}))


def take(client, code, **more):
    """Type a code, and confirm what it shows."""
    return client.post("/card/use/", {"code": code, "go": "fill", **more})


def kept() -> dict:
    return Answers.objects.last().person


# --- making


def test_it_works(client, answered):
    page, code = made(client, birth())
    assert all(
        said in page for said in ("Soft squeezes from", "Training from", "Degree 3 or 4", "On the side")
    )
    card = read_code(code)
    assert card.event == CardBirth(mode=BirthMode.VAGINAL, tear=Tear.THIRD_OR_FOURTH)
    assert (card.on, card.gentle_from, card.cleared_from) == (day(-5), day(7), day(40))
    assert coach.due(answered, timezone.now(), "en").state == "go"
    shown = client.post("/card/use/", {"code": code.lower()}).content.decode()
    assert "Degree 3 or 4" in shown
    assert "Wait" in shown  # what it changes
    assert Answers.objects.count() == 1  # nothing is kept yet
    assert take(client, code).url == "/answers/?saved"
    due = coach.due(answered, timezone.now(), "en")
    assert (due.state, due.plan.clearance.until) == ("wait", day(7))
    assert coach.due(answered, timezone.now() + timedelta(days=8), "en").may == "gentle"
    assert kept()["found"] is True  # what the card does not tell of stands as it was
    assert kept()["capacity"] == {**TRIED, "measured_on": day(0).isoformat()}
    assert kept()["position"] == "side"


def test_nothing_is_stored_by_making_one(client, person):
    made(client, birth())
    assert not Session.objects.exists()
    assert not Answers.objects.exists()
    assert not LogLine.objects.exists()
    assert [*Account.objects.all()] == [person]


def test_no_word_of_it_stands_in_an_address(client, person):
    answer = client.post("/card/", birth())
    assert answer.status_code == 200  # no redirect
    assert answer["Cache-Control"] == "private, no-store"
    page = answer.content.decode()
    assert CODE.search(page)[1] not in "".join(re.findall(r'(?:href|src|action)="([^"]*)"', page))


@pytest.mark.parametrize("address", ["https://knipa.example", ""])
def test_the_picture_leads_to_this_knipa_with_the_code_where_no_server_sees_it(
    client, person, request, monkeypatch, address
):
    if address:
        request.getfixturevalue("phones_come")
    drawn = []
    monkeypatch.setattr("knipa.web.pages.card.views.draw", lambda text: drawn.append(text) or draw(text))
    from knipa.web.qr import draw

    page, code = made(client, birth())
    assert drawn == [f"{address or 'http://testserver'}/card/use/#{code}"]
    assert ("no address that phones reach" in page) is not bool(address)
    assert f"<b>{'knipa.example' if address else 'testserver'}/card/use/</b>" in page


def test_what_was_chosen_otherwise_does_not_count(client, person):
    told = birth(event="surgery", operation="hysterectomy", on=day(30), gentle_from="", cleared_from="")
    _page, code = made(client, told)
    assert read_code(code).event == CardSurgery(operation=Operation.HYSTERECTOMY)


def test_a_card_may_say_one_thing(client, person):
    for told in (
        {"position": "supine"},
        TRIED,
        {"event": "birth"},
        {"event": "surgery", "operation": "prolapse"},
    ):
        made(client, typed(**told))


@pytest.mark.parametrize(
    ("told", "kept_text", "said"),
    [
        ({}, "", "An empty card says nothing"),
        ({"gentle_from": day(3)}, day(3).isoformat(), "Choose what the dates are about"),
        ({"event": "surgery", "on": day(3)}, day(3).isoformat(), "Choose which operation"),
        ({"event": "birth", "on": "32 May"}, "32 May", "Write the date as year-month-day"),
        ({"event": "birth", "on": day(3)}, day(3).isoformat(), "Check the year"),
        ({"event": "birth", "on": date(1990, 1, 1)}, "1990-01-01", "Check the year"),
        ({"event": "birth", "gentle_from": day(9), "cleared_from": day(8)}, day(8).isoformat(), "before the one"),
        ({"event": "birth", "on": day(-3), "cleared_from": day(-8)}, day(-8).isoformat(), "before the one"),
        ({"hold_s": 3}, "3", "Fill in all four"),
        ({**TRIED, "reps": 99}, "99", "Write 15 or a smaller number"),
        ({"event": "duck"}, "", "Choose one of the answers"),
    ],
)  # fmt: skip
def test_a_wrong_form_keeps_what_was_typed_and_says_what_to_change(client, person, told, kept_text, said):
    answer = client.post("/card/", typed(**told))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert kept_text in page
    assert said in page
    assert 'role="alert"' in page
    assert "start-card" not in page


def test_what_a_card_may_say_is_what_the_engine_knows_and_the_code_has_room_for():
    for ours, engines in (
        (choices.BIRTH_MODE, engine.BirthMode),
        (choices.TEAR, engine.Tear),
        (choices.OPERATION, engine.Operation),
        (choices.POSITION, exercise.Position),
    ):
        assert [code for code, _ in ours] == [*engines]
    fields = Making.base_fields
    assert {name: (fields[name].min_value, fields[name].max_value) for name in DOSE} == DOSE


# --- using


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "20 signs"),
        ("K118-FS9Q", "20 signs"),
        ("K118-FS9Q-S7VB-85B0-2G1U", "no U"),
        ("K118-FS9Q-S7VB-85B0-2G1Y", "mistyped"),
        ("x" * 99, "20 signs"),
        (write_code(Card(made_on=date(2100, 1, 1), event=CardBirth())), "cannot be true"),
    ],
)
def test_a_bad_code_is_told_and_changes_nothing(client, answered, code, said):
    for go in ("look", "fill"):
        answer = client.post("/card/use/", {"code": code, "go": go})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert said in page
        assert code[:24] in page  # it is still there to be mended
    assert Answers.objects.count() == 1


def test_the_same_birth_is_not_told_twice_and_the_newer_word_counts(client, answered):
    known = {"kind": "birth", "on": day(-7).isoformat(), "mode": "caesarean", "tear": "none"}
    older = {
        "kind": "birth",
        "on": day(-900).isoformat(),
        "mode": "vaginal",
        "gentle_from": day(-880).isoformat(),
    }
    operation = {"kind": "surgery", "operation": "prolapse", "on": day(-10).isoformat()}
    told = [
        older,
        {**known, "gentle_from": day(2).isoformat(), "cleared_from": day(4).isoformat()},
        operation,
    ]
    coach.answer(answered, {"events": told}, timezone.now())
    take(
        client,
        code_of(event=CardBirth(tear=Tear.FIRST_OR_SECOND), on=day(-5), gentle_from=day(6)),
        mode="caesarean",
    )
    new = {"kind": "birth", "on": day(-5).isoformat(), "mode": "caesarean", "tear": "1_2"}
    # the old day for training lay before the new one for soft squeezes, and is asked for anew
    assert kept()["events"] == [older, {**new, "gentle_from": day(6).isoformat()}, operation]


def test_a_day_that_the_card_leaves_out_stands_where_it_still_fits(client, answered):
    known = {"kind": "surgery", "operation": "other_pelvic", "on": day(-7).isoformat()}
    coach.answer(answered, {"events": [{**known, "cleared_from": day(60).isoformat()}]}, timezone.now())
    hysterectomy = CardSurgery(operation=Operation.HYSTERECTOMY)
    take(client, code_of(event=hysterectomy, on=day(-6), gentle_from=day(10)))
    (event,) = kept()["events"]
    assert event == {
        "kind": "surgery", "operation": "hysterectomy", "on": day(-6).isoformat(),
        "gentle_from": day(10).isoformat(), "cleared_from": day(60).isoformat(),
    }  # fmt: skip


def test_an_operation_long_after_another_is_another(client, answered):
    known = {"kind": "surgery", "operation": "prolapse", "on": day(-100).isoformat()}
    coach.answer(answered, {"events": [known]}, timezone.now())
    take(client, code_of(event=CardSurgery(operation=Operation.PROLAPSE), on=day(-5)))
    assert [event["on"] for event in kept()["events"]] == [known["on"], day(-5).isoformat()]


def test_what_the_card_leaves_out_is_asked_for_first(client, answered):
    code = code_of(event=CardBirth(), gentle_from=day(7))
    page = client.post("/card/use/", {"code": code}).content.decode()
    assert 'name="on"' in page
    assert 'name="mode"' in page
    assert "In your training" not in page
    answer = take(client, code, on="32 May")
    assert answer.status_code == 422
    assert "32 May" in answer.content.decode()
    assert Answers.objects.count() == 1
    page = client.post(
        "/card/use/", {"code": code, "on": day(-3).isoformat(), "mode": "vaginal"}
    ).content.decode()
    assert "In your training" in page
    take(client, code, on=day(-3).isoformat(), mode="vaginal")
    (event,) = kept()["events"]
    assert (event["on"], event["mode"]) == (day(-3).isoformat(), "vaginal")


def test_what_is_known_of_it_already_is_suggested(client, answered):
    known = {"kind": "birth", "on": day(-7).isoformat(), "mode": "caesarean"}
    coach.answer(answered, {"events": [known]}, timezone.now())
    page = client.post(
        "/card/use/", {"code": code_of(event=CardBirth(), gentle_from=day(3))}
    ).content.decode()
    assert f'value="{day(-7).isoformat()}"' in page
    assert re.search(r'value="caesarean"[^>]* checked', page)


def test_a_card_of_a_dose_alone_leaves_the_events_as_they_are(client, answered):
    known = {"kind": "birth", "on": day(-400).isoformat(), "mode": "vaginal"}
    coach.answer(answered, {"events": [known]}, timezone.now())
    tried_on = day(-2)
    take(client, write_code(Card(made_on=tried_on, dose=Capacity(**TRIED, measured_on=tried_on))))
    assert kept()["events"] == [known]
    assert kept()["capacity"]["measured_on"] == tried_on.isoformat()


def test_signs_are_not_answered_by_a_card(client, answered):
    coach.answer(answered, {"signs": ["fever"], "seen_for": []}, timezone.now())
    take(client, code_of(position=exercise.Position.SIDE))
    assert coach.signs(answered) == {"fever"}
    assert answered.log.filter(kind="check").count() == 1


# --- before the first answers


def test_whoever_is_new_passes_the_questions_with_the_card_filled_in(client, person):
    on, cleared = day(-2), day(40)
    card = Card(
        made_on=on,
        event=CardSurgery(operation=Operation.PROSTATECTOMY),
        on=day(-20),
        gentle_from=day(5),
        cleared_from=cleared,
        position=exercise.Position.SITTING,
        dose=Capacity(**TRIED, measured_on=on),
    )
    code = write_code(card)
    assert "safety questions" in client.post("/card/use/", {"code": code}).content.decode()
    assert take(client, code).url == "/answers/why/"
    assert not Answers.objects.exists()
    body = client.get("/answers/body/").content.decode()
    assert all(f'value="{known.isoformat()}"' in body for known in (day(-20), day(5), cleared))
    assert re.search(r'value="sitting"[^>]* checked', client.get("/answers/able/").content.decode())
    squeeze = client.get("/answers/squeeze/").content.decode()
    assert 'name="hold_s" value="4"' in squeeze
    assert not re.search(r'name="found"[^>]* checked', squeeze)  # only the person knows
    assert client.post("/answers/squeeze/", PAGES["squeeze"]).url == "/answers/safety/?check=1"
    go_through(
        client,
        body=typed(
            operation="prostatectomy", operation_on=day(-20),
            operation_gentle_from=day(5), operation_cleared_from=cleared,
        ),
        able={"position": "sitting"},
        squeeze=typed(**TRIED),
    )  # fmt: skip
    assert kept()["events"] == [
        {"kind": "surgery", "operation": "prostatectomy", "on": day(-20).isoformat(),
         "gentle_from": day(5).isoformat(), "cleared_from": cleared.isoformat()}
    ]  # fmt: skip
    assert (kept()["position"], kept()["capacity"]["measured_on"]) == ("sitting", on.isoformat())
    assert coach.due(person, timezone.now(), "en").plan.clearance.until == day(5)
    assert "start_card" not in client.session


def test_what_the_person_answers_otherwise_counts(client, person):
    take(client, code_of(position=exercise.Position.SIDE, dose=Capacity(**TRIED, measured_on=day(0))))
    go_through(client, able={"position": ""}, squeeze=typed(**{**TRIED, "hold_s": 2}))
    assert "position" not in kept()
    assert kept()["capacity"]["hold_s"] == 2


def test_what_was_typed_before_and_not_saved_does_not_write_over_the_card(client, db):
    client.post("/answers/body/", {"anatomy": "penis"})
    code = code_of(event=CardSurgery(operation=Operation.PROLAPSE), on=day(-3))
    take(client, code)
    assert f'value="{day(-3).isoformat()}"' in client.get("/answers/body/").content.decode()
    go_through(client, body=typed(operation="prolapse", operation_on=day(-3)))
    client.post(
        "/answers/body/",
        typed(anatomy="penis", cancer_on=day(-2), operation="prolapse", operation_on=day(-30)),
    )
    client.post("/answers/why/", {"reasons": ["prolapse"]})
    take(client, code_of(event=CardSurgery(operation=Operation.PROLAPSE), on=day(-3), cleared_from=day(9)))
    client.post("/answers/changes/", {"go": "save"})
    # what the card says nothing of is saved, on the pages that it writes on, too
    assert (kept()["reasons"], kept()["anatomy"]) == (["prolapse"], "penis")
    operation, treatment = kept()["events"]
    assert (operation["on"], operation["cleared_from"]) == (day(-3).isoformat(), day(9).isoformat())
    assert treatment == {"kind": "pelvic_cancer_treatment", "on": day(-2).isoformat()}


def test_an_event_behind_a_newer_one_is_not_lost_when_an_answer_is_changed(client, answered):
    recent = {"kind": "surgery", "operation": "prolapse", "on": day(-5).isoformat()}
    coach.answer(answered, {"events": [recent]}, timezone.now())
    take(client, code_of(event=CardSurgery(operation=Operation.HYSTERECTOMY), on=day(-300)))
    body = client.get("/answers/body/").content.decode()
    assert f'value="{recent["on"]}"' in body  # the newest is the one that is shown
    client.post("/answers/body/", typed(anatomy="vagina", operation="prolapse", operation_on=day(-5)))
    client.post("/answers/changes/", {"go": "save"})
    assert [event["on"] for event in kept()["events"]] == [day(-300).isoformat(), recent["on"]]


def test_a_birth_that_lies_ahead_is_not_taken_from_the_line_that_the_card_left_empty(client, answered):
    code = code_of(event=CardBirth(), gentle_from=day(7))
    answer = take(client, code, on=day(2).isoformat(), mode="vaginal")
    assert answer.status_code == 422
    assert "This date lies ahead" in answer.content.decode()
    assert Answers.objects.count() == 1


# --- ways there, and on


def test_the_way_there_stands_where_dates_are_answered(client, answered):
    for address in ("/answers/", "/answers/body/"):
        assert 'href="/card/use/"' in client.get(address).content.decode()


def test_a_position_from_a_card_can_be_seen_and_taken_away(client, db):
    go_through(client)
    assert "Position to begin in" not in client.get("/answers/able/").content.decode()
    take(client, code_of(position=exercise.Position.SIDE))
    assert "On the side" in client.get("/answers/").content.decode()
    client.post("/answers/able/", {"cannot": ["supine"], "position": ""})
    client.post("/answers/changes/", {"go": "save"})
    assert "position" not in kept()


def test_strangers_by_the_phones_address_neither_make_nor_use_one(stranger):
    assert stranger.get("/card/")["Location"] == "/pair/"
    assert stranger.post("/card/", birth()).status_code == 401
