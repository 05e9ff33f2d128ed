"""How a life with Knipa is written: how long, how often, how it feels, and what happens on the way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from knipa.contract import write_person
from knipa.training.person import Person

type Told = Mapping[str, Any]  # plain values, as a form or the player tells them

TIMEZONE = "Europe/Stockholm"
HURT = "hurt"  # a round that was stopped because it hurt
UNSAID = "unsaid"  # a round of which nobody has said how it felt
UNASKED = "own"  # a round of one's own, though the plan asks for none

_WELL: Told = {"ease": "right", "contact": "clear", "let_go": True, "pain": False}
FEELS: Mapping[str, Told | None] = {  # how a round may feel, in one word
    "right": _WELL,
    "easy": {**_WELL, "ease": "easy"},
    "tired": {**_WELL, "tired": True},
    "fresh": {**_WELL, "ease": "easy", "tired": False},
    "hard": {**_WELL, "ease": "hard"},
    "faint": {**_WELL, "contact": "faint"},
    "none": {**_WELL, "ease": "hard", "contact": "none"},
    "tense": {**_WELL, "let_go": False},
    "heavy": {**_WELL, "heavier": True},
    "light": {**_WELL, "heavier": False},
    HURT: None,
    UNSAID: None,
    UNASKED: None,
}


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which the days are alike: rounds a day, a digit each, and how they feel; both begin again."""

    from_day: int
    rounds: str
    feels: str

    def rounds_of(self, number: int) -> tuple[str, ...]:
        """Return how each round of this day feels."""
        words, passed = self.feels.split(), number - self.from_day
        count = int(self.rounds[passed % len(self.rounds)])
        return tuple(words[(passed + step) % len(words)] for step in range(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What makes one day differ from those around it; it happens in this order."""

    answers: Callable[[date], Person] | None = None  # new answers, from the first day's date
    signs: tuple[str, ...] | None = None  # told on the safety page
    ready: str = "same"  # "is anything new, or does anything hurt?"
    rounds: str | None = None  # how each felt; None: as the spell has it
    trouble: tuple[str, ...] = ()  # the movements that leaked
    word: Told | None = None  # how it is going
    asked: bool = False  # has answered the question before a session, and not begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """Where someone is to stand today: what the page shows, the stage, and whether it has asked already."""

    state: str
    stage: str | None = None
    asked: bool = False
    may: str = "train"
    because: str | None = None  # a reason that must be among those given


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one of the cast lives through. Turns are told by day: 0 is the first, -1 is yesterday."""

    days: int  # lived before today
    person: Callable[[date], Person]
    spells: tuple[Spell, ...]
    turns: Mapping[int, Turn] = field(default_factory=dict)
    today: Turn = Turn(rounds="")  # today nobody trains by habit
    wishes: Sequence[Told] = ()  # of reminders, which come by a calendar: a demonstration sends nothing
    now: Now

    def turn(self, number: int) -> Turn:
        """Return what this day holds, with its rounds written out."""
        if number == self.days:
            return self.today
        return self.turns.get(number) or self.turns.get(number - self.days) or Turn()

    def rounds(self, number: int) -> tuple[str, ...]:
        """Return how each round of this day feels."""
        told = self.turn(number).rounds
        if told is not None or number == self.days:
            return tuple((told or "").split())
        spell = next(each for each in reversed(self.spells) if each.from_day <= number)
        return spell.rounds_of(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day as it is lived, in plain values."""

    on: date
    answers: Told | None
    signs: tuple[str, ...] | None
    ready: str
    rounds: tuple[str, ...]
    trouble: tuple[str, ...]
    word: Told | None
    asked: bool


def session_id(name: str, on: date, place: int) -> UUID:
    """Return the id of someone's session on a day, the first at place 0: always the same."""
    return uuid5(NAMESPACE_URL, f"knipa:demo:{name}:{on}:{place}")


def days_of(part: Part, today: date) -> Iterator[Day]:
    """Yield every day of a life, from the first answers to today."""
    first = today - timedelta(part.days)
    for number in range(part.days + 1):
        turn = part.turn(number)
        person = part.person if number == 0 else turn.answers
        yield Day(
            on=first + timedelta(number),
            answers=told(person(first)) if person else None,
            signs=turn.signs,
            ready=turn.ready,
            rounds=part.rounds(number),
            trouble=turn.trouble,
            word=turn.word,
            asked=turn.asked,
        )


def told(person: Person) -> Told:
    """Return a person's answers as the questions tell them: signs are dated by the day on which they are told."""
    written = write_person(person)
    known = {name: value for name, value in written.items() if name not in ("format", "signs_on")}
    return {**known, "seen_for": [each["sign"] for each in written["seen_for"]], "timezone": TIMEZONE}
