"""What is known of a person after a day of the log, and carried to the next: words, pain, stage, dose and rounds."""

from collections import deque
from dataclasses import dataclass, field
from datetime import date

from knipa.training.exercise import Effort, Exercise, Movement, Position
from knipa.training.person import Person, Sign
from knipa.training.plan import Ask, Change, Lock
from knipa.training.programme import Levels
from knipa.training.protocol import Protocol
from knipa.training.reason import Because
from knipa.training.screening import GENTLE_DATES, May
from knipa.training.session_log import Contact

SURE_ROUNDS = 3  # clear rounds, not hard, in a row: sure of technique (R22; our choice)
CHANGES_KEPT = 24  # what has changed is told so far back (our choice)
LOOKS_BACK_DAYS = 28  # how far back one looks at how regularly one trains: four weeks (our choice)
LOCKS_KEPT = 8  # so many times in four weeks training may have been locked, and be known of (our choice)


@dataclass(slots=True)
class Carried:
    """The facts of one day, as the next one finds them; `may` and `maintaining` until something changes them."""

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
    trained: deque[date] = field(default_factory=lambda: deque(maxlen=LOOKS_BACK_DAYS))
    asks: deque[Ask] = field(default_factory=lambda: deque(maxlen=LOOKS_BACK_DAYS))
    locks: deque[Lock] = field(default_factory=lambda: deque(maxlen=LOCKS_KEPT))
    moments: dict[date, int] = field(
        default_factory=dict
    )  # squeezes used in life, of the latest dates with any
    sure: deque[bool] = field(default_factory=lambda: deque(maxlen=SURE_ROUNDS))
    heavier: bool = False
    contacts: dict[Position, Contact] = field(default_factory=dict)
    kept: Position | None = None
    none_since: date | None = None
    technique_on: date | None = None  # the last word, beside the sessions, on how clear the squeeze is
    answered_on: date | None = None  # the last word on being stronger or satisfied, whatever it was
    targets_since: date | None = None  # the day on which every ladder had reached its target
    leaving: dict[Movement, date] = field(default_factory=dict)

    # kept until something can have changed them
    may: May = May.TRAIN
    maintaining: bool = False
    stale: bool = True
    ahead: list[date] = field(
        default_factory=list
    )  # days on which a date alone may change things, last first
