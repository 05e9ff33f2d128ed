"""What stands on the first page of reminders: the wishes, the next moment, and what came of the last ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from knipa.content.language import SOURCE
from knipa.web import coach
from knipa.web.models import Account, Nudge, NudgeState
from knipa.web.pages.nudges.ways import Way, ways_of
from knipa.web.reminders import said
from knipa.web.reminders.anchors import names_the_toilet
from knipa.web.reminders.planning import has_times
from knipa.web.reminders.reach import Reach, reach
from knipa.web.reminders.upcoming import Upcoming, upcoming
from knipa.web.reminders.wished import (
    FEWER_DAYS,
    Told,
    is_silenced_by_fewer_days,
    language_of,
    told_of,
    zone_of,
)

SEEN_FOR = timedelta(days=4)  # so long the page tells what became of each nudge (our choice)
MOST_SEEN = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One wish: what it says, when, and what is to be said beside it."""

    id: str
    title: said.Sentence
    when: str
    careful: bool  # it names the toilet
    notes: list[str]


@dataclass(frozen=True)
class Overview:
    """All that the page shows; what is not looked at is not asked for."""

    account: Account
    told: Told
    now: datetime  # in the person's own zone

    @cached_property
    def lines(self) -> list[Line]:
        """Return the wishes, the earliest in the day first; habits without a time last."""
        by_time = sorted(self.told["wishes"], key=lambda wish: wish.get("at", "24"))
        return [self._line(wish) for wish in by_time]

    @cached_property
    def next(self) -> str:
        """Return when the next one comes."""
        at = self._upcoming.at
        return said.moment(self._local(at), self.now) if at else ""

    @property
    def why_silent(self) -> str:
        """Return why the one that would come next will not, where the plan asks for silence."""
        silent = self._upcoming.silence
        return capfirst(said.silence(silent)) if silent and said.has_silence(silent) else ""

    @property
    def fewer_days(self) -> bool:
        """Tell whether fewer days are enough: it stays silent then, until one wishes otherwise."""
        return self._upcoming.silence == FEWER_DAYS and is_silenced_by_fewer_days(self.told)

    @cached_property
    def week_line(self) -> str:
        """Return when the week in sum is wished: Sunday at 18:00; empty where it is not."""
        weekly = self.told.get("weekly")
        return _day_and_time([weekly["day"]], weekly) if weekly else ""

    @cached_property
    def _upcoming(self) -> Upcoming:
        return upcoming(self.account, self.now)

    @cached_property
    def pause(self) -> coach.PauseAhead | None:
        """Return the pause that is, or that is planned."""
        return coach.pause_ahead(self.account, self.now)

    @cached_property
    def history(self) -> list[str]:
        """Return what became of the last days' nudges, the latest first."""
        over = self.account.nudges.exclude(state=NudgeState.WAITING).filter(
            due_at__gte=self.now - SEEN_FOR, due_at__lte=self.now
        )
        return [
            self._became(nudge) for nudge in over.select_related("channel").order_by("-due_at")[:MOST_SEEN]
        ]

    @property
    def last(self) -> str:
        """Return what came of the last one."""
        return self.history[0] if self.history else ""

    @cached_property
    def ways(self) -> list[Way]:
        """Return the ways, in the order in which they are tried."""
        return ways_of(self.account, self.now)

    @cached_property
    def reach(self) -> Reach:
        """Return how far the reminders come."""
        return reach(self.account, self.now)

    @property
    def saved(self) -> str:
        """Return when the wishes, as they are now, were saved as a file; empty where they were not."""
        wished = getattr(self.account, "wished", None)
        return said.moment(self._local(wished.saved_at), self.now) if wished and wished.saved_at else ""

    @property
    def has_times(self) -> bool:
        """Tell whether anything is to be sent."""
        return has_times(self.told)

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.now.tzinfo)

    def _line(self, wish: Told) -> Line:
        when = _day_and_time(wish["days"], wish) if "at" in wish else said.days(wish["days"])
        title = said.Sentence(capfirst(when), "")
        if "after" in wish:
            title = said.if_then(wish, language_of(self.account, wish))
        careful = names_the_toilet(wish.get("after", ""), wish.get("then", ""))
        notes = [*self._notes(wish)]
        return Line(wish["id"], title, capfirst(when) if "after" in wish else "", careful, notes)

    def _notes(self, wish: Told) -> Iterator[str]:
        if "at" not in wish:
            yield _("Nothing is sent: the habit itself reminds you.")
        elif self._is_quiet(wish):
            yield _("This time lies in your quiet hours, so nothing is sent then.")
        elif self.most and (waits := self._waits_on(wish)):
            note = ngettext(
                "Your plan asks for at most %(most)s round a day, and the first one is sent. This one waits.",
                "Your plan asks for at most %(most)s rounds a day, and the first ones are sent. This one waits.",
                self.most,
            ) % {"most": self.most}
            yield note if waits == wish["days"] else f"{capfirst(said.days(waits))}: {note}"

    @cached_property
    def most(self) -> int:
        """Return for how many rounds a day the plan asks at most; 0 where it asks for none."""
        due = coach.due(self.account, self.now, get_language() or SOURCE)
        return due.plan.rhythm.per_day.max if due and due.plan.rhythm else 0

    def _waits_on(self, wish: Told) -> list[str]:
        """Return on which of its days enough others come before it."""
        return [day for day in wish["days"] if sum(at < wish["at"] for at in self._heard[day]) >= self.most]

    @cached_property
    def _heard(self) -> dict[str, set[str]]:
        """Return the moments of each day of the week that are not in quiet hours."""
        heard = [wish for wish in self.told["wishes"] if "at" in wish and not self._is_quiet(wish)]
        return {day: {wish["at"] for wish in heard if day in wish["days"]} for day in said.WEEK}

    @cached_property
    def _quiet(self) -> coach.Quiet | None:
        return coach.quiet_hours(self.told)

    def _is_quiet(self, wish: Told) -> bool:
        return self._quiet is not None and self._quiet.holds(_time(wish))

    def _became(self, nudge: Nudge) -> str:
        told = {"moment": said.moment(self._local(nudge.sent_at or nudge.due_at), self.now)}
        if nudge.state == NudgeState.SENT:
            if nudge.channel is None:
                return _("Delivered %(moment)s") % told
            return _("Delivered %(moment)s: %(way)s") % {**told, "way": nudge.channel.get_kind_display()}
        if nudge.state == NudgeState.SILENT and not said.has_silence(nudge.why):
            return _("Silent %(moment)s") % told
        if nudge.state == NudgeState.SILENT:
            return _("Silent %(moment)s: %(why)s") % {**told, "why": said.silence(nudge.why)}
        if nudge.state == NudgeState.MISSED:
            return _("Missed %(moment)s: Knipa was switched off then") % told
        return _("Not delivered %(moment)s, because %(why)s") % {**told, "why": said.why(nudge.why)}


def overview(account: Account, now: datetime) -> Overview:
    """Return what the page shows."""
    return Overview(account, told_of(account), now.astimezone(zone_of(account, now)))


def _day_and_time(on: list[str], wish: Told) -> str:
    return _("%(days)s at %(time)s") % {"days": said.days(on), "time": said.clock_time(_time(wish))}


def _time(wish: Told) -> time:
    return time.fromisoformat(wish["at"])
