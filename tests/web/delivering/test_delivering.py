"""A due nudge is delivered once, at its time, by the first way that works; silence and lateness are told."""

import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import DatabaseError, OperationalError, connection

from at_once import at_once
from delivered import AT_0730, EVERY_DAY, MORNING, beside, other_person, sent, states, train, wish
from knipa.web import coach
from knipa.web.models import Became, Channel, Nudge, NudgeState
from knipa.web.reminders import delivering, due, planning, sending
from knipa.web.reminders.outcome import Delivered, Failed, Why


def test_a_wished_time_is_delivered_at_its_minute_by_the_first_way(anna, now, ways):
    wish(anna)
    now(AT_0730 - timedelta(seconds=1))
    delivering.deliver_due()
    assert sent(ways) == []
    now(AT_0730)
    delivering.deliver_due()
    delivering.deliver_due()
    assert sent(ways) == [("push", "session")]
    [nudge] = anna.nudges.filter(state=NudgeState.SENT)
    assert (nudge.sent_at, nudge.channel.kind, nudge.next_at) == (AT_0730, "push", None)


def test_what_is_made_twice_is_there_once(anna, now, ways):
    wish(anna)
    made = anna.nudges.count()
    planning.make(anna.wished, MORNING, since=MORNING - coach.LATE)
    wish(anna)
    assert anna.nudges.count() == made == 6  # two a day, today and two days ahead


def test_a_way_that_fails_gives_way_to_the_next_and_remembers_why(anna, now, ways):
    ways["push"] = lambda channel, said: Failed(Why.UNREACHABLE)
    wish(anna)
    now(AT_0730)
    delivering.deliver_due()
    assert sent(ways) == [("email", "session")]
    push = anna.channels.get(kind="push")
    assert (push.failures, push.why, push.gone_at) == (1, "unreachable", None)


def test_a_way_that_is_gone_is_not_tried_again(anna, now, ways):
    ways["push"] = lambda channel, said: Failed(Why.GONE, gone=True)
    wish(anna)
    for moment in (AT_0730, AT_0730.replace(hour=19, minute=0)):
        now(moment)
        delivering.deliver_due()
    assert [kind for kind, _, _ in ways["heard"]] == ["push", "email", "email"]


def test_where_no_way_works_it_is_tried_with_longer_waits_and_then_shown_as_failed(anna, now, ways):
    for kind in ("push", "email"):
        ways[kind] = lambda channel, said: Failed(Why.BUSY)
    wish(anna)
    moment, waits = AT_0730, []
    for _ in range(50):
        now(moment)
        delivering.deliver_due()
        nudge = anna.nudges.get(slot="morning@07:30", on=AT_0730.date())
        if nudge.next_at is None:
            break
        waits.append((nudge.next_at - moment).total_seconds())
        moment = nudge.next_at
    assert (nudge.state, nudge.why) == (NudgeState.FAILED, "busy")
    assert 5 <= len(waits) <= 7
    assert all(later > sooner for sooner, later in pairwise(waits))
    assert len({said.key for _, said, _ in ways["heard"]}) == 1, "a second try is the same message"


def test_as_long_as_a_receiver_asks_is_waited(anna, now, ways):
    for kind in ("push", "email"):
        ways[kind] = lambda channel, said: Failed(Why.BUSY, after_s=600)
    wish(anna)
    now(AT_0730)
    delivering.deliver_due()
    nudge = anna.nudges.get(slot="morning@07:30", on=AT_0730.date())
    assert timedelta(minutes=10) <= nudge.next_at - AT_0730 <= timedelta(minutes=14)  # never sooner


def test_what_was_missed_by_more_than_an_hour_is_not_sent_late_in_a_heap(anna, now, ways):
    wish(anna)
    now(AT_0730 + timedelta(minutes=61))
    delivering.deliver_due()
    assert sent(ways) == []
    assert states(anna)[0] == ("morning@07:30", "missed", "")


def test_what_was_missed_by_less_than_an_hour_still_comes(anna, now, ways):
    wish(anna)
    now(AT_0730 + timedelta(minutes=59))
    delivering.deliver_due()
    assert sent(ways) == [("push", "session")]


def test_a_round_that_is_done_silences_its_nudge_and_not_the_next(anna, now, ways):
    wish(anna)
    train(anna, AT_0730 - timedelta(minutes=10))
    now(AT_0730)
    delivering.deliver_due()
    now(AT_0730.replace(hour=19, minute=0))
    delivering.deliver_due()
    assert sent(ways) == [("push", "session")]
    assert states(anna)[:2] == [("morning@07:30", "silent", "done"), ("evening@20:00", "sent", "")]


def test_pain_told_a_minute_before_silences_what_was_decided_days_ahead(anna, now, ways):
    wish(anna)
    now(AT_0730 - timedelta(minutes=1))
    coach.ready(anna, "hurts", AT_0730 - timedelta(minutes=1))
    now(AT_0730)
    delivering.deliver_due()
    assert sent(ways) == []
    assert states(anna)[0] == ("morning@07:30", "silent", "pain")


def test_letting_go_is_reminded_of_where_that_is_wished(anna, now, ways):
    wish(anna, also=["letting_go"])
    coach.ready(anna, "hurts", AT_0730 - timedelta(minutes=1))
    now(AT_0730)
    delivering.deliver_due()
    assert sent(ways) == [("push", "session")]


def test_a_pause_silences_and_after_it_nudges_come_again(anna, now, ways):
    wish(anna)
    coach.pause(anna, AT_0730.date(), AT_0730.date(), "ill", MORNING)
    for moment in (AT_0730, AT_0730 + timedelta(days=1)):
        now(moment)
        delivering.deliver_due()
    assert states(anna)[0] == ("morning@07:30", "silent", "paused")
    assert sent(ways) == [("push", "session")]


def test_a_second_nudge_comes_only_while_the_round_is_not_done(anna, now, ways):
    wish(anna, second_after_min=60)
    for moment in (AT_0730, AT_0730 + timedelta(hours=1)):
        now(moment)
        delivering.deliver_due()
    assert sent(ways) == [("push", "session"), ("push", "second")]
    tomorrow = AT_0730 + timedelta(days=1)
    now(tomorrow)
    delivering.deliver_due()
    train(anna, tomorrow + timedelta(minutes=30))
    now(tomorrow + timedelta(hours=1))
    delivering.deliver_due()
    assert sent(ways)[2:] == [("push", "session")]


def test_put_off_comes_then_and_takes_the_place_of_the_second_nudge(anna, now, ways):
    wish(anna, second_after_min=60)
    now(AT_0730)
    delivering.deliver_due()
    first = anna.nudges.get(slot="morning@07:30", on=AT_0730.date())
    at = planning.put_off(anna, "10", AT_0730, first)
    assert at == AT_0730 + timedelta(minutes=10)
    for moment in (at, AT_0730 + timedelta(hours=1)):
        now(moment)
        delivering.deliver_due()
    assert sent(ways) == [("push", "session"), ("push", "later")]


def test_nothing_is_put_off_into_quiet_hours(anna, now, ways):
    wish(anna, quiet={"from": "19:00", "to": "07:00"})
    assert planning.put_off(anna, "evening", AT_0730) is None
    assert planning.put_off(anna, "60", AT_0730) is not None


def test_the_week_is_summed_up_where_that_is_wished(anna, now, ways):
    wish(anna, wishes=[], weekly={"day": "tue", "at": "18:00"})
    for days in (7, 6, 4, 3, 1, 0):
        train(anna, MORNING - timedelta(days=days))
    now(datetime(2026, 11, 24, 17, 0, tzinfo=UTC))
    delivering.deliver_due()
    [(_, said, _)] = ways["heard"]
    assert (said.kind, said.title, said.body) == ("weekly", "Your week", "Days as planned: 5 of 7.")


def test_a_journey_moves_what_is_still_to_come_and_neither_doubles_nor_drops(anna, now, ways):
    wish(anna)
    now(AT_0730)
    delivering.deliver_due()
    landed = AT_0730 + timedelta(hours=8)  # 15:30 in Stockholm, 09:30 in New York
    now(landed)
    planning.keep(
        anna,
        {**anna.wished.told, "moves": [{"at": landed.isoformat(), "timezone": "America/New_York"}]},
        landed,
    )
    for hours in range(24):
        now(landed + timedelta(hours=hours, minutes=30))
        while delivering.deliver_due():
            pass
    there = [
        (nudge.slot, nudge.due_at) for nudge in anna.nudges.filter(state=NudgeState.SENT).order_by("due_at")
    ]
    assert there == [
        ("morning@07:30", AT_0730),
        ("evening@20:00", datetime(2026, 11, 25, 1, 0, tzinfo=UTC)),
        ("morning@07:30", datetime(2026, 11, 25, 12, 30, tzinfo=UTC)),
    ]


def test_a_journey_east_over_a_wished_time_brings_it_on_landing(anna, now, ways):
    wish(anna, wishes=[{"id": "evening", "at": "18:15", "days": EVERY_DAY}], second_after_min=60)
    landed = datetime(2026, 11, 24, 12, 3, 10, 5, tzinfo=UTC)  # 13:03 in Stockholm, 21:03 in Tokyo
    now(landed)
    moves = [{"at": landed.isoformat(), "timezone": "Asia/Tokyo"}]
    planning.keep(anna, {**anna.wished.told, "moves": moves}, landed)
    delivering.deliver_due()
    now(landed + timedelta(hours=1))
    delivering.deliver_due()
    assert sent(ways) == [("push", "session"), ("push", "second")]


def test_a_time_that_is_wished_no_more_does_not_come(anna, now, ways):
    wish(anna)
    wish(anna, wishes=[{"id": "morning", "at": "09:00", "days": EVERY_DAY}])
    now(AT_0730)
    delivering.deliver_due()
    assert sent(ways) == []
    now(AT_0730 + timedelta(minutes=90))
    delivering.deliver_due()
    assert sent(ways) == [("push", "session")]


def test_what_a_dead_worker_held_comes_back_when_its_lease_ends(anna, now, ways):
    wish(anna)
    now(AT_0730)
    assert len(due.claim(AT_0730)) == 1  # and nothing more is heard of whoever claimed it
    assert delivering.deliver_due() == 0
    now(AT_0730 + due.LEASE)
    delivering.deliver_due()
    assert sent(ways) == [("push", "session")]


def test_who_comes_back_after_the_lease_cannot_say_what_became_of_it(anna, now, ways):
    wish(anna)
    [slow] = due.claim(AT_0730)
    [quick] = due.claim(AT_0730 + due.LEASE)
    with due.Record() as record:
        record.keep(slow.nudge, Became(NudgeState.FAILED))
    assert states(anna)[0] == ("morning@07:30", "waiting", "")
    with due.Record() as record:
        record.keep(quick.nudge, Became(NudgeState.SENT))
    assert states(anna)[0] == ("morning@07:30", "sent", "")


def test_what_has_been_sent_is_recorded_though_the_database_fails_at_the_next(anna, now, ways, monkeypatch):
    wish(anna)
    beside(anna, "next", AT_0730)
    real = delivering._decide

    def away(claimed, moment):
        if ways["heard"]:
            raise DatabaseError
        return real(claimed, moment)

    monkeypatch.setattr(delivering, "_decide", away)
    now(AT_0730)
    with pytest.raises(DatabaseError):
        delivering.deliver_due()
    assert sorted(state for _, state, _ in states(anna)[:2]) == ["sent", "waiting"]


def test_what_is_on_its_way_is_recorded_though_the_database_fails_at_the_next(anna, now, ways, monkeypatch):
    wish(anna)
    beside(anna, "next", AT_0730)
    asked, failed = [], threading.Event()
    real = delivering._decide

    def away(claimed, moment):
        asked.append(claimed)
        if len(asked) == 2:
            failed.set()
            raise DatabaseError
        return real(claimed, moment)

    def slow(channel, said):
        assert failed.wait(20)
        return Delivered()

    monkeypatch.setattr(delivering, "_decide", away)
    ways["push"] = slow
    now(AT_0730)
    with pytest.raises(DatabaseError):
        delivering.deliver_due()
    assert sorted(state for _, state, _ in states(anna)[:2]) == ["sent", "waiting"]


def test_a_fault_in_one_nudge_holds_up_no_other(anna, now, ways, monkeypatch):
    wish(anna)
    beside(anna, "odd", AT_0730 - timedelta(seconds=30))
    real = delivering._message

    def broken(claimed, moment):
        if claimed.nudge.slot == "odd":
            raise ValueError("odd")
        return real(claimed, moment)

    monkeypatch.setattr(delivering, "_message", broken)
    now(AT_0730)
    delivering.deliver_due()
    assert sent(ways) == [("push", "session")]
    assert Nudge.objects.get(slot="odd").why == "broken: ValueError"


@pytest.mark.django_db(transaction=True)
def test_eight_who_claim_at_once_share_and_never_have_the_same(anna, now, ways):
    moment = {"due_at": AT_0730, "next_at": AT_0730, "until": AT_0730 + coach.LATE}
    fresh = {"account": anna, "kind": "session", "on": AT_0730.date(), **moment}
    Nudge.objects.bulk_create(Nudge(slot=f"{number}", **fresh) for number in range(120))
    taken = at_once(8, lambda: [claimed.nudge.slot for claimed in due.claim(AT_0730)])
    slots = [slot for some in taken for slot in some]
    assert len(slots) == len({*slots})
    assert len(slots) == 120 if connection.vendor == "sqlite" else len(slots) <= 120


def test_without_any_way_nothing_is_sent_and_the_page_can_say_so(anna, now, ways):
    wish(anna)
    anna.channels.all().delete()
    now(AT_0730)
    delivering.deliver_due()
    assert states(anna)[0] == ("morning@07:30", "silent", "no_way")


def test_where_only_a_calendar_has_fetched_them_it_is_told_that_it_rings(anna, now, ways):
    wish(anna)
    anna.channels.all().delete()
    Channel.objects.create(
        account=anna, kind="calendar", made_at=MORNING, confirmed_at=MORNING, delivered_at=MORNING
    )
    now(AT_0730)
    delivering.deliver_due()
    assert states(anna)[0] == ("morning@07:30", "silent", "by_calendar")


def test_what_a_slow_receiver_holds_up_is_given_back(anna, now, ways, monkeypatch):
    wish(anna)
    for number in range(3):
        beside(anna, f"{number}", AT_0730)
    monkeypatch.setattr(sending, "ABREAST", 1)
    monkeypatch.setattr(delivering, "HELD_S", 0.05)
    given_back, is_given_back = [], threading.Event()
    real = due.give_back

    def give_back(taken, moment):
        real(taken, moment)
        given_back.extend(
            anna.nudges.filter(pk__in=[each.nudge.pk for each in taken]).values_list(
                "claim", "tries", "next_at"
            )
        )
        is_given_back.set()

    def slow(channel, said):
        assert is_given_back.wait(20)
        return Delivered()

    monkeypatch.setattr(due, "give_back", give_back)
    ways["push"] = slow
    now(AT_0730)
    delivering.deliver_due()
    assert given_back[:3] == [(None, 0, AT_0730)] * 3  # anybody's
    assert [state for _, state, _ in states(anna)[:4]] == ["sent"] * 4


def test_what_comes_due_while_a_receiver_is_waited_for_is_not_late(anna, now, ways, monkeypatch):
    wish(anna)
    second_is_sent = threading.Event()

    def first_is_slow(channel, said):
        assert second_is_sent.wait(20)
        return Delivered()

    def by_mail(channel, said):
        second_is_sent.set()
        return Delivered()

    ways["push"], ways["email"] = first_is_slow, by_mail
    bea = other_person()
    beside(bea, "next", AT_0730 + timedelta(seconds=1), decided=0)
    now(AT_0730)
    real = delivering._wait_for_one

    def a_second_goes_by(*arguments):
        now(AT_0730 + timedelta(seconds=1))
        real(*arguments)

    monkeypatch.setattr(delivering, "_wait_for_one", a_second_goes_by)
    delivering.deliver_due()
    assert [kind for kind, _, _ in ways["heard"]] == ["email", "push"]


def test_who_ends_begins_nothing_more_and_records_what_is_on_its_way(anna, now, ways):
    wish(anna)
    beside(anna, "next", AT_0730)
    over = threading.Event()

    def last(channel, said):
        over.set()
        return Delivered()

    ways["push"] = last
    now(AT_0730)
    delivering.deliver_due(is_over=over.is_set)
    became = anna.nudges.filter(due_at=AT_0730).values_list("state", "claim")
    assert sorted(became) == [("sent", None), ("waiting", None)]


def test_how_a_way_did_is_lost_rather_than_what_was_sent(anna, now, ways, monkeypatch):
    """Where that cannot be written, those beside it are recorded all the same."""
    wish(anna)
    for number in range(5):
        beside(anna, f"{number}", AT_0730)

    def locked(channel, *arguments, **more):
        raise OperationalError("database is locked")

    monkeypatch.setattr(Channel, "fail", locked)
    ways["push"] = lambda channel, said: Failed(Why.BUSY)
    now(AT_0730)
    delivering.deliver_due()
    assert [state for _, state, _ in states(anna)[:6]] == ["sent"] * 6
    assert sent(ways) == [("email", "session")] * 6


def test_more_than_a_claim_calls_for_help_once(anna, now, ways, monkeypatch):
    wish(anna)
    for number in range(4):
        beside(anna, f"{number}", AT_0730)
    monkeypatch.setattr(due, "MOST", 2)
    called = []
    now(AT_0730)
    assert delivering.deliver_due(call_for_help=lambda: called.append(1)) == 5
    assert called == [1]
