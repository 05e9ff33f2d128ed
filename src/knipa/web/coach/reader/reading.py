"""Who reads the guide: how it is worded for them, and the articles that are about them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from knipa.content.articles import Place, Reader
from knipa.content.words import Words
from knipa.training.person import (
    PAIN_SIGNS,
    Anatomy,
    Birth,
    Motive,
    Operation,
    Person,
    Sign,
    Situation,
    Surgery,
)
from knipa.web.coach.facts import latest, person_in
from knipa.web.coach.reader.care import SWEDEN, words_of
from knipa.web.models import Account

YEAR = timedelta(
    days=365
)  # for so long after a birth or an operation the text speaks of it (R40; ours for operations)
BY_MOTIVE = {
    Motive.LEAK_STOOL: "bowel",
    Motive.LEAK_GAS: "bowel",
    Motive.PROLAPSE: "prolapse",
    Motive.HEAVINESS: "prolapse",
    Motive.CHRONIC_COUGH: "chronic-cough",
    Motive.MENOPAUSE: "menopause",
    Motive.SEXUAL_FUNCTION: "sex",
}
BY_OPERATION = {
    Operation.PROSTATECTOMY: "prostate-surgery",
    Operation.HYSTERECTOMY: "hysterectomy",
    Operation.PROLAPSE: "prolapse-surgery",
    Operation.URINARY_INCONTINENCE: "leak-surgery",
    Operation.FAECAL_INCONTINENCE: "leak-surgery",
    Operation.OTHER_PELVIC: "surgery",
}
AT_EXERCISE = frozenset({Situation.RUN, Situation.JUMP, Situation.HARD_TRAINING})
AT_EFFORT = frozenset({Situation.COUGH_SNEEZE_LAUGH, Situation.RISE, Situation.LIFT, *AT_EXERCISE})
MOST_OF_MINE = 5  # articles named as one's own (our choice)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the guide is worded for a person, and which articles are theirs, the nearest first."""

    reader: Reader
    mine: tuple[str, ...] = ()


def reading(account: Account, at: datetime, locale: str, body: str = "") -> Reading:
    """Return how the guide is read by this account; before the first answers as by anyone.

    `body` is the anatomy where it has been told and not yet saved.
    """
    told = latest(account) if account.pk else None
    if told is None:
        read = Reading(Reader(place=place_of(words_of(account, locale, None))))
    else:
        person = person_in(told, None)
        place = place_of(words_of(account, locale, person.timezone))
        read = reading_of(person, at.astimezone(ZoneInfo(person.timezone)).date(), place)
    if body not in {each.value for each in Anatomy}:
        return read
    return replace(read, reader=replace(read.reader, body=Anatomy(body).value))


def reading_of(person: Person, on: date, place: Place) -> Reading:
    """Return how a person reads on a day."""
    mine = tuple(dict.fromkeys(_mine(person, on)))[:MOST_OF_MINE]
    return Reading(Reader(person.anatomy.value, _situations(person, on), place), mine)


def _situations(person: Person, on: date) -> frozenset[str]:
    surgeries = [event.on for event in person.events if isinstance(event, Surgery)]
    holds = {
        "pregnant": person.pregnant(on),
        "after_birth": any(on - birth.on <= YEAR for birth in person.births(on)),
        "before_surgery": any(on < day for day in surgeries),
        "after_surgery": any(timedelta() <= on - day <= YEAR for day in surgeries),
    }
    return frozenset(name for name, is_so in holds.items() if is_so)


def place_of(say: Words) -> Place:
    """Return where the guide's texts take the reader to be: where they seek care."""
    return "in_sweden" if say.pack.lies_in(SWEDEN) else "elsewhere"


def _mine(person: Person, on: date) -> Iterator[str]:
    if not PAIN_SIGNS.isdisjoint(person.signs) or Sign.PAIN_AT_SEX in person.signs:
        yield "pain"
    if not person.found:
        yield from ("find", "check")
    yield from _events(person, on)
    yield from _motives(person)
    if person.anatomy is Anatomy.PENIS:
        yield "men"
    yield from ("before-the-cough", "positions", "habit")


def _events(person: Person, on: date) -> Iterator[str]:
    if person.pregnant(on):
        yield "pregnant"
    for event in person.events:
        if isinstance(event, Birth) and timedelta() <= on - event.on <= YEAR:
            yield "after-birth"
        if isinstance(event, Surgery) and on - event.on <= YEAR:
            yield BY_OPERATION[event.operation]


def _motives(person: Person) -> Iterator[str]:
    when: Sequence[Situation] = person.trouble_when
    if Motive.LEAK_URINE in person.reasons and not AT_EFFORT.isdisjoint(when):
        yield "leak-cough"
    if Situation.URGE in when:
        yield "leak-urge"
    if not AT_EXERCISE.isdisjoint(when):
        yield "exercise-and-leakage"
    if Motive.LEAK_URINE in person.reasons:
        yield "kinds"
    yield from (BY_MOTIVE[motive] for motive in person.reasons if motive in BY_MOTIVE)
