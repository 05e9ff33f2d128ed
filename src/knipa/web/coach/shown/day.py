"""What today asks of a person, in codes and in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from knipa.content.articles import Reader
from knipa.content.words import Words, words
from knipa.contract import built_in, cues_json, plan_json, sheet_json
from knipa.training.drill import DrillName, may_drill
from knipa.training.exercise import Dose
from knipa.training.plan import Plan
from knipa.training.progression import follow
from knipa.training.reason import Reason
from knipa.training.screening import May, Urgency
from knipa.training.session_log import Round
from knipa.training.short_round import short_round
from knipa.web.coach.facts import Facts, facts_of, latest, person_in, signs_of, with_pain
from knipa.web.coach.reader.care import Care, words_of
from knipa.web.coach.reader.guiding import Guiding
from knipa.web.coach.reader.reading import place_of, reading_of
from knipa.web.coach.shown.habits import Habits
from knipa.web.coach.shown.week import Day
from knipa.web.coach.snapshot import PROTOCOL
from knipa.web.curve import Curve, draw
from knipa.web.models import Account

ASK_HOW_AFTER = timedelta(days=7)  # "how is it going?" is asked from the second week (our choice)
TOLD_FIRST = (  # the first of these that applies is the one sentence of why (our choice)
    Reason.PAUSED,
    Reason.REST_DAY,
    Reason.FIND_AFTER_GAP,
    Reason.EASED_AFTER_GAP,
    Reason.EASED_AFTER_PAIN,
    Reason.HEAVIER,
    Reason.TAKE_UP_AGAIN,
    Reason.MOVEMENT_AGAIN,
    Reason.STRENGTH_UP,
    Reason.FAST_UP,
    Reason.ENDURANCE_UP,
    Reason.START_CAPACITY,
    Reason.START_SMALL,
    Reason.NEXT_STEP,
)
LONG_S = 180  # a session that takes longer may also be done in two minutes (our choice)
CURVES_KEPT = 256  # in memory, a few kilobytes each (our choice)
ASK_FELT_FOR = timedelta(days=1)  # how a session felt is asked today and tomorrow (our choice)


@dataclass(frozen=True)
class Due:
    """What today asks of a person, in codes and in words."""

    facts: Facts
    plan: Plan
    words: Words
    round: Round | None = None

    @property
    def on(self) -> date:
        return self.facts.on

    @cached_property
    def told(self) -> Mapping[str, Any]:
        """The plan as its contract writes it, with a sentence for every reason."""
        return plan_json(self.plan, self.words)

    @property
    def may(self) -> str:
        return self.plan.clearance.may.value

    @property
    def state(self) -> str:
        """What the page shows: `care`, `wait`, `rest`, `enough` (for today) or `go`."""
        if self.plan.clearance.may is May.SEEK_CARE:
            return "care"
        if self.plan.clearance.may is May.WAIT or not self.plan.doses:
            return "wait"
        if self.plan.today.rest_day:
            return "rest"
        return "go" if self.plan.today.left else "enough"

    @property
    def page(self) -> str:
        return f"today/{self.state}.html"

    @cached_property
    def reason(self) -> Mapping[str, Any]:
        """The one sentence of why: what is new, else how far it is to the next step, else where one stands."""
        sentences: list[Mapping[str, Any]] = self.told["because"]
        told = [*zip(self.plan.because, sentences, strict=True)]
        for reason in TOLD_FIRST:
            for because, sentence in told:
                if because.reason is reason and because.values.get("done") != 0:  # "0 of 3" tells nothing yet
                    return sentence
        return told[0][1]

    @cached_property
    def habits(self) -> Habits:
        """How regularly the person trains, and what makes it easier to go on."""
        return Habits(self.plan, self.facts, self.words)

    @property
    def week(self) -> list[Day]:
        """The dots of this week."""
        return self.habits.week

    @property
    def paused_until(self) -> date | None:
        """The last day of the pause that today lies in."""
        pause = self.facts.person.paused(self.on)
        return pause.to if pause else None

    @property
    def why(self) -> list[Mapping[str, Any]]:
        """The reasons that the page has not told already at its top."""
        return [because for because in self.told["because"] if because != self.reason]

    @property
    def turn_to_care(self) -> list[Mapping[str, Any]]:
        """The advice that is to be followed before the rest: care is needed."""
        return [advice for advice in self.told["advice"] if advice.get("urgency")]

    @property
    def beside(self) -> list[Mapping[str, Any]]:
        """The advice that stands beside the training."""
        return [advice for advice in self.told["advice"] if not advice.get("urgency")]

    @property
    def signs_if_it_hurts(self) -> list[str]:
        """What holds once pain is told of, as `ready` keeps it."""
        return sorted(sign.value for sign in with_pain(self.facts.signs))

    @cached_property
    def reader(self) -> Reader:
        """How the guide is worded for this person."""
        return reading_of(self.facts.person, self.on, place_of(self.words)).reader

    @property
    def care(self) -> Care:
        """Whom this person rings."""
        return Care(self.words)

    @property
    def number_to_ring(self) -> str | None:
        """The number that is rung first, as soon as it has to be; None where no number is known."""
        urgent = self.plan.clearance.urgency is Urgency.NOW
        return self.care.numbers.get("emergency" if urgent else "advice")

    @cached_property
    def guide(self) -> Guiding:
        """What of the guide stands beside this day."""
        return Guiding(self.plan, self.facts.person, self.reader)

    @property
    def stage(self) -> str:
        return self.words.write(self.plan.stage) if self.plan.stage else ""

    @property
    def position(self) -> str:
        return self.words.write(self.plan.position) if self.plan.position else ""

    @cached_property
    def doses(self) -> list[tuple[str, Dose]]:
        """Each dose with its name."""
        return [(self.words.write(dose.movement or dose.exercise), dose) for dose in self.plan.doses]

    @property
    def minutes(self) -> int:
        """About how long the session takes."""
        return max(1, round(self._lasts_s / 60))

    @property
    def _lasts_s(self) -> int:
        return sum(5 + dose.reps * (dose.hold_s + dose.rest_s) for dose in self.plan.doses)

    @cached_property
    def short(self) -> "Due | None":
        """The same day in two minutes; None where the whole is brief already, or not even one of each fits."""
        doses = _short(tuple(self.plan.doses)) if self.round is None and self._lasts_s > LONG_S else ()
        return replace(self, plan=replace(self.plan, doses=doses), round=Round.SHORT) if doses else None

    @property
    def drills(self) -> frozenset[str]:
        """The drills that are open on this day, sessions or not."""
        return frozenset(name.value for name in DrillName if may_drill(name, self.plan))

    @property
    def asked(self) -> bool:
        return self.facts.asked

    @property
    def unfelt(self) -> UUID | None:
        """The last session, if it is recent, something was done in it, and nobody has said how it felt."""
        last = max(self.facts.sessions, key=lambda session: session.at, default=None)
        recent = last and self.on - last.on <= ASK_FELT_FOR
        return last.id if last and recent and last.done and not last.felt and not last.hurt else None

    @property
    def asks_how(self) -> bool:
        first = self.plan.progress.first_session
        return first is not None and self.on - first >= ASK_HOW_AFTER

    @property
    def sheet(self) -> Mapping[str, Any]:
        return sheet_json(self.plan, self.words, self.words.locale, self.round)

    @property
    def curve(self) -> Curve:
        """The session as a picture; many people and many days have the same doses, and so the same one."""
        return _curve(tuple(self.plan.doses), self.words.locale)


@lru_cache(maxsize=CURVES_KEPT)
def _curve(doses: tuple[Dose, ...], locale: str) -> Curve:
    return draw({"cues": cues_json(doses, words(locale))})


@lru_cache(maxsize=CURVES_KEPT)
def _short(doses: tuple[Dose, ...]) -> tuple[Dose, ...]:
    return short_round(doses)


def due(account: Account, at: datetime, locale: str) -> Due | None:
    """Return what today asks, or None before the first answers."""
    facts = facts_of(account, at)
    if facts is None:
        return None
    plan = follow(built_in(PROTOCOL), facts.person, facts.lines, facts.on, since=facts.course)
    return Due(facts, plan, words_of(account, locale, facts.person.timezone))


def say(table: str, key: str, locale: str) -> str:
    """Return a sentence of the content."""
    return words(locale).text(table, key)


def signs(account: Account) -> frozenset[str]:
    """Return the signs that hold now."""
    told = latest(account)
    return frozenset(sign.value for sign in signs_of(account, person_in(told, None))) if told else frozenset()
