"""A person's calendar: what is in it, when it stays the same, and that a secret address is all that opens it."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from knipa.web import coach
from knipa.web.models import Channel
from knipa.web.reminders import calendar, planning, secret

EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)  # a Tuesday, seven o'clock in Stockholm
MORNING = {"id": "morning", "at": "07:30", "days": EVERY_DAY}
EVENING = {"id": "evening", "at": "20:00", "days": ["mon", "fri"]}


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """`at(moment)`: it is this moment, for everyone."""
    told = [NOW]
    monkeypatch.setattr("knipa.web.clock.now", lambda: told[0])
    return lambda moment: told.__setitem__(0, moment)


@pytest.fixture
def anna(person):
    """Someone who trains, and wishes half past seven each day and eight in the evening on two."""
    told = {"found": True, "timezone": "Europe/Stockholm", "signs": [], "seen_for": []}
    coach.answer(person, told, NOW - timedelta(days=1))
    wish(person)
    return person


@pytest.fixture
def channel(anna):
    return calendar.add(anna, NOW)


def wish(account, *wishes, **more):
    told = {
        "format": "knipa.wishes/1",
        "timezone": "Europe/Stockholm",
        "wishes": [*(wishes or (MORNING, EVENING))],
    }
    planning.keep(account, {**told, **more}, NOW)


def path_of(channel):
    fresh = Channel.objects.get(pk=channel.pk)
    return f"/reminders/calendar/{secret.token_of(fresh)}.ics"


def events(client, channel):
    answer = client.get(path_of(channel))
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def rests(event):
    return [each.dt.date().isoformat() for each in event["EXDATE"].dts] if "EXDATE" in event else []


# --- what is in it


def test_each_wish_is_one_event_that_rings_each_week(client, channel):
    morning, evening = events(client, channel)
    assert morning["DTSTART"].dt.isoformat() == "2026-11-24T07:30:00+01:00"
    assert morning["DTSTART"].params["TZID"] == "Europe/Stockholm"
    assert morning["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"
    assert evening["DTSTART"].dt.isoformat() == "2026-11-27T20:00:00+01:00"  # the first Friday
    assert evening["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO,FR"
    (alarm,) = morning.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta())


@pytest.mark.parametrize(
    ("wording", "language", "title"),
    [
        ("neutral", "en", "Time for your break"), ("plain", "en", "Time for a round"),
        ("neutral", "sv", "Dags för din paus"), ("plain", "sv", "Dags för en omgång"),
    ],
)  # fmt: skip
def test_it_says_what_a_nudge_says(client, channel, anna, wording, language, title):
    anna.language = language
    anna.save()
    wish(anna, MORNING, wording=wording)
    (event,) = events(client, channel)
    assert event["SUMMARY"] == title


def test_neutral_it_names_neither_what_is_trained_nor_who_reminds(client, channel):
    told = client.get(path_of(channel)).content.decode().casefold()
    for word in ("knipa", "pelvic", "squeeze", "train", "url:"):
        assert word not in told
    assert "x-wr-calname:my day" in told


def test_it_leads_to_todays_page_where_a_phone_reaches_it(client, channel, phones_come):
    assert [each["URL"] for each in events(client, channel)] == ["https://knipa.example/today/"] * 2


def test_a_wish_in_quiet_hours_or_without_a_time_is_left_out(client, channel, anna):
    wish(anna, MORNING, EVENING, {"after": "tea", "days": EVERY_DAY}, quiet={"from": "19:00", "to": "06:00"})
    (morning,) = events(client, channel)
    assert morning["DTSTART"].dt.hour == 7


def test_of_a_day_only_as_many_wishes_come_as_the_plan_asks_rounds(client, channel, anna):
    most = coach.due(anna, NOW, "en").plan.rhythm.per_day.max
    hours = [f"{hour:02}:15" for hour in range(8, 8 + most + 2)]
    twice = {"at": hours[0], "days": ["mon"]}  # for the same moment there is one
    wish(anna, twice, *({"at": at, "days": EVERY_DAY} for at in reversed(hours)))
    told = events(client, channel)
    rounds = dict.fromkeys(range(8, 8 + most), 7)
    heard = {}
    for event in told:
        hour = event["DTSTART"].dt.hour
        heard[hour] = heard.get(hour, 0) + len(event["RRULE"]["BYDAY"])
    assert heard == rounds


def test_pauses_are_left_out_and_nothing_else(client, channel, anna):
    coach.pause(anna, NOW.date() + timedelta(days=3), NOW.date() + timedelta(days=9), "travel", NOW)
    morning, evening = events(client, channel)
    assert rests(morning) == [f"2026-11-{day}" for day in (27, 28, 29, 30)] + [
        f"2026-12-0{day}" for day in (1, 2, 3)
    ]
    assert rests(evening) == ["2026-11-27", "2026-11-30"]


def test_a_long_pause_leaves_the_time_after_it_in_the_calendar(client, channel, anna):
    coach.pause(anna, NOW.date(), NOW.date() + timedelta(days=60), "ill", NOW)
    morning, _ = events(client, channel)
    assert len(rests(morning)) == 61


def test_a_round_that_is_done_is_not_reminded_of_today(client, channel, anna, line, send):
    send(line(at="2026-11-24T06:50:00+01:00"))
    morning, evening = events(client, channel)
    assert (rests(morning), rests(evening)) == (["2026-11-24"], [])


@pytest.mark.parametrize(
    "told",
    [{"signs": ["pelvic_pain"]}, {"signs": ["told_to_wait"]}, {"signs": ["saddle_numbness"]}],
    ids=str,
)
def test_while_the_plan_asks_for_silence_it_is_empty_and_a_calendar_all_the_same(client, channel, anna, told):
    coach.answer(anna, {**told, "seen_for": []}, NOW)
    assert events(client, channel) == []
    assert icalendar.Calendar.from_ical(client.get(path_of(channel)).content).walk("VTIMEZONE")


def test_whoever_lets_go_while_it_hurts_may_be_reminded_of_that(client, channel, anna):
    coach.answer(anna, {"signs": ["pelvic_pain"], "seen_for": []}, NOW)
    wish(anna, MORNING, also=["letting_go"])
    assert len(events(client, channel)) == 1


def test_who_has_wished_nothing_has_an_empty_calendar(client, person):
    assert events(client, calendar.add(person, NOW)) == []


def test_a_journey_moves_it_once_the_person_is_there(client, channel, anna, at):
    wish(anna, MORNING, moves=[{"at": "2026-11-25T12:00:00+01:00", "timezone": "Asia/Kathmandu"}])
    (before,) = events(client, channel)
    at(NOW + timedelta(days=2))
    (after,) = events(client, channel)
    assert [each["DTSTART"].params["TZID"] for each in (before, after)] == [
        "Europe/Stockholm",
        "Asia/Kathmandu",
    ]
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


# --- when it stays the same


def test_it_is_the_same_until_something_changes(client, channel, anna, at):
    first = client.get(path_of(channel))
    at(NOW + timedelta(hours=30))
    same = client.get(path_of(channel))
    assert (same.content, same["ETag"]) == (first.content, first["ETag"])
    assert same["Cache-Control"] == "private, no-cache"
    known = client.get(path_of(channel), headers={"if-none-match": f"W/{first['ETag']}"})
    assert (known.status_code, known.content) == (304, b"")
    wish(anna, {**MORNING, "at": "07:45"})
    changed = client.get(path_of(channel), headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    (event,) = icalendar.Calendar.from_ical(changed.content).walk("VEVENT")
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == NOW + timedelta(hours=30)


def test_an_event_keeps_its_name_when_the_wish_changes_and_nobody_else_has_it(client, channel, anna):
    before = [each["UID"] for each in events(client, channel)]
    wish(anna, {**MORNING, "at": "09:00", "days": ["tue"]}, EVENING)
    assert [each["UID"] for each in events(client, channel)] == before
    Channel.objects.all().delete()
    again = calendar.add(anna, NOW)
    assert not {*before} & {each["UID"] for each in events(client, again)}
    assert all("morning" not in each for each in before)


def test_each_year_it_begins_anew_so_that_it_does_not_grow_for_ever(client, channel, at):
    at(NOW.replace(year=2029))
    morning, _ = events(client, channel)
    assert morning["DTSTART"].dt.isoformat() == "2029-01-01T07:30:00+01:00"


def test_that_it_was_fetched_is_noted_at_most_once_an_hour(client, channel, at):
    def fetched(minutes):
        at(NOW + timedelta(minutes=minutes))
        client.get(path_of(channel))
        return Channel.objects.get().delivered_at - NOW

    assert [fetched(minutes) for minutes in (0, 59, 60, 70)] == [
        timedelta(minutes=minutes) for minutes in (0, 0, 60, 60)
    ]


def test_a_fetch_that_finds_nothing_new_writes_nothing(client, channel, django_assert_max_num_queries):
    client.get(path_of(channel))
    with django_assert_max_num_queries(8) as asked:
        client.get(path_of(channel))
    assert not [each["sql"] for each in asked if each["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]


# --- as a file


def test_the_person_can_save_it_as_a_file(client, anna):
    answer = client.get("/reminders/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="reminders.ics"'
    assert len(icalendar.Calendar.from_ical(answer.content).walk("VEVENT")) == 2
    assert not anna.channels.exists()


def test_a_file_saved_later_takes_the_place_of_the_earlier(client, anna, at):
    def first():
        return icalendar.Calendar.from_ical(client.get("/reminders/calendar.ics").content).walk("VEVENT")[0]

    before = first()
    at(NOW + timedelta(days=1))
    after = first()
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
