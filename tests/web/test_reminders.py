"""What is wished of reminders: begun with one press, written in one's own words, told back, changed and taken away."""

import json
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from knipa.contract.wishes import MOST
from knipa.web import clock, coach
from knipa.web.coach.shown import coming
from knipa.web.models import Account, Wished
from knipa.web.pages.nudges.suggestions import SUGGESTIONS
from knipa.web.reminders import due
from knipa.web.reminders.anchors import found_in, is_beside_the_toilet, names_the_toilet, patterns
from nudged import EVERY_DAY, page, wish, wishes

pytestmark = pytest.mark.usefixtures("monday_noon")
HABIT = {"after": "have brushed my teeth", "then": "do a round by the sink", "which": "all"}


# --- the beginning


def test_one_press_is_enough_to_begin(client, answered):
    assert "After brushing your teeth in the morning" in page(client)
    answer = client.post("/reminders/suggested/", {"habit": "teeth_morning"})
    told = page(client, answer.url)
    assert "Saved." in told
    assert "When I have brushed my teeth in the morning, I do a round by the sink." in told
    assert wishes()[0]["days"] == EVERY_DAY


def test_times_are_ticked_and_nothing_else_is_taken(client, answered):
    client.post("/reminders/suggested/", {"times": ["07:30", "20:00", "03:33"]})
    assert wishes() == [{"at": "07:30", "days": EVERY_DAY}, {"at": "20:00", "days": EVERY_DAY}]
    assert client.post("/reminders/suggested/", {}).url == "/reminders/"
    assert len(wishes()) == 2


def test_nothing_ticked_is_said_as_on_every_other_page(client, answered):
    answer = client.post("/reminders/suggested/", {})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Something to change: Reminders" in told
    assert '<a href="#id_times">At certain times: Tick at least one time.</a>' in told
    assert 'id="id_times" tabindex="-1" aria-labelledby="times" aria-describedby="id_times_error"' in told
    assert '<p class="error" id="id_times_error">Tick at least one time.</p>' in told
    assert client.get("/reminders/suggested/").url == "/reminders/"  # loaded again in another tab
    assert "Something to change" not in page(client)


def test_they_speak_the_language_of_the_page_unless_one_has_been_chosen(client, answered):
    client.post("/reminders/suggested/", {"times": ["07:30"]}, headers={"accept-language": "sv"})
    account = Account.objects.get()
    assert account.reminded_in == "sv"
    assert {each.language for each in due.claim(clock.now() + timedelta(days=3))} == {"sv"}
    Account.objects.update(language="en")
    assert Account.objects.get().reminded_in == "en"
    assert {each.language for each in due.claim(clock.now() + timedelta(days=4))} == {"en"}


@pytest.mark.parametrize("language", ["en", "sv"])
def test_no_suggestion_is_on_the_toilet(language):
    with translation.override(language):
        assert not any(names_the_toilet(each.title, each.after, each.then) for each in SUGGESTIONS)


def test_before_the_first_answers_everything_leads_to_the_start(client, person):
    for address in ("", "new/", "how/", "email/", "webhook/", "calendar/"):
        assert client.get(f"/reminders/{address}").url == "/"
    client.post("/reminders/suggested/", {"habit": "bus"})
    client.post("/reminders/here/", {"timezone": "Asia/Kathmandu"})
    assert not Wished.objects.exists()
    assert coach.latest(person) is None


# --- a wish


def test_a_habit_in_ones_own_words_is_kept_and_told_back(client, answered):
    client.post("/reminders/new/?kind=habit", HABIT)
    assert wishes() == [{"after": HABIT["after"], "then": HABIT["then"], "days": EVERY_DAY}]
    told = page(client)
    assert "When I have brushed my teeth, I do a round by the sink." in told
    assert "Nothing is sent: the habit itself reminds you." in told


@pytest.mark.parametrize(
    ("typed", "kept", "said_of_it"),
    [
        ({"which": "workdays"}, EVERY_DAY[:5], "Monday to Friday at 06:05"),
        ({"which": "weekend", "days": ["mon"]}, EVERY_DAY[5:], "Saturday and Sunday at 06:05"),
        ({"which": "own", "days": ["wed", "mon"]}, ["mon", "wed"], "Monday and Wednesday at 06:05"),
        ({"which": "own", "days": EVERY_DAY}, EVERY_DAY, "Every day at 06:05"),
    ],
)
def test_the_days_are_chosen_without_script(client, answered, typed, kept, said_of_it):
    client.post("/reminders/new/", {"at": "06.05", **typed})
    assert sorted(wishes()[0]["days"], key=EVERY_DAY.index) == kept
    assert said_of_it in page(client)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"which": "all"}, "Choose a time, or write a habit."),
        ({"which": "all", "then": "do a round"}, "Write which habit you train after."),
        ({"which": "all", "at": "25:00"}, "Write the time as hours and minutes"),
        ({"at": "07:30"}, "Choose one of the answers."),
        ({"at": "07:30", "which": "own"}, "Choose at least one day."),
        ({"which": "all", "after": "x" * 121}, "Write at most 120 characters."),
    ],
)
def test_what_is_missing_is_said_and_nothing_kept(client, answered, typed, told):
    answer = client.post("/reminders/new/", typed)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Wished.objects.exists()


@pytest.mark.parametrize(("kind", "field"), [("habit", "after"), ("time", "at")])
def test_a_form_without_anything_points_at_what_it_asks_for_first(client, answered, kind, field):
    answer = client.post(f"/reminders/new/?kind={kind}", {"which": "all"})
    assert f'href="#id_{field}"' in answer.content.decode()


def test_it_is_changed_and_taken_away(client, reminded):
    assert 'value="07:30"' in client.get("/reminders/wish/early/").content.decode()
    client.post("/reminders/wish/early/", {"at": "06:45", "which": "weekend"})
    assert wishes()[0] == {"at": "06:45", "days": ["sat", "sun"]}
    client.post("/reminders/wish/early/", {"away": "on"})
    assert wishes() == [{"at": "20:00", "days": EVERY_DAY}]
    assert "already been removed" in page(client, client.get("/reminders/wish/early/").url)


def test_a_wish_of_somebody_else_is_not_found(client, person, answered):
    other = Account.objects.create(username="other")
    wish(other, {"id": "theirs", "at": "07:30"})
    nowhere = client.get("/reminders/wish/nowhere/").url  # what is somebody else's looks like what is not
    assert client.get("/reminders/wish/theirs/").url == nowhere
    assert client.post("/reminders/wish/theirs/", {"away": "on"}).url == nowhere
    assert len(wishes()) == 1


def test_what_others_wish_of_it_stays_when_a_wish_is_added(client, answered):
    wish(answered, {"id": "early", "at": "07:30"}, second_after_min=60, wording="plain")
    client.post("/reminders/new/", {"at": "20:00", "which": "all"})
    told = Wished.objects.get().told
    assert (told["second_after_min"], told["wording"], len(told["wishes"])) == (60, "plain", 2)


# --- what cannot be kept


@pytest.mark.parametrize(
    "sign", ["\t", "\r\n", "\u2028", "\u2029", "\x85", "\x07", "\x00", "\x7f", " \x1f\t"]
)
def test_what_was_pasted_is_kept_on_one_line(client, answered, sign):
    typed = {**HABIT, "after": f"{sign}have{sign} brushed my teeth{sign}", "then": f"do {sign}a round"}
    assert client.post("/reminders/new/?kind=habit", typed).status_code == 302
    assert (wishes()[0]["after"], wishes()[0]["then"]) == ("have brushed my teeth", "do a round")


def test_signs_that_nobody_sees_are_no_habit_and_joined_signs_stay(client, answered):
    answer = client.post("/reminders/new/?kind=habit", {**HABIT, "after": "\x07\u2028"})
    assert "Write which habit you train after." in answer.content.decode()
    client.post("/reminders/new/?kind=habit", {**HABIT, "after": "hug \U0001f469\u200d\U0001f467"})
    assert wishes()[0]["after"] == "hug \U0001f469\u200d\U0001f467"


def test_a_day_that_is_told_twice_is_one(client, answered):
    client.post("/reminders/new/", {"at": "07:30", "which": "own", "days": ["mon", "mon", "tue"]})
    assert wishes()[0]["days"] == ["mon", "tue"]


@pytest.fixture
def full(reminded):
    """Someone with as many wishes as are kept."""
    wish(reminded, *({"id": f"w{n}", "at": f"{n // 60 + 8:02}:{n % 60:02}"} for n in range(MOST)))
    return reminded


@pytest.mark.parametrize(
    ("address", "typed"),
    [("new/", {"at": "20:59", "which": "all"}), ("suggested/", {"habit": "bus"}), ("suggested/", {"times": "20:00"})],
)  # fmt: skip
def test_one_more_than_are_kept_is_said_plainly(client, full, address, typed):
    answer = client.post(f"/reminders/{address}", typed)
    assert answer.status_code == 422
    assert "You have as many reminders as can be kept. Take one away first." in answer.content.decode()
    assert "<title>Something to change: " in answer.content.decode()
    assert len(wishes()) == MOST
    client.post("/reminders/wish/w7/", {"away": "on"})
    assert client.post(f"/reminders/{address}", typed).status_code == 302


@pytest.fixture
def server_log(caplog):
    """All that the server writes, what Django keeps to itself too."""
    loggers = [logging.getLogger(name) for name in ("django", "django.request")]
    for each in loggers:
        each.addHandler(caplog.handler)
    yield caplog
    for each in loggers:
        each.removeHandler(caplog.handler)


OWN = "tell nobody of this"
HOW = {"quiet": "none", "second": "none", "weekly": "none", "wording": "plain"}


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("new/?kind=habit", {**HABIT, "after": OWN}),
        ("wish/early/", {**HABIT, "after": OWN}),
        ("wish/early/", {"away": "on"}),
        ("suggested/", {"habit": "bus"}),
        ("how/", HOW),
        ("here/", {"timezone": "Asia/Tokyo"}),
    ],
)
def test_what_the_contract_says_of_ones_own_words_stands_in_no_log(
    reminded, server_log, monkeypatch, address, typed
):
    def refuses(*told):
        raise coach.RefusedError(f'wishes: wishes[0].after: expected less, got "{OWN}"')

    monkeypatch.setattr("knipa.web.coach.wish", refuses)
    answer = Client(raise_request_exception=False).post(f"/reminders/{address}", typed)
    assert answer.status_code in (422, 500)
    assert answer.status_code == 422 or "Internal Server Error" in server_log.text  # the fixture hears of it
    assert OWN not in server_log.text
    assert wishes()[0] == {"at": "07:30", "days": EVERY_DAY}


# --- the last one is gone, and the week in one line is still wished


def test_the_week_in_one_line_stays_in_sight_when_the_last_wish_is_gone(client, reminded):
    link = 'href="/reminders/how/"'
    wish(reminded, {"id": "early", "at": "07:30"}, weekly={"day": "sun", "at": "18:00"})
    assert "You still wish" not in page(client)
    client.post("/reminders/wish/early/", {"away": "on"})
    assert "You still wish for the week in one line: Sunday at 18:00." in page(client)
    assert link in client.get("/reminders/").content.decode()
    client.post("/reminders/how/", HOW)
    assert "You still wish" not in page(client)
    assert link not in client.get("/reminders/").content.decode()


# --- what is said beside it


@pytest.mark.parametrize("after", ["sit on the toilet", "go to the loo", "am peeing", "sitter på toaletten"])
def test_a_habit_on_the_toilet_is_answered_at_once_with_why_not(client, answered, after):
    answer = client.post("/reminders/new/?kind=habit", {**HABIT, "after": after}, follow=True)
    assert "Never squeeze while you pee." in answer.content.decode()


def test_a_habit_elsewhere_is_not(client, answered):
    answer = client.post("/reminders/new/?kind=habit", HABIT, follow=True)
    assert "Never squeeze" not in answer.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "On the TOILET",
        "efter toabesöket",
        "när jag kissat",
        "have been to the bathroom",
        "är kissnödig",
        "pass water",
    ],
)
def test_words_that_name_the_toilet_are_known(text):
    assert found_in(patterns(), text)


@pytest.mark.parametrize(
    "text",
    ["at the weekend", "look at my phone", "peel potatoes", "in the bathroom, brush my teeth", "kisses my children",
     "äter en toast", "every week", "har väntat på buss nummer två", ""],
)  # fmt: skip
def test_words_that_only_look_like_it_are_left_alone(text):
    assert not found_in(patterns(), text)


@pytest.mark.parametrize(
    "text",
    ["har varit på toaletten och tvättat händerna", "tvättar händerna efter toabesöket",
     "have been to the toilet and washed my hands", "wash my hands after I peed", "am washing my hands, after the loo"],
)  # fmt: skip
def test_right_afterwards_with_washed_hands_is_fine(text):
    assert names_the_toilet(text)  # so the advice is given all the same
    assert not is_beside_the_toilet(text)


def test_washed_hands_before_the_toilet_do_not_make_it_fine_to_train_there():
    assert is_beside_the_toilet("have washed my hands", "sit on the toilet and do a round")


CASES = json.loads((Path(__file__).parents[1] / "player/toilet.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_page_and_the_server_look_alike(case):
    assert found_in(case["patterns"], case["text"]) is case["found"]


def test_a_time_in_quiet_hours_is_said_at_once(client, answered):
    told = client.post("/reminders/new/", {"at": "23:30", "which": "all"}, follow=True).content.decode()
    assert "This time lies in your quiet hours" in told


def test_more_times_than_the_plan_asks_for_are_said_kindly(client, answered):
    wish(answered, *({"id": f"at{hour}", "at": f"{hour:02}:00"} for hour in (8, 12, 16, 20)))
    assert page(client).count("Your plan asks for at most 3 rounds a day") == 1


# --- how


def test_how_is_kept_and_shown_again(client, answered):
    assert b"Time for your break" in client.get("/reminders/how/").content
    typed = {
        "quiet": "some", "quiet_from": "21:30", "quiet_to": "06:30", "second": "60", "weekly": "some",
        "weekly_day": "sun", "weekly_at": "18:15", "wording": "plain", "also": ["soft"],
    }  # fmt: skip
    assert "Saved." in page(client, client.post("/reminders/how/", typed).url)
    told = Wished.objects.get().told
    assert told["quiet"] == {"from": "21:30", "to": "06:30"}
    assert (told["second_after_min"], told["wording"], told["also"]) == (60, "plain", ["soft"])
    assert told["weekly"] == {"day": "sun", "at": "18:15"}
    again = client.get("/reminders/how/").content.decode()
    assert 'value="18:15"' in again
    client.post("/reminders/how/", {**typed, "quiet": "none", "weekly": "none", "second": "none", "also": []})
    assert not {"quiet", "weekly", "second_after_min"} & {*Wished.objects.get().told}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"quiet_from": ""}, "Choose a time here."),
        ({"quiet_from": "07:00"}, "Choose another time than the one where they begin."),
        ({"weekly": "some", "weekly_at": ""}, "Choose a time here."),
        (
            {"weekly": "some", "weekly_day": "sun", "weekly_at": "23:00"},
            "That time lies in your quiet hours.",
        ),
        ({"second": "45"}, "Choose one of the answers."),
        ({"wording": "loud"}, "Choose one of the answers."),
    ],
)
def test_how_says_what_is_wrong(client, answered, typed, told):
    right = {"quiet": "some", "quiet_from": "22:00", "quiet_to": "07:00", "second": "none", "weekly": "none",
             "weekly_day": "sun", "weekly_at": "18:00", "wording": "neutral"}  # fmt: skip
    answer = client.post("/reminders/how/", {**right, **typed})
    assert answer.status_code == 422
    assert told in answer.content.decode()


@pytest.mark.parametrize(
    ("question", "fields"), [("quiet", ("quiet_from", "quiet_to")), ("weekly", ("weekly_day", "weekly_at"))]
)
def test_what_opens_below_a_question_is_read_aloud_with_it(client, answered, question, fields):
    told = client.get("/reminders/how/").content.decode()
    group = told.split(f'role="group" aria-labelledby="id_{question}_legend">')[1].split("</div></div>")[0]
    assert f'<legend id="id_{question}_legend">' in told
    assert all(f'name="{each}"' in group for each in fields)


@pytest.mark.parametrize("typed", ["I have had my coffee", "When I have had my coffee", "have had my coffee"])
def test_what_stands_before_the_words_already_is_not_said_twice(client, answered, typed):
    client.post("/reminders/new/?kind=habit", {**HABIT, "after": typed})
    [wish] = answered.wished.told["wishes"]
    assert wish["after"] == "have had my coffee"


@pytest.mark.parametrize(
    ("language", "typed", "kept"),
    [
        ("en", "then I do a round", "do a round"),
        ("sv", "gör en omgång", "en omgång"),
        ("sv", "jag gör en omgång", "en omgång"),
        ("sv", "göromål", "göromål"),
    ],
)
def test_nor_what_stands_before_what_one_does_then(client, answered, language, typed, kept):
    told = {**HABIT, "after": "gör kaffe", "then": typed}
    client.post("/reminders/new/?kind=habit", told, headers={"accept-language": language})
    [wish] = answered.wished.told["wishes"]
    assert (wish["after"], wish["then"]) == ("gör kaffe", kept)


@pytest.mark.parametrize("end", [".", "!", " ?", "…", "... ", ". ."])
def test_what_a_phone_ends_a_line_with_is_left_out_of_the_sentence(client, answered, end):
    typed = {"after": f"have eaten at 7.30{end}", "then": f"do a round{end}", "which": "all"}
    told = client.post("/reminders/new/?kind=habit", typed, follow=True).content.decode()
    assert "When I have eaten at 7.30, I do a round.<" in told
    [wish] = answered.wished.told["wishes"]
    assert (wish["after"], wish["then"]) == ("have eaten at 7.30", "do a round")


def test_nothing_but_an_end_is_no_habit(client, answered):
    answer = client.post("/reminders/new/?kind=habit", {**HABIT, "after": " ... "})
    assert "Write which habit you train after." in answer.content.decode()


def test_a_hundred_wishes_are_read_a_few_times_only(client, reminded, monkeypatch):
    """Each against each, on each day, once took seconds."""
    wish(reminded, *({"id": f"w{n}", "at": f"{n // 10 + 8:02}:{n % 10 * 5:02}"} for n in range(100)))
    read, real = [], coming.read_wishes

    def counted(*told):
        read.append(1)
        return real(*told)

    monkeypatch.setattr(coming, "read_wishes", counted)
    assert page(client).count("This one waits.") == 97
    assert len(read) < 10


def test_a_wish_that_waits_on_some_days_says_on_which(client, reminded):
    times = [{"id": f"w{n}", "at": f"{n + 8:02}:00"} for n in range(2)]
    wish(reminded, *times, {"id": "sat", "at": "11:00", "days": ["sat"]}, {"id": "late", "at": "20:00"})
    told = page(client)
    assert "Saturday: Your plan asks for at most 3 rounds a day" in told
    assert told.count("This one waits.") == 1


def test_a_sentence_keeps_the_language_in_which_it_was_written(client, answered):
    words = {"after": "har borstat tänderna", "then": "gör en omgång", "which": "all", "at": "07:30"}
    client.post("/reminders/new/", words, headers={"accept-language": "sv"})
    for address in ("/reminders/", "/today/"):
        told = client.get(address).content.decode()
        assert '<bdi lang="sv">När jag har borstat tänderna gör jag en omgång.</bdi>' in told


def test_a_change_in_another_language_leaves_the_sentence_as_it_was_written(client, answered):
    swedish = {"after": "har ätit", "then": "en omgång", "which": "all"}
    client.post("/reminders/new/", swedish, headers={"accept-language": "sv"})
    english = {"after": "sit on the bus", "then": "do a round", "which": "all"}
    client.post("/reminders/new/", english, headers={"accept-language": "en"})
    client.post("/reminders/how/", HOW, headers={"accept-language": "en"})
    told = client.get("/reminders/").content.decode()
    assert '<bdi lang="sv">När jag har ätit gör jag en omgång.</bdi>' in told
    assert '<bdi lang="en">When I sit on the bus, I do a round.</bdi>' in told
    [eaten] = [wish for wish in Wished.objects.get().told["wishes"] if wish["after"] == "har ätit"]
    changed = {"after": "have eaten", "then": "do a round", "which": "all"}
    client.post(f"/reminders/wish/{eaten['id']}/", changed, headers={"accept-language": "en"})
    assert (
        '<bdi lang="en">When I have eaten, I do a round.</bdi>' in client.get("/reminders/").content.decode()
    )


def test_the_same_once_more_is_not_added(client, answered):
    for _ in range(2):
        client.post("/reminders/new/", {"at": "19:45", "which": "all"})
        client.post("/reminders/suggested/", {"times": ["07:30"]})
    assert [wish["at"] for wish in wishes()] == ["19:45", "07:30"]
