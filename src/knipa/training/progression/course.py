"""Where a person stands: what is carried from one day to the next while the log is read."""

from collections import deque
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import date, timedelta

from knipa.training.exercise import Effort, Exercise, Movement, Position
from knipa.training.person import PAIN_SIGNS, Person, Sign, Situation, Surgery, Unable
from knipa.training.plan import Change
from knipa.training.programme import LADDERS, Levels, Stage
from knipa.training.protocol import Protocol, Rung
from knipa.training.reason import Because, Reason
from knipa.training.screening import GENTLE_DATES, Lately, May, boundaries, screen
from knipa.training.session_log import Contact

PAIN_FREE_DATES = 2  # dates answered pain-free that end letting go (R6; our choice)
PAIN_AGAIN_DAYS = 14  # pain so soon again asks for care (R42; our choice †)
LEAVE_DAYS = 28  # how long a movement that leaked is left be (R35; our choice †)
SURE_ROUNDS = 3  # clear rounds, not hard, in a row: sure of technique (R22; our choice)
CHANGES_KEPT = 24  # what has changed is told so far back (our choice)


@dataclass(slots=True)
class Course:
    """The one mutable value of the engine: `follow` carries it through the log, a day at a time.

    All dates before the day it stands at are in it, so that it may be kept and gone on from. `may` and
    `maintaining` are kept until a date, a word or a sign can have changed them.
    """

    protocol: Protocol
    person: Person

    # what the person has said, the latest word of each
    signs: frozenset[Sign] = frozenset()
    stronger: bool | None = None
    satisfied: bool | None = None
    satisfied_on: date | None = None
    enough: bool | None = None
    worse: bool | None = None
    wants_help: bool | None = None

    # pain, and the way back from it
    hurts: bool = False
    pain_signs: frozenset[Sign] = frozenset()
    pain_on: date | None = None
    relax_since: date | None = None
    relief_on: date | None = None
    pain_again: bool = False
    pain_free: set[date] = field(default_factory=set)

    # the stage earned
    past_find: bool = False
    anew_from: date | None = None
    find_dates: set[date] = field(default_factory=set)
    standing: bool = False
    functional: bool = False
    stand_dates: set[date] = field(default_factory=set)
    was_gentle: bool = False
    gentle_dates: deque[date] = field(default_factory=lambda: deque(maxlen=GENTLE_DATES))
    let_go_rounds: int = 0

    # the dose
    levels: Levels | None = None
    ceilings: dict[Exercise, Effort] = field(default_factory=dict)
    clean_days: dict[Exercise, int] = field(default_factory=dict)
    untired_days: dict[Exercise, int] = field(default_factory=dict)
    returning: Levels | None = None
    measured_on: date | None = None  # of the self-test that the levels began from
    find_round: bool = False
    news: list[Because] = field(default_factory=list)
    changes: deque[Change] = field(default_factory=lambda: deque(maxlen=CHANGES_KEPT))

    # rounds
    first_session: date | None = None
    last_session: date | None = None
    first_line: date | None = None
    trained: deque[date] = field(default_factory=lambda: deque(maxlen=7))
    sure: deque[bool] = field(default_factory=lambda: deque(maxlen=SURE_ROUNDS))
    heavier: bool = False
    contacts: dict[Position, Contact] = field(default_factory=dict)
    kept: Position | None = None
    none_since: date | None = None
    technique_on: date | None = None  # the last word, beside the sessions, on how clear the squeeze is
    leaving: dict[Movement, date] = field(default_factory=dict)

    # kept until something can have changed them
    may: May = May.TRAIN
    maintaining: bool = False
    stale: bool = True
    ahead: list[date] = field(
        default_factory=list
    )  # days on which a date alone may change things, last first

    @classmethod
    def begin(cls, protocol: Protocol, person: Person) -> "Course":
        """Return the course before the first line; undated answers are older than the log."""
        course = cls(protocol=protocol, person=person)
        course.stronger, course.satisfied, course.wants_help = (
            person.stronger,
            person.satisfied,
            person.wants_help,
        )
        course.past_find = person.found
        if person.signs_on is None:
            course.tell_signs(person.signs, None)
        if person.found:
            course.start(None)
        days = {*boundaries(person)} | ({person.capacity.measured_on} if person.capacity else set())
        course.ahead = sorted(days, reverse=True)
        return course

    def copied(self) -> "Course":
        """Return the same course, to go on from without moving this one."""
        course = copy(self)
        for name in self.__slots__:
            if isinstance(value := getattr(self, name), set | list | dict | deque):
                setattr(course, name, value.copy())
        return course

    def wake(self, day: date) -> None:
        """Come to this day: let every date that has come since take effect, one after the other."""
        while self.ahead and self.ahead[-1] <= day:
            come = self.ahead.pop()
            if come == self.person.signs_on:
                self.tell_signs(self.person.signs, come)
                self.painless(come)
            if self.person.capacity and come == self.person.capacity.measured_on and self.past_find:
                self.start(come)
            self.settle(come)
            self.stale = True
        if self.stale:
            self.settle(day)
            self.stale = False

    def settle(self, day: date) -> None:
        """Decide anew what one may do, and whether one keeps what is reached."""
        self.may = screen(self.person, self.lately, day).may
        if self.may is May.GENTLE:
            self.was_gentle = True
        elif self.may is May.TRAIN and self.was_gentle:
            self.was_gentle = False
            if self.last_session:
                self.find_anew(day)
        was_maintaining = self.maintaining
        self.maintaining = bool(self.satisfied) and self.past_find and self.satisfied_still(day)
        if self.maintaining and not was_maintaining:
            self.note(self.satisfied_on or day, Reason.MAINTAINING)

    @property
    def lately(self) -> Lately:
        """What screening needs to know of the log."""
        return Lately(signs=self.signs | self.pain_signs, hurts=self.hurts, gentle_dates=self.gentle_dates)

    def satisfied_still(self, day: date) -> bool:
        """Tell whether the answer "satisfied" still holds: no pregnancy, no operation and no new start since."""
        said = self.satisfied_on or self.first_line
        operated = said and any(
            isinstance(event, Surgery) and said < event.on <= day for event in self.person.events
        )
        anew = self.anew_from and (self.satisfied_on is None or self.satisfied_on < self.anew_from)
        return not (operated or anew or self.person.pregnant(day))

    # --- signs and pain

    def tell_signs(self, signs: Iterable[Sign], day: date | None) -> None:
        """Take the signs that hold now; pain among them means letting go from this day."""
        told = frozenset(signs)
        if Sign.PAIN_AT_SEX in told - self.signs:
            self.let_go_rounds = 0
        self.signs = told - PAIN_SIGNS
        if pain := told & PAIN_SIGNS:
            self.pain_signs = pain
            self.pain(day)
        self.stale = True

    def pain(self, day: date | None) -> None:
        """It hurt on this day: only letting go from now on (R6)."""
        if not self.hurts:
            soon = day and self.relief_on and (day - self.relief_on).days <= PAIN_AGAIN_DAYS
            self.hurts, self.relax_since, self.pain_again = True, day, bool(soon)
            self.note(day, Reason.ONLY_LETTING_GO)
        self.pain_on = day
        self.pain_free.clear()
        self.find_dates.clear()
        self.stand_dates.clear()
        self.count_anew()
        self.stale = True

    def painless(self, day: date) -> None:
        """This date was answered pain-free; the second one ends letting go, one step lower."""
        if not self.hurts or (self.pain_on and day <= self.pain_on):
            return
        self.pain_free.add(day)
        if len(self.pain_free) >= PAIN_FREE_DATES:
            self.hurts, self.pain_signs, self.relief_on = False, frozenset(), day
            self.pain_on = self.relax_since = None
            self.pain_free.clear()
            self.step_down()
            self.ceilings = dict.fromkeys(LADDERS, Effort.MODERATE)
            self.news = [self.note(day, Reason.EASED_AFTER_PAIN)]
        self.stale = True

    def note(self, day: date | None, reason: Reason, **values: int) -> Because:
        """Remember that something has changed on this day, and return why; what has no day is older than the log."""
        because = Because(reason, values)
        if day:
            self.changes.append(Change(day, because))
        return because

    # --- the dose

    def start(self, day: date | None) -> None:
        """Begin building: from the self-test where there is one, else small (RULES.md, "Dose")."""
        capacity, ladders = self.person.capacity, self.protocol.ladders
        counts = capacity and day and capacity.measured_on <= day
        if capacity and counts and not (self.anew_from and capacity.measured_on < self.anew_from):
            self.levels = Levels.measured(ladders, capacity)
            self.measured_on = capacity.measured_on
            self.news = [self.note(day, Reason.START_CAPACITY, **_rung(self.levels.strength))]
        else:
            self.levels = Levels.first(ladders)
            self.news = [self.note(day, Reason.START_SMALL, **_rung(self.levels.strength))]
            self.measured_on = None
        self.returning = None
        self.count_anew()

    def count_anew(self) -> None:
        """Forget the days towards the next step."""
        self.clean_days = dict.fromkeys(LADDERS, 0)
        self.untired_days = dict.fromkeys(LADDERS, 0)

    def find_anew(self, day: date) -> None:
        """After soft squeezes the technique is found anew, and training begins from the start (R18).

        What was said of strength before no longer holds.
        """
        self.stronger = None
        self.sure.clear()
        self.past_find = self.standing = self.functional = self.find_round = False
        self.levels = self.returning = self.kept = None
        self.anew_from = day
        self.find_dates.clear()
        self.stand_dates.clear()
        self.contacts.clear()
        self.news = [self.note(day, Reason.FIND_ANEW)]

    def step_down(self) -> None:
        """Undo one step of each exercise."""
        if self.levels:
            ladders = self.protocol.ladders
            self.returning = self.returning or self.levels if self.maintaining else self.returning
            self.levels = self.levels.moved(lambda exercise, rung: ladders.of(exercise).down(rung))
            self.count_anew()

    # --- where one stands

    @property
    def in_step_down(self) -> bool:
        """Stronger by one's own word, and sure of technique: fewer days are enough (R22)."""
        return bool(self.stronger) and len(self.sure) == SURE_ROUNDS and all(self.sure)

    @property
    def can_stand(self) -> bool:
        """Standing is earned, possible, and did not feel heavier last."""
        return self.standing and Unable.STANDING not in self.person.cannot and not self.heavier

    @property
    def earned(self) -> Stage:
        """The stage that training has led to."""
        if not self.past_find:
            return Stage.FIND
        if not self.can_stand:
            return Stage.BUILD
        return Stage.FUNCTIONAL if self.functional else Stage.STANDING

    def left_be(self, day: date) -> dict[Movement, date]:
        """Return the movements that are left be, each with the day on which it is offered again (R35)."""
        until = {movement: since + timedelta(LEAVE_DAYS) for movement, since in self.leaving.items()}
        return {movement: back for movement, back in until.items() if day < back}

    @property
    def lets_go_first(self) -> bool:
        """Pain at sex: letting go comes first (R5)."""
        return Sign.PAIN_AT_SEX in self.signs

    def notices(self, situation: Situation) -> bool:
        """Tell whether the person named this situation."""
        return situation in self.person.trouble_when


def _rung(rung: Rung) -> dict[str, int]:
    return {"hold": rung.hold_s, "reps": rung.reps}
