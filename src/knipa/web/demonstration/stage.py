"""Lets the cast live through the real coach: they answer, train and tell as anyone does, only in the past."""

import json
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, time, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from django.db import transaction

from knipa.demo.parts import PARTS
from knipa.demo.screenplay import FEELS, HURT, TIMEZONE, UNASKED, Day, Told, days_of, session_id
from knipa.web import coach
from knipa.web.models import Account, Channel
from knipa.web.reminders import calendar, planning
from knipa.web.reminders.wished import QUIET

NEWCOMER = "new"  # has answered nothing yet
MORNING = time(7, 30, tzinfo=ZoneInfo(TIMEZONE))
WANDERS_MIN = 40  # nobody trains at the same minute every day
TAKES_MIN = 7  # from the question before a session to its end
BETWEEN_ROUNDS = timedelta(hours=4)
BETWEEN_ROUNDS_TODAY = timedelta(minutes=25)  # so that a whole morning's rounds are done by half past nine
OWN_ROUND = [  # what is trained without being asked
    {"exercise": "strength", "reps": 10, "hold_s": 6},
    {"exercise": "endurance", "reps": 1, "hold_s": 30, "held_s": 30},
]


def live_all(now: datetime, who: Collection[str], *, tell: Callable[[str], None]) -> None:
    """Let these live up to this moment; someone new has not begun."""
    Account.objects.create(username=NEWCOMER, password="!")  # noqa: S106  # "!" is no password: nobody can log in
    for place, name in enumerate(who, start=1):
        tell(f"{place} of {len(who)}: {name.capitalize()} lives {PARTS[name].days} days")
        live(name, now)


def live(name: str, now: datetime) -> Account:
    """Let one of the cast live up to this moment."""
    now = now.astimezone(ZoneInfo(TIMEZONE))
    with transaction.atomic():
        account = Account.objects.create(username=name, password="!")  # noqa: S106  # as above
        for day in days_of(PARTS[name], now.date()):
            Lived(account, day, now).through()
        if PARTS[name].wishes:
            _wish(account, PARTS[name].wishes, now)
    return account


def _wish(account: Account, wishes: Sequence[Told], now: datetime) -> None:
    """Let someone wish for reminders, in a calendar that has fetched them: a demonstration sends nothing itself."""
    told = {"format": "knipa.wishes/1", "timezone": TIMEZONE, "wishes": [*wishes], "quiet": QUIET}
    planning.keep(account, told, now)
    there = calendar.add(account, now)
    Channel.objects.filter(pk=there.pk).update(delivered_at=now)


class Lived:
    """One day of one account."""

    def __init__(self, account: Account, day: Day, now: datetime) -> None:
        self.account, self.day, self.now = account, day, now
        self.today = day.on == now.date()
        wanders = crc32(f"{account.username}:{day.on}".encode()) % WANDERS_MIN
        self.morning = datetime.combine(day.on, MORNING) + timedelta(minutes=wanders)

    def through(self) -> None:
        """Live the day in the order of the screenplay."""
        self._answer()
        for place, felt in enumerate(self.day.rounds):
            if felt == UNASKED:
                self._train_unasked(place)
            else:
                self._train(place, felt)
        if self.day.word:
            coach.how_it_goes(self.account, dict(self.day.word), self._at(60))
        if self.day.asked:
            coach.ready(self.account, self.day.ready, self._at(90))

    def _at(self, minutes: float) -> datetime:
        """So long after the morning, and never after now."""
        return min(self.morning + timedelta(minutes=minutes), self.now)

    def _at_round(self, place: int, *, end: bool = False) -> datetime:
        between = BETWEEN_ROUNDS_TODAY if self.today else BETWEEN_ROUNDS
        return self._at(3 + place * between / timedelta(minutes=1) + (TAKES_MIN if end else 0))

    def _answer(self) -> None:
        day = self.day
        if day.answers:
            coach.answer(self.account, day.answers, self._at(0))
        if day.signs is not None:
            known = coach.latest(self.account) or {}
            seen = [each["sign"] for each in known.get("seen_for", ()) if each["sign"] in day.signs]
            coach.answer(self.account, {"signs": [*day.signs], "seen_for": seen}, self._at(1))

    def _train(self, place: int, felt: str) -> None:
        """Do what is asked, if anything is, and say how it felt."""
        at = self._at_round(place)
        due = coach.due(self.account, at, "sv")
        if due is None or due.state != "go":
            return
        coach.ready(self.account, self.day.ready, at)
        ended = "pain" if felt == HURT else "whole"
        event_id = session_id(self.account.username, self.day.on, place)
        kept = coach.log_by_table(self.account, event_id, ended, self._at_round(place, end=True), "sv")
        if kept and (told := FEELS[felt]):
            coach.feel(self.account, event_id, told, self.day.trouble)

    def _train_unasked(self, place: int) -> None:
        line = {
            "format": "knipa.log/1",
            "kind": "session",
            "id": str(session_id(self.account.username, self.day.on, place)),
            "at": self._at_round(place).isoformat(),
            "source": "player",
            "position": "sitting",
            "ended": "whole",
            "done": OWN_ROUND,
            "felt": FEELS["right"],
        }
        coach.log(self.account, json.dumps(line), self.now)
