"""Who answers slowly is waited for beside others; who answers at once is answered one after the other."""

import threading

import pytest

from knipa.web.models import Channel, Nudge
from knipa.web.reminders import sending
from knipa.web.reminders.due import Claimed
from knipa.web.reminders.message import Message
from knipa.web.reminders.outcome import Delivered, Failed, Why

PATIENCE_S = 20  # for what comes at once, if it comes at all
pytestmark = pytest.mark.once


@pytest.fixture
def receiver(monkeypatch):
    """`receiver(function)`: what every way does with a message. Nothing may ask the database: there is none."""

    def does(function):
        monkeypatch.setattr(sending, "_deliver_of", lambda kind: function)

    return does


def claimed(*kinds):
    return Claimed(Nudge(), [Channel(kind=kind) for kind in kinds or ("webhook",)], "en", 0, {})


def said(claim):
    return Message(claim.nudge.pk, "session", "en", "Time for your break", "", "Start", "Later", "Done")


def send_all(claims):
    """Each claim with how it was tried, in the order in which they ended."""
    ended = []
    with sending.Abreast() as abreast:
        for claim in claims:
            while abreast.is_full:
                ended += abreast.ended(PATIENCE_S)
            ended += abreast.send(claim, said(claim))
        while abreast.on_their_way:
            ended += abreast.ended(PATIENCE_S)
    return ended


def outcomes(ended):
    return [[(channel.kind, outcome) for channel, outcome in tried] for _, tried in ended]


def test_who_answers_at_once_is_sent_to_one_after_the_other_in_order(receiver):
    at_a_time, most = [], []

    def quick(channel, message):
        at_a_time.append(message)
        most.append(len(at_a_time))
        at_a_time.remove(message)
        return Delivered()

    receiver(quick)
    claims = [claimed() for _ in range(50)]
    ended = send_all(claims)
    assert [claim for claim, _ in ended] == claims
    assert max(most) == 1
    assert outcomes(ended) == [[("webhook", Delivered())]] * 50


def test_who_answers_slowly_is_waited_for_beside_as_many_as_may_be(receiver, monkeypatch):
    monkeypatch.setattr(sending, "ABREAST", 4)
    together = threading.Barrier(4)  # nobody is through before four are on their way

    def slow(channel, message):
        together.wait(PATIENCE_S)
        return Delivered()

    receiver(slow)
    claims = [claimed() for _ in range(12)]
    ended = send_all(claims)
    assert len(ended) == 12
    assert {claim.nudge.pk for claim, _ in ended} == {claim.nudge.pk for claim in claims}
    assert outcomes(ended) == [[("webhook", Delivered())]] * 12


def test_who_never_answers_holds_up_nobody(receiver):
    others_are_through, through = threading.Event(), []
    dead, *others = [claimed() for _ in range(30)]

    def one_is_dead(channel, message):
        if message.key == dead.nudge.pk:
            assert others_are_through.wait(PATIENCE_S)
            return Failed(Why.UNREACHABLE)
        through.append(message.key)
        if len(through) == len(others):
            others_are_through.set()
        return Delivered()

    receiver(one_is_dead)
    ended = send_all([dead, *others])
    assert ended[-1][0] is dead
    assert outcomes(ended[-1:]) == [[("webhook", Failed(Why.UNREACHABLE))]]
    assert len(ended) == 30


def test_each_way_is_tried_until_one_arrives_and_a_fault_of_ours_is_a_failure(receiver):
    def by_kind(channel, message):
        if channel.kind == "push":
            raise ZeroDivisionError
        return Delivered() if channel.kind == "email" else Failed(Why.BUSY)

    receiver(by_kind)
    [one] = outcomes(send_all([claimed("webhook", "push", "email", "webhook")]))
    broken = Failed(Why.BROKEN, "ZeroDivisionError")
    assert one == [("webhook", Failed(Why.BUSY)), ("push", broken), ("email", Delivered())]


def test_who_hangs_after_many_who_were_quick_holds_up_nobody_either(receiver):
    others_are_through, through = threading.Event(), []
    claims = [claimed() for _ in range(30)]
    dead = claims[20]

    def one_is_dead(channel, message):
        if message.key == dead.nudge.pk:
            assert others_are_through.wait(PATIENCE_S)
            return Failed(Why.UNREACHABLE)
        through.append(message.key)
        if len(through) == len(claims) - 1:
            others_are_through.set()
        return Delivered()

    receiver(one_is_dead)
    ended = send_all(claims)
    assert len(ended) == 30
    assert ended[-1][0] is dead


def test_one_person_is_not_tried_for_ever_and_the_next_time_begins_with_another_way(receiver, monkeypatch):
    monkeypatch.setattr(sending, "ONE_PERSON_S", -1.0)  # as if each had taken all the time there is
    receiver(lambda channel, message: Failed(Why.UNREACHABLE))
    claim = claimed("push", "email", "webhook")
    tried = []
    for tries in range(5):
        claim.nudge.tries, claim.nudge.why = tries, "unreachable" if tries > 1 else ""
        [[(kind, _)]] = outcomes(send_all([claim]))
        tried.append(kind)
    assert tried == ["push", "push", "email", "webhook", "push"]


def test_quick_ones_need_one_thread(receiver):
    before = threading.active_count()
    most = []

    def quick(channel, message):
        most.append(threading.active_count())
        return Delivered()

    receiver(quick)
    send_all([claimed() for _ in range(50)])
    assert max(most) <= before + 2  # one more where one of them was not quick on a busy machine
