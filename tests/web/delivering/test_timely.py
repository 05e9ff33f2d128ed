"""A nudge that comes late helps only in its time: not in quiet hours, not twice at once, not once it is overtaken."""

from datetime import timedelta

import pytest

from delivered import AT_0730, EVERY_DAY, MORNING, sent, states, train, wish
from knipa.web import coach
from knipa.web.logs import WithoutWords
from knipa.web.models import Account, Channel, Nudge, NudgeState, Wished
from knipa.web.reminders import delivering, dispatch, forgetting, planning, upcoming
from knipa.web.reminders.outcome import Failed, Why

AT_2150 = MORNING.replace(hour=20, minute=50)
NIGHT = {"from": "22:00", "to": "06:00"}
HOUR = timedelta(hours=1)


def at(*times):
    return [{"id": f"at{time[:2]}", "at": time, "days": EVERY_DAY} for time in times]


def written(caplog):
    """What stands in the log."""
    return "\n".join(WithoutWords().format(record) for record in caplog.records)


def deliver(now, moment):
    now(moment)
    delivering.deliver_due()


# --- quiet hours


def test_a_machine_that_wakes_in_quiet_hours_wakes_nobody(anna, now, ways):
    wish(anna, wishes=at("21:50"), quiet=NIGHT)
    deliver(now, AT_2150 + timedelta(minutes=45))
    assert sent(ways) == []
    assert states(anna)[0][1:] == ("missed", "")


def test_what_fails_is_not_tried_again_in_quiet_hours(anna, now, ways):
    for kind in ("push", "email"):
        ways[kind] = lambda channel, said: Failed(Why.UNREACHABLE)
    wish(anna, wishes=at("21:50"), quiet=NIGHT)
    deliver(now, AT_2150 + timedelta(minutes=9, seconds=45))
    assert states(anna)[0][1:] == ("failed", "unreachable")


def test_whoever_carries_it_learns_until_when_it_may_be_shown(anna, now, ways):
    wish(anna, wishes=at("07:30", "21:50"), quiet=NIGHT)
    deliver(now, AT_0730 + timedelta(minutes=5))
    deliver(now, AT_2150)
    untils = [said.until for _, said, _ in ways["heard"]]
    assert untils == [AT_0730 + HOUR, AT_2150 + timedelta(minutes=10)]


# --- one at a time


def test_a_second_nudge_gives_way_to_the_next_wished_time(anna, now, ways):
    wish(anna, wishes=at("08:00", "09:00", "12:00"), second_after_min=60)
    slots = [slot for slot, _, _ in states(anna)][:5]
    assert slots == ["at08@08:00", "at09@09:00", "at09@09:00+", "at12@12:00", "at12@12:00+"]


def test_after_a_while_without_power_only_the_latest_comes(anna, now, ways):
    wish(anna, second_after_min=30)
    deliver(now, AT_0730 + timedelta(minutes=40))
    assert sent(ways) == [("push", "second")]
    assert states(anna)[0][1:] == ("silent", "overtaken")


def test_what_failed_does_not_come_after_its_own_second_nudge(anna, now, ways):
    for kind in ("push", "email"):
        ways[kind] = lambda channel, said: Failed(Why.BUSY, after_s=35 * 60)
    wish(anna, second_after_min=30)
    deliver(now, AT_0730)
    ways["push"] = ways["email"] = lambda channel, said: delivering.sending.Delivered()
    deliver(now, AT_0730 + timedelta(minutes=30))
    for minutes in range(31, 60):
        deliver(now, AT_0730 + timedelta(minutes=minutes))
    assert [kind for _, kind in sent(ways)] == ["second"]
    assert states(anna)[0] == ("morning@07:30", "silent", "overtaken")


# --- put off


def test_a_second_nudge_that_gave_way_stays_away_when_the_days_are_made_anew(anna, now, ways):
    wish(anna, second_after_min=30)
    deliver(now, AT_0730)
    now(AT_0730 + timedelta(minutes=1))
    planning.put_off(anna, "60", AT_0730 + timedelta(minutes=1))
    planning.make(Wished.objects.get(), AT_0730 + timedelta(minutes=2), since=AT_0730 - HOUR)
    for minutes in range(2, 70):
        deliver(now, AT_0730 + timedelta(minutes=minutes))
    assert [kind for _, kind in sent(ways)] == ["session", "later"]


def test_once_it_is_called_off_it_is_there_again_if_it_is_still_wished(anna, now, ways):
    wish(anna, second_after_min=30)
    now(AT_0730)
    planning.put_off(anna, "60", AT_0730)
    planning.call_off(anna, AT_0730)
    assert ("morning@07:30+", "waiting", "") in states(anna)
    planning.put_off(anna, "60", AT_0730)
    wish(anna, wishes=at("20:00"))
    planning.call_off(anna, AT_0730)
    assert not anna.nudges.filter(slot="morning@07:30+", state=NudgeState.WAITING).exists()


def test_what_is_put_off_is_promised_only_while_it_will_come(anna, now, ways):
    wish(anna)
    now(AT_0730)
    evening = planning.put_off(anna, "evening", AT_0730)
    assert upcoming.put_off_until(anna, AT_0730) == evening
    train(anna, AT_0730 + HOUR)
    now(AT_0730 + 2 * HOUR)
    assert upcoming.put_off_until(anna, AT_0730 + 2 * HOUR) is None
    assert planning.put_off(anna, "evening", AT_0730 + 2 * HOUR) == evening  # for the next round
    assert upcoming.put_off_until(anna, AT_0730 + 2 * HOUR) == evening


def test_what_was_put_off_is_silent_once_it_is_done_whatever_else_is_true(anna, now, ways):
    wish(anna, wishes=at("07:30"))
    now(AT_0730)
    planning.put_off(anna, "60", AT_0730)
    train(anna, AT_0730 + timedelta(minutes=20))
    deliver(now, AT_0730 + HOUR)
    assert sent(ways) == []
    assert ("later@08:30", "silent", "done") in states(anna)


# --- the week summed up


@pytest.mark.parametrize(
    ("days_ago", "body"),
    [
        ((1, 0), None),  # it has just begun
        ((9, 8, 7, 6, 5, 4, 3, 2, 1), "Days as planned: 7 of 7."),
        ((9, 6, 5, 1, 0), "Days as planned: 4 of 7."),
        ((20, 19, 18), None),  # nothing of it was done: that is not told
    ],
)
def test_the_week_is_told_of_where_that_is_kind(anna, now, ways, days_ago, body):
    for days in days_ago:
        train(anna, MORNING - timedelta(days=days))
    wish(anna, wishes=[], weekly={"day": "tue", "at": "18:00"})
    deliver(now, MORNING.replace(hour=17))
    assert [said.body for _, said, _ in ways["heard"]] == ([body] if body else [])
    assert (states(anna)[0][2] == "untold") == (body is None)


# --- what is wished counts at once


def test_calm_times_that_are_ticked_count_for_what_was_decided_before(anna, now, ways):
    coach.answer(anna, {"signs": ["pelvic_pain"]}, MORNING)
    wish(anna)
    assert {nudge.silence for nudge in anna.nudges.all()} == {"pain"}
    wish(anna, also=["letting_go"])
    deliver(now, AT_0730)
    assert sent(ways) == [("push", "session")]


def test_what_is_removed_is_neither_sent_nor_tried_again(anna, now, ways):
    for kind in ("push", "email"):
        ways[kind] = lambda channel, said: Failed(Why.UNREACHABLE)
    wish(anna)
    deliver(now, AT_0730)
    planning.put_off(anna, "10", AT_0730)
    tried = len(ways["heard"])
    planning.keep(anna, {**anna.wished.told, "wishes": []}, AT_0730 + timedelta(seconds=10))
    for minutes in range(20):
        deliver(now, AT_0730 + timedelta(minutes=minutes))
    assert len(ways["heard"]) == tried
    assert not anna.nudges.filter(state=NudgeState.WAITING).exists()


def test_what_is_still_wished_is_tried_again_when_something_else_changes(anna, now, ways):
    for kind in ("push", "email"):
        ways[kind] = lambda channel, said: Failed(Why.UNREACHABLE)
    wish(anna)
    deliver(now, AT_0730)
    ways["push"] = lambda channel, said: delivering.sending.Delivered()
    planning.keep(anna, {**anna.wished.told, "second_after_min": 60}, AT_0730 + timedelta(seconds=10))
    for minutes in range(5):
        deliver(now, AT_0730 + timedelta(minutes=minutes))
    assert sent(ways) == [("push", "session")]


# --- ways that fail


def test_where_the_last_way_is_gone_it_is_told_as_failed(anna, now, ways):
    anna.channels.filter(kind="email").delete()
    ways["push"] = lambda channel, said: Failed(Why.GONE, gone=True)
    wish(anna)
    for minutes in range(5):
        deliver(now, AT_0730 + timedelta(minutes=minutes))
    assert states(anna)[0] == ("morning@07:30", "failed", "gone")


def test_one_way_that_asks_to_wait_for_hours_does_not_end_it_for_the_others(anna, now, ways):
    heard = []
    ways["push"] = lambda channel, said: Failed(Why.BUSY, after_s=7200)
    ways["email"] = lambda channel, said: heard.append(1) or Failed(Why.UNREACHABLE)
    wish(anna)
    for minutes in range(20):
        deliver(now, AT_0730 + timedelta(minutes=minutes))
    assert len(heard) > 3
    assert [kind for kind, _, _ in ways["heard"]].count("push") == 1  # it is not asked before


def test_a_fault_of_ours_is_told_in_the_log_without_what_it_says(anna, now, ways, caplog):
    address = "secret".upper()  # stands in no line of code

    def broken(channel, said):
        raise ValueError(address)

    ways["push"] = broken
    wish(anna)
    deliver(now, AT_0730)
    assert "ValueError" in written(caplog)
    assert address not in written(caplog)


# --- one odd row


def test_a_row_that_cannot_be_read_holds_up_nobody(anna, now, ways, caplog):
    odd = Account.objects.create(username="odd")
    told = {"format": "knipa.wishes/1", "timezone": "Mars/Olympus", "wishes": at("07:30")}
    Wished.objects.create(account=odd, told=told, plan_at=MORNING - HOUR)
    wish(anna)
    Wished.objects.filter(account=anna).update(plan_at=MORNING)
    now(AT_0730)
    dispatch.look()
    assert sent(ways) == [("push", "session")]
    assert Wished.objects.get(account=odd).plan_at > AT_0730
    assert Wished.objects.get(account=anna).plan_at > AT_0730
    assert "reminders of account" in written(caplog)
    assert "Mars" not in written(caplog)


# --- what need not be kept


def test_what_is_long_over_is_forgotten_whatever_is_wished(anna, now):
    wish(anna)
    Nudge.objects.update(state="sent", next_at=None)
    Wished.objects.update(plan_at=None)
    unconfirmed = Channel.objects.create(
        account=anna, kind="email", told={"to": "a@b.example"}, made_at=MORNING
    )
    forgetting.forget(MORNING + timedelta(minutes=50))
    assert Channel.objects.filter(pk=unconfirmed.pk).exists()
    forgetting.forget(MORNING + timedelta(days=31))
    assert not Channel.objects.filter(pk=unconfirmed.pk).exists()
    assert anna.channels.filter(confirmed_at__isnull=False).count() == 2
    assert {nudge.on for nudge in Nudge.objects.all()} == {
        AT_0730.date() + timedelta(days=days) for days in (1, 2)
    }


@pytest.mark.parametrize(("days", "rings"), [(1, True), (9, False)])
def test_a_calendar_that_fetches_no_more_is_no_way(anna, now, ways, days, rings):
    anna.channels.all().delete()
    Channel.objects.create(
        account=anna, kind="calendar", made_at=MORNING, delivered_at=AT_0730 - timedelta(days=days)
    )
    wish(anna)
    deliver(now, AT_0730)
    assert states(anna)[0][2] == ("by_calendar" if rings else "no_way")
