"""Where a person stands: what is carried from one day to the next while the log is read."""

from collections import deque
from collections.abc import Iterable
from copy import copy
from dataclasses import fields, replace
from datetime import date, timedelta

from knipa.training.exercise import Effort, Movement
from knipa.training.person import PAIN_SIGNS, Person, Sign, Situation, Surgery, Unable
from knipa.training.plan import Change, Lock
from knipa.training.programme import LADDERS, Levels, Stage
from knipa.training.progression.carried import SURE_ROUNDS, Carried
from knipa.training.protocol import Protocol
from knipa.training.reason import Because, Reason
from knipa.training.screening import BARRED, Lately, May, boundaries, screen

PAIN_FREE_DATES = 2  # dates answered pain-free that end letting go (R6; our choice)
PAIN_AGAIN_DAYS = 14  # pain so soon again asks for care (R42; our choice †)
EXERCISING = frozenset({Situation.RUN, Situation.JUMP, Situation.HARD_TRAINING})  # R35, R36
LEAVE_DAYS = 28  # how long a movement that leaked is left be (R35; our choice †)


class Course(Carried):
    """The one mutable value of the engine: `follow` carries it through the log, a day at a time.

    All dates before the day it stands at are in it, so that it may be kept and gone on from. `may` and
    `maintaining` are kept until a date, a word or a sign can have changed them.
    """

    __slots__ = ()

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
        for each in fields(self):
            if isinstance(value := getattr(self, each.name), set | list | dict | deque):
                setattr(course, each.name, value.copy())
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
        self._lock(day)
        if self.may is May.GENTLE:
            self.was_gentle = True
        elif self.may is May.TRAIN and self.was_gentle:
            self.was_gentle = False
            if self.last_session:
                self.find_anew(day)
        was_maintaining = self.maintaining
        self.maintaining = self.keeps(day)
        if self.maintaining and not was_maintaining:
            self.note(self.satisfied_on or day, Reason.MAINTAINING)

    @property
    def lately(self) -> Lately:
        """What screening needs to know of the log."""
        return Lately(signs=self.signs | self.pain_signs, hurts=self.hurts, gentle_dates=self.gentle_dates)

    def _lock(self, day: date) -> None:
        """Remember from when until when no training was asked for at all."""
        is_open = bool(self.locks) and self.locks[-1].until is None
        if self.may in BARRED and not is_open:
            self.locks.append(Lock(day))
        elif is_open and self.may not in BARRED:
            self.locks.append(replace(self.locks.pop(), until=day))

    def keeps(self, day: date) -> bool:
        """Tell whether what is reached is only kept from here on (R30)."""
        return bool(self.satisfied) and self.past_find and self.satisfied_still(day)

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
            self.step_down(day)
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
            self.move_to(Levels.measured(ladders, capacity), day)
            self.measured_on = capacity.measured_on
            self.news = [self.note(day, Reason.START_CAPACITY, **self._strength())]
        else:
            self.move_to(Levels.first(ladders), day)
            self.news = [self.note(day, Reason.START_SMALL, **self._strength())]
            self.measured_on = None
        self.returning = None
        self.count_anew()

    def move_to(self, levels: Levels | None, day: date | None) -> None:
        """Take these levels from this day on, and remember since when every ladder is at its target."""
        self.levels = levels
        if levels is None or levels != Levels.targets(self.protocol.ladders):
            self.targets_since = None
        elif self.targets_since is None:
            self.targets_since = day

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
        self.returning = self.kept = None
        self.move_to(None, day)
        self.anew_from = day
        self.find_dates.clear()
        self.stand_dates.clear()
        self.contacts.clear()
        self.news = [self.note(day, Reason.FIND_ANEW)]

    def step_down(self, day: date) -> None:
        """Undo one step of each exercise."""
        if self.levels:
            ladders = self.protocol.ladders
            self.returning = self.returning or self.levels if self.maintaining else self.returning
            self.move_to(self.levels.moved(lambda exercise, rung: ladders.of(exercise).down(rung)), day)
            self.count_anew()

    def _strength(self) -> dict[str, int]:
        assert self.levels is not None
        return {"hold": self.levels.strength.hold_s, "reps": self.levels.strength.reps}

    # --- where one stands

    @property
    def in_step_down(self) -> bool:
        """Stronger by one's own word, and sure of technique: fewer days are enough (R22)."""
        return bool(self.stronger) and self.sure_of_technique

    @property
    def sure_of_technique(self) -> bool:
        """The last rounds were clear, and no other muscles joined in (R22, R23)."""
        return len(self.sure) == SURE_ROUNDS and all(self.sure)

    @property
    def has_built(self) -> bool:
        """Building has reached its goals: every target, by training and not by a self-test alone (R35; our choice)."""
        return self.targets_since is not None and (self.targets_since != self.measured_on or self.functional)

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
    def leaks_at_exercise(self) -> bool:
        """Trouble is noticed at some exercise that one may leave, and take up again (R35)."""
        return not EXERCISING.isdisjoint(self.person.trouble_when)

    @property
    def lets_go_first(self) -> bool:
        """Pain at sex: letting go comes first (R5)."""
        return Sign.PAIN_AT_SEX in self.signs

    def notices(self, situation: Situation) -> bool:
        """Tell whether the person named this situation."""
        return situation in self.person.trouble_when
