"""What is tapped in a notification counts once, for the moment of the tap, and only for whose nudge it was."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from knipa.web import coach
from knipa.web.models import Account, NudgeKind, NudgeState
from knipa.web.reminders import planning

EVERY_DAY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)  # seven o'clock in Stockholm
AT_0735 = MORNING + timedelta(minutes=35)
WISHES = {
    "format": "knipa.wishes/1",
    "timezone": "Europe/Stockholm",
    "wishes": [{"id": "morning", "at": "07:30", "days": EVERY_DAY}],
    "quiet": {"from": "22:00", "to": "07:00"},
}
ANSWERS = {"found": True, "timezone": "Europe/Stockholm", "signs": [], "seen_for": []}


@pytest.fixture
def now(monkeypatch):
    """`now(moment)`: it is this moment, for everyone."""
    told = [AT_0735]
    monkeypatch.setattr("knipa.web.clock.now", lambda: told[0])
    return lambda moment: told.__setitem__(0, moment)


@pytest.fixture
def nudge(person, now):
    """The nudge of half past seven, of someone who trains."""
    return nudge_of(person)


def nudge_of(account):
    coach.answer(account, ANSWERS, MORNING - timedelta(days=1))
    planning.keep(account, WISHES, MORNING)
    return account.nudges.get(on=MORNING.date(), kind=NudgeKind.SESSION)


@pytest.fixture
def tap(client):
    """`tap(nudge, "later")`: as the service worker tells it."""

    def told(nudge, what, told=None, **headers):
        path = f"/api/v1/nudges/{getattr(nudge, 'pk', nudge)}/{what}"
        return client.post(path, told or {}, content_type="application/json", headers=headers)

    return told


def later_of(account):
    return account.nudges.filter(kind=NudgeKind.LATER, state=NudgeState.WAITING).values_list(
        "due_at", flat=True
    )


def test_it_works(tap, nudge, person):
    assert tap(nudge, "done").json() == {"counted": True}
    line = person.log.get(kind="session").line
    assert (line["source"], line["ended"], line["at"][:16]) == ("paper", "whole", "2026-11-24T07:35")


@pytest.mark.parametrize(
    ("how", "at"),
    [(None, "08:35"), ("10", "07:45"), ("60", "08:35"), ("evening", "19:30")],
)
def test_later_comes_when_it_was_asked_for(tap, nudge, person, how, at):
    answer = tap(nudge, "later", {"for": how} if how else {}).json()
    assert answer == {"at": f"2026-11-24T{at}:00+01:00"}
    assert [each.isoformat() for each in later_of(person)] == [
        datetime.fromisoformat(answer["at"]).astimezone(UTC).isoformat()
    ]


def test_later_says_where_there_is_no_room(tap, nudge, person, now):
    now(MORNING + timedelta(hours=14, minutes=30))  # half past nine in the evening
    assert tap(nudge, "later").json() == {"at": None}
    assert not later_of(person)


def test_twice_is_once(tap, nudge, person):
    for what in ("done", "later", "done", "later"):
        assert tap(nudge, what).status_code == 200
    assert person.log.filter(kind="session").count() == 1
    assert len(later_of(person)) == 1


def test_a_round_that_the_player_has_told_is_not_counted_again(tap, nudge, person, now):
    coach.log_by_table(person, uuid4(), "whole", AT_0735, "en")
    now(AT_0735 + timedelta(minutes=1))
    assert tap(nudge, "done").json() == {"counted": True}
    assert person.log.filter(kind="session").count() == 1


def test_where_nothing_is_due_nothing_is_counted(tap, nudge, person):
    coach.answer(person, {**ANSWERS, "signs": ["told_to_wait"], "signs_on": "2026-11-24"}, MORNING)
    assert tap(nudge, "done").json() == {"counted": False}
    assert not person.log.filter(kind="session").exists()


def test_a_notification_of_yesterday_counts_nothing_today(tap, nudge, person, now):
    now(AT_0735 + timedelta(days=1))
    assert tap(nudge, "done").json() == {"counted": False}
    assert not person.log.filter(kind="session").exists()


def test_a_tap_without_a_network_counts_for_when_it_was_tapped(tap, nudge, person, now):
    now(AT_0735 + timedelta(days=1))
    assert tap(nudge, "done", {"at": "2026-11-24T07:36:10+01:00"}).json() == {"counted": True}
    assert person.log.get(kind="session").line["at"] == "2026-11-24T07:36:10+01:00"


def test_a_late_word_puts_off_from_when_it_was_tapped(tap, nudge, now):
    now(AT_0735 + timedelta(minutes=30))
    told = {"for": "10", "at": "2026-11-24T07:36:00+01:00"}
    assert tap(nudge, "later", told).json() == {"at": "2026-11-24T07:46:00+01:00"}


def test_what_is_heard_of_when_it_is_long_over_is_put_off_no_more(tap, nudge, now, person):
    now(AT_0735 + timedelta(hours=3))
    told = {"for": "10", "at": "2026-11-24T07:36:00+01:00"}
    assert tap(nudge, "later", told).json() == {"at": None}
    assert not person.nudges.filter(kind="later").exists()


@pytest.mark.parametrize(
    "told",
    [
        {"for": "11"},
        {"for": 60},
        {"at": "yesterday"},
        {"at": "2026-11-24T07:36:00"},
        {"at": "2026-11-20T07:36:00+01:00"},
        {"at": "2026-11-24T09:36:00+01:00"},
        {"also": "this"},
        ["for"],
    ],
)
def test_what_is_not_understood_is_refused_in_one_line(tap, nudge, person, told):
    for what in ("later", "done"):
        answer = tap(nudge, what, told)
        assert answer.status_code == 400
        assert "\n" not in answer.json()["why"]
    assert not later_of(person)
    assert not person.log.filter(kind="session").exists()


def test_another_s_nudge_is_as_unknown_as_one_that_never_was(tap, nudge, person):
    others = nudge_of(Account.objects.create_user("other"))
    answers = [tap(key, what) for key in (others, uuid4()) for what in ("later", "done")]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (404, b'{"why": "no such nudge"}')
    }
    assert not others.account.log.filter(kind="session").exists()
    assert not later_of(others.account)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"x-knipa-owner": "another"}, 409),
    ],
)
def test_a_page_of_another_site_taps_nothing(tap, nudge, person, headers, status):
    assert [tap(nudge, what, **headers).status_code for what in ("later", "done")] == [status] * 2
    assert not later_of(person)
    assert not person.log.filter(kind="session").exists()


def test_a_form_cannot_tap(client, nudge):
    assert client.post(f"/api/v1/nudges/{nudge.pk}/done").status_code == 415
    assert client.get(f"/api/v1/nudges/{nudge.pk}/done").status_code == 405


def test_a_stranger_taps_nothing_by_the_phones_address(stranger, nudge, person):
    answer = stranger.post(f"/api/v1/nudges/{nudge.pk}/done", {}, content_type="application/json")
    assert answer.status_code == 401
    assert not person.log.filter(kind="session").exists()
