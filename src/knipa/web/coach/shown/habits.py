"""Habits as today shows them: the week, how regularly one trains, what is offered, and the squeeze in life."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from knipa.content.words import Words
from knipa.contract import read_wishes
from knipa.training import adherence
from knipa.training.plan import Plan
from knipa.training.reason import Reason
from knipa.training.session_log import Moment
from knipa.web.coach.facts import Facts
from knipa.web.coach.shown.week import Day, week_of

WELCOMES = (Reason.EASED_AFTER_GAP,)  # what says welcome back by itself


@dataclass(frozen=True)
class Habits:
    """How regularly the person trains, and what makes it easier to go on; each sentence is empty where none is due."""

    plan: Plan
    facts: Facts
    words: Words

    @cached_property
    def week(self) -> list[Day]:
        """The dots of this week, planned against done."""
        today = [self.plan.on] if self.plan.today.done else []
        trained = {*self.plan.progress.trained, *today}
        return week_of(self.facts.person, trained, adherence.planned(self.plan, self._wished), self.plan.on)

    @property
    def regular(self) -> str:
        """How many of the planned days were days of training."""
        found = adherence.consistency(self.plan, self.facts.person)
        return self._say(found.words, done=found.done, asked=found.asked) if found else ""

    @property
    def mark(self) -> str:
        """What two months, or half a year, may have brought (R29)."""
        found = adherence.mark(self.plan)
        return self._say(f"mark_{found}") if found else ""

    @property
    def offer(self) -> str:
        """What it would mean to choose what has been earned (R22, R30)."""
        return self._say(self.plan.offer) if self.plan.offer else ""

    @cached_property
    def comes_back(self) -> bool:
        """It has been a while: the shortest way in comes first."""
        return adherence.comes_back(self.plan, self.facts.person)

    @property
    def welcome(self) -> str:
        """A word to who comes back, where the reason of the day does not say it."""
        says_it = any(because.reason in WELCOMES for because in self.plan.because)
        return self._say("welcome_back") if self.comes_back and not says_it else ""

    @property
    def movements(self) -> list[str]:
        """The movements before which a squeeze may be told of."""
        return [each.value for each in adherence.squeezes_in_life(self.plan, self.facts.person)]

    @property
    def moments(self) -> int:
        """How many squeezes in life have been told of this week."""
        earlier = self.facts.course.moments if self.facts.course else {}
        lately = [line.on for line in self.facts.lines if isinstance(line, Moment)]
        return adherence.this_week({**earlier, **{day: lately.count(day) for day in lately}}, self.plan.on)

    def has_moment(self, event_id: UUID) -> bool:
        """Tell whether this squeeze was told of just now: then it may be taken back."""
        return any(isinstance(line, Moment) and line.id == event_id for line in self.facts.lines)

    @property
    def _wished(self) -> frozenset[int]:
        """The weekdays, Monday 0, that the person's own wishes name."""
        wished = getattr(self.facts.account, "wished", None)
        wishes = read_wishes(wished.told, "wishes").wishes if wished else ()
        return frozenset(day.number for wish in wishes for day in wish.days)

    def _say(self, key: str, **values: int) -> str:
        return self.words.text("habit", key, values)
