"""What comes next and what came of the last ones; later, elsewhere, and the person's own sentence on other pages."""

from datetime import date, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone, translation

from knipa.training.reminding import Silence
from knipa.web import clock, coach
from knipa.web.models import Channel, Nudge, NudgeKind, NudgeState, Wished
from knipa.web.reminders import said
from knipa.web.reminders.delivering import NO_WAY
from knipa.web.reminders.outcome import Why
from nudged import became, page, wish

pytestmark = pytest.mark.usefixtures("monday_noon")


# --- what comes, and what came


def test_the_next_one_is_told_and_what_came_of_the_last(client, reminded):
    became(
        reminded,
        NudgeState.SENT,
        sent_at=timezone.now() - timedelta(hours=4),
        channel=reminded.channels.get(),
    )
    told = page(client)
    assert "Next: today 20:00" in told
    assert "Delivered today 08:00: Another program" in told


def test_once_the_rounds_are_done_the_next_is_tomorrows(client, reminded):
    for _ in range(3):
        coach.ready(reminded, "same", timezone.now())
        coach.log_by_table(reminded, uuid4(), "whole", timezone.now(), "en")
    assert "Next: tomorrow 07:30" in page(client)
    assert "Next reminder tomorrow 07:30" in page(client, "/today/")


def test_while_it_hurts_it_says_that_it_is_silent_and_why(client, reminded):
    coach.answer(reminded, {"signs": ["pelvic_pain"], "seen_for": []}, timezone.now())
    told = page(client)
    assert "Silent for now" in told
    assert "While it hurts, you only let go." in told
    assert "Next:" not in told


def test_while_fewer_days_are_enough_it_is_asked_whether_they_are_wished_then(client, reminded):
    coach.answer(reminded, {"satisfied": True}, timezone.now())
    wish(reminded, {"id": "late", "at": "20:00"})
    told = page(client)
    assert "Fewer days are enough now. Would you like reminders on the days that are left?" in told
    assert "when the plan asks for rounds" not in told
    wish(reminded, {"id": "late", "at": "20:00"}, also=["keeping_on"])
    assert "Next: today 20:00" in page(client)


def test_who_is_reminded_then_hears_that_they_begin_again_once_the_week_is_full(
    client, reminded, monday_noon
):
    coach.answer(reminded, {"satisfied": True}, timezone.now())
    for days in (3, 1):
        at = monday_noon - timedelta(days=days)
        coach.ready(reminded, "same", at)
        coach.log_by_table(reminded, uuid4(), "whole", at, "en")
    wish(reminded, {"id": "late", "at": "20:00"}, also=["keeping_on"])
    told = page(client)
    assert "when the plan asks for rounds" in told
    assert "on the days that are left" not in told


def test_a_pause_lets_them_rest(client, reminded):
    coach.pause(reminded, date(2026, 11, 16), date(2026, 12, 4), "travel", timezone.now())
    assert "Reminders rest up to and including 4 December 2026" in page(client)


def test_a_pause_that_is_planned_says_which_days_it_takes(client, reminded):
    coach.pause(reminded, date(2026, 11, 20), date(2026, 12, 4), "travel", timezone.now())
    told = "from 20 November 2026 up to and including 4 December 2026"
    assert f"They rest {told}, in your pause." in page(client)
    assert f"You have planned a pause {told}" in page(client, "/pause/")


def test_what_became_of_the_last_days_is_there_to_be_seen(client, reminded):
    became(reminded, NudgeState.SILENT, 1, why="done")
    became(reminded, NudgeState.MISSED, 20)
    became(reminded, NudgeState.FAILED, 28, why="unreachable: timed out")
    became(reminded, NudgeState.SENT, 24 * 9, sent_at=timezone.now() - timedelta(days=9))
    told = page(client)
    assert "Silent today 11:00: the round was done" in told
    assert "Missed yesterday 16:00: Knipa was switched off then" in told
    assert "Not delivered yesterday 08:00, because nobody answers there" in told
    assert "7 November" not in told
    assert "timed out" not in told


@pytest.mark.parametrize("language", ["en", "sv"])
def test_every_reason_has_words(language):
    with translation.override(language):
        told = [said.why(code) for code in Why] + [said.silence(code) for code in (*Silence, NO_WAY)]
    assert len({*told}) == len(told)


# --- later, and elsewhere


def test_it_is_put_off_from_today_and_the_page_says_until_when(client, reminded):
    coach.ready(reminded, "same", timezone.now())
    assert "Remind me later:" in page(client, "/today/")
    after = client.post("/reminders/later/", {"for": "60"}).url
    assert "You will be reminded again today 13:00." in page(client, after)
    assert Nudge.objects.get(kind=NudgeKind.LATER).due_at == timezone.now() + timedelta(hours=1)


def test_what_is_put_off_is_taken_back_and_the_second_nudge_is_there_again(client, reminded):
    wish(reminded, {"id": "noon", "at": "13:30"}, second_after_min=60)
    coach.ready(reminded, "same", timezone.now())
    before = {(nudge.kind, nudge.due_at) for nudge in reminded.nudges.all()}
    client.post("/reminders/later/", {"for": "60"})
    assert {(nudge.kind, nudge.due_at) for nudge in reminded.nudges.all()} != before
    after = page(client, client.post("/reminders/later/", {"for": "back"}).url)
    assert "Undone. You will not be reminded later." in after
    assert "Remind me later:" in after
    assert {(nudge.kind, nudge.due_at) for nudge in reminded.nudges.all()} == before


def test_nobody_is_promised_what_nothing_can_send(client, reminded):
    coach.ready(reminded, "same", timezone.now())
    reminded.channels.update(
        kind="calendar", delivered_at=timezone.now()
    )  # it rings by itself, at its own times
    assert "Remind me later" not in page(client, "/today/")


def test_this_evening_is_offered_until_it_is_evening(client, reminded, monkeypatch):
    coach.ready(reminded, "same", timezone.now())
    assert "this evening" in page(client, "/today/")
    evening = timezone.now() + timedelta(hours=7.5)  # half past seven
    monkeypatch.setattr("knipa.web.clock.now", lambda: evening)
    assert "this evening" not in page(client, "/today/")


def test_where_there_is_no_room_it_is_said(client, reminded):
    wish(reminded, {"id": "early", "at": "07:30"}, quiet={"from": "12:30", "to": "07:00"})
    coach.ready(reminded, "same", timezone.now())
    told = page(client, "/today/")
    assert "10 minutes" in told
    assert "1 hour" not in told
    assert "this evening" not in told
    assert "There is no room for that" in page(client, client.post("/reminders/later/", {"for": "60"}).url)
    wish(reminded, {"id": "early", "at": "07:30"}, quiet={"from": "12:05", "to": "07:00"})
    assert "Remind me later" not in page(client, "/today/")
    assert client.get("/reminders/later/").url == "/today/"


def test_without_wishes_today_asks_nothing(client, answered):
    assert "Remind me later" not in page(client, "/today/")


def test_another_time_zone_is_followed_and_the_last_few_are_kept(client, reminded, monkeypatch, monday_noon):
    zones = [
        "America/New_York",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Africa/Casablanca",
        "Asia/Tokyo",
        "Europe/Rome",
    ]
    for number, zone in enumerate(zones):
        now = monday_noon + timedelta(hours=number)
        monkeypatch.setattr("knipa.web.clock.timezone.now", lambda now=now: now)
        answer = client.post("/reminders/here/", {"timezone": zone, "next": "/today/"})
        assert answer.url == "/today/"
    told = Wished.objects.get().told
    assert (told["timezone"], [move["timezone"] for move in told["moves"]]) == (zones[0], zones[1:])
    assert coach.latest(reminded)["timezone"] == "Europe/Rome"
    client.post("/reminders/here/", {"timezone": "Europe/Rome"})
    assert len(Wished.objects.get().told["moves"]) == 5


def test_who_wishes_nothing_just_now_is_followed_too(client, reminded):
    for each in ("early", "late"):
        client.post(f"/reminders/wish/{each}/", {"away": "on"})
    client.post("/reminders/here/", {"timezone": "America/New_York"})
    client.post("/reminders/new/", {"at": "09:00", "which": "all"})
    zone = ZoneInfo("America/New_York")
    assert {each.due_at.astimezone(zone).hour for each in reminded.nudges.filter(state="waiting")} == {9}


def test_both_pages_ask_when_either_zone_is_another(client, reminded):
    told = {**Wished.objects.get().told, "timezone": "America/New_York"}
    Wished.objects.update(told=told)
    for address in ("/reminders/", "/today/"):
        assert 'data-zones="America/New_York Europe/Stockholm"' in client.get(address).content.decode()
    client.post("/reminders/here/", {"timezone": "Europe/Stockholm"})
    for address in ("/reminders/", "/today/"):
        assert 'data-zones="Europe/Stockholm"' in client.get(address).content.decode()


def test_who_has_never_wished_is_asked_of_their_days(client, answered):
    for address in ("/reminders/", "/today/"):
        assert 'data-zones="Europe/Stockholm"' in client.get(address).content.decode()


def test_a_journey_west_over_the_date_line_is_followed_on_the_day_of_the_answers(client, reminded):
    for zone, day in (
        ("Pacific/Apia", "2026-11-17"),
        ("Pacific/Pago_Pago", "2026-11-16"),
    ):  # midnight in both
        assert client.post("/reminders/here/", {"timezone": zone}).status_code == 302
        coach.answer(reminded, {"signs": ["wound_sore"], "seen_for": []}, timezone.now())
        kept = coach.latest(reminded)
        assert (kept["timezone"], kept["signs_on"], kept["signs"]) == (zone, day, ["wound_sore"])


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd"])
def test_a_zone_that_is_none_changes_nothing_and_nobody_is_led_away(client, reminded, zone):
    answer = client.post("/reminders/here/", {"timezone": zone, "next": "https://elsewhere.example/"})
    assert answer.url == "/reminders/"
    assert coach.latest(reminded)["timezone"] == "Europe/Stockholm"


# --- on other pages


def test_ones_own_sentence_stands_on_today_and_on_the_plain_card_alone(client, answered):
    wish(answered, {"id": "teeth", "after": "have brushed my teeth", "then": "do a round"})
    sentence = "When I have brushed my teeth, I do a round."
    assert sentence in page(client, "/today/")
    assert sentence in page(client, "/paper/mirror/?as=plain")
    assert sentence not in page(client, "/paper/mirror/?as=neutral")


def test_a_sentence_that_names_the_toilet_is_repeated_nowhere(client, answered):
    wish(answered, {"id": "loo", "after": "sit on the loo", "then": "do a round"})
    assert "the loo" not in page(client, "/today/")
    assert "the loo" not in page(client, "/paper/mirror/?as=plain")


def test_a_sentence_of_washed_hands_after_the_toilet_is_repeated(client, answered):
    wish(answered, {"id": "loo", "after": "have been to the loo and washed my hands", "then": "do a round"})
    assert "washed my hands" in page(client, "/today/")
    assert "Right afterwards, when you have washed your hands, is fine." in page(client, "/reminders/")


def test_a_device_that_keeps_todays_page_hears_of_a_new_sentence(client, answered):
    before = client.get("/offline/ahead.json")["ETag"]
    wish(answered, {"id": "teeth", "after": "have brushed my teeth"})
    after = client.get("/offline/ahead.json")
    assert after["ETag"] != before
    assert "When I have brushed my teeth." in after.json()["html"][after.json()["days"][3]["today"][0]]


NOT_REACHED = "Your reminders do not reach you just now"


def test_today_tells_when_reminders_do_not_arrive(client, answered):
    assert NOT_REACHED not in page(client, "/today/")
    wish(answered, {"id": "teeth", "after": "have brushed my teeth"})  # nothing is to be sent
    assert NOT_REACHED not in page(client, "/today/")
    wish(answered, {"id": "w", "at": "07:30"})
    assert NOT_REACHED in page(client, "/today/")
    mine = Channel.objects.create(
        account=answered, kind="email", made_at=clock.now(), confirmed_at=clock.now()
    )
    assert NOT_REACHED not in page(client, "/today/")
    Channel.objects.update(failures=3)
    assert NOT_REACHED in page(client, "/today/")
    mine.delete()
    Channel.objects.create(account=answered, kind="calendar", made_at=clock.now(), delivered_at=clock.now())
    assert NOT_REACHED not in page(client, "/today/")


def test_a_calendar_that_has_not_been_fetched_says_what_is_left_to_do(client, answered):
    wish(answered, {"id": "w", "at": "07:30"})
    Channel.objects.create(account=answered, kind="calendar", made_at=clock.now())
    for address in ("/today/", "/reminders/"):
        assert "Your calendar has not fetched the times yet" in page(client, address)
        assert NOT_REACHED not in page(client, address)


def test_a_file_that_was_saved_is_a_way_until_the_times_change(client, answered):
    client.post("/reminders/suggested/", {"times": ["07:30"]})
    assert NOT_REACHED in page(client, "/today/")
    client.get("/reminders/calendar.ics")
    assert NOT_REACHED not in page(client, "/today/")
    told = page(client)
    assert "Next: tomorrow 07:30" in told
    assert "Your times were saved as a calendar file today" in told
    client.post("/reminders/new/", {"at": "20:00", "which": "all"})
    assert NOT_REACHED in page(client, "/today/")


def test_a_way_that_fails_again_and_again_is_told_alike_on_both_pages(client, reminded):
    reminded.channels.update(failures=3, why="faulty")
    assert NOT_REACHED in page(client, "/today/")
    told = page(client)
    assert "Your reminders do not reach you just now" in told
    assert "Next:" not in told


def test_settings_and_today_lead_there(client, answered):
    assert b'href="/reminders/"' in client.get("/settings/").content
    assert b'href="/reminders/"' in client.get("/today/").content


def test_strangers_are_shown_where_to_pair(stranger: Client):
    assert stranger.get("/reminders/")["Location"] == "/pair/"
    assert stranger.post("/reminders/here/", {"timezone": "Asia/Tokyo"}).status_code == 401
