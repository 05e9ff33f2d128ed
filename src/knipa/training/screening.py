"""Whether it is safe to train today; the first rule that matches decides, and all that match are told."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from knipa.training.person import (
    PAST_DUE_DAYS,
    PREGNANCY_DAYS,
    Birth,
    PelvicCancerTreatment,
    Person,
    Pregnancy,
    Sign,
    Surgery,
)
from knipa.training.reason import Because, Reason

EARLY_DAYS = (
    84  # how long after birth or surgery care is asked for extra readily (our choice, RULES.md 2, 4, 6 †)
)
EARLY_BIRTH_DAYS = 42  # six weeks after birth: trials begin strength at 6-8 weeks (Bø 2015; our choice †)
GENTLE_DATES = 3  # painless dates with soft squeezes before training proper (R18; our choice †)


class May(StrEnum):
    """What the person may do today, from most to least."""

    TRAIN = "train"
    GENTLE = "gentle"
    RELAX = "relax"
    WAIT = "wait"
    SEEK_CARE = "seek_care"


class Urgency(StrEnum):
    """How soon to ring."""

    NOW = "now"
    TODAY = "today"
    SOON = "soon"


BARRED = frozenset({May.WAIT, May.SEEK_CARE})  # no training is asked for at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """What one may do, why, and until which day (exclusive) where a date decides."""

    may: May
    urgency: Urgency | None = None
    because: tuple[Because, ...]
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """What the log has told of before today, as screening needs it.

    `hurts` lasts from a pain until two dates have been answered pain-free; `gentle_dates` are the dates
    with painless soft squeezes.
    """

    signs: AbstractSet[Sign] = frozenset()
    hurts: bool = False
    gentle_dates: Sequence[date] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that stands in the way."""

    may: May
    because: Because
    urgency: Urgency | None = None
    until: date | None = None


def screen(person: Person, lately: Lately, on: date) -> Clearance:
    """Return what the person may do on this day.

    The findings come in the order of RULES.md 1-6, so the first decides and `because` is most careful first.
    """
    found = [*_look(person, lately, on)]
    if not found:
        return Clearance(may=May.TRAIN, because=(Because(Reason.NOTHING_HINDERS),))
    first = found[0]
    dates = [finding.until for finding in found if finding.may is first.may]
    return Clearance(
        may=first.may,
        urgency=first.urgency,
        because=tuple(finding.because for finding in found),
        until=None if None in dates else max(day for day in dates if day),
    )


def _look(person: Person, lately: Lately, on: date) -> Iterator[Finding]:
    yield from _seek_care(person, lately, on)
    yield from _wait(person, lately, on)
    yield from _relax(lately)
    yield from _gentle(person, lately, on)


def _seek_care(person: Person, lately: Lately, on: date) -> Iterator[Finding]:
    for sign in (Sign.SADDLE_NUMBNESS, Sign.NEW_LEG_WEAKNESS, Sign.CANNOT_PASS_URINE):
        if sign in lately.signs:
            yield Finding(May.SEEK_CARE, Because(Reason[sign.name]), Urgency.NOW)
    if Sign.FEVER_OR_WOUND_TROUBLE in lately.signs and _newly_operated_or_born(person, on):
        infection = Because(Reason.FEVER_OR_WOUND_TROUBLE, variant="after_event")
        yield Finding(May.SEEK_CARE, infection, Urgency.TODAY)
    bleeds_pregnant = Sign.UNEXPECTED_BLEEDING in lately.signs and person.pregnant(on)
    if bleeds_pregnant:
        bleeding = Because(Reason.UNEXPECTED_BLEEDING, variant="in_pregnancy")
        yield Finding(May.SEEK_CARE, bleeding, Urgency.TODAY)
    seen = {seen.sign for seen in person.seen_for if seen.on <= on}
    for sign in (
        Sign.BLOOD_IN_URINE,
        Sign.BLOOD_IN_STOOL,
        Sign.CANNOT_EMPTY,
        Sign.UNEXPECTED_BLEEDING,
        Sign.BULGE_OUTSIDE,
    ):
        if (
            sign in lately.signs
            and sign not in seen
            and not (bleeds_pregnant and sign is Sign.UNEXPECTED_BLEEDING)
        ):
            yield Finding(May.SEEK_CARE, Because(Reason[sign.name]), Urgency.SOON)


def _newly_operated_or_born(person: Person, on: date) -> bool:
    return any(
        isinstance(event, Birth | Surgery) and 0 <= (on - event.on).days <= EARLY_DAYS
        for event in person.events
    )


def _wait(person: Person, lately: Lately, on: date) -> Iterator[Finding]:
    for sign in (Sign.CATHETER, Sign.TOLD_TO_WAIT, Sign.FEVER):
        if sign in lately.signs:
            yield Finding(May.WAIT, Because(Reason[sign.name]))
    if Sign.FEVER_OR_WOUND_TROUBLE in lately.signs and not _newly_operated_or_born(person, on):
        yield Finding(May.WAIT, Because(Reason.FEVER_OR_WOUND_TROUBLE))
    for event in person.events:
        if isinstance(event, Birth | Surgery) and event.on <= on:
            yield from _wait_after(event, on)
        if isinstance(event, PelvicCancerTreatment) and event.on <= on:
            yield from _wait_after_cancer(event, on)


def _wait_after(event: Birth | Surgery, on: date) -> Iterator[Finding]:
    """Rule 4: the date for soft squeezes lies ahead, or an operation has no date that lets one begin."""
    if event.gentle_from:
        if on < event.gentle_from:
            yield _until(May.WAIT, Reason.BEFORE_GENTLE_FROM, event.gentle_from)
    elif isinstance(event, Surgery):
        if event.cleared_from is None and (on - event.on).days <= EARLY_DAYS:
            yield _until(May.WAIT, Reason.OPERATION_WITHOUT_DATE, event.on + timedelta(EARLY_DAYS + 1))
        if event.cleared_from and on < event.cleared_from:
            yield _until(May.WAIT, Reason.OPERATION_BEFORE_CLEARED, event.cleared_from)


def _wait_after_cancer(event: PelvicCancerTreatment, on: date) -> Iterator[Finding]:
    if event.cleared_from is None:
        if (on - event.on).days <= EARLY_DAYS:
            yield _until(May.WAIT, Reason.CANCER_WITHOUT_DATE, event.on + timedelta(EARLY_DAYS + 1))
    elif on < event.cleared_from:
        yield _until(May.WAIT, Reason.CANCER_BEFORE_CLEARED, event.cleared_from)


def _relax(lately: Lately) -> Iterator[Finding]:
    if not lately.hurts:
        return
    told = [sign for sign in (Sign.PELVIC_PAIN, Sign.PAIN_ON_SQUEEZE) if sign in lately.signs]
    for reason in [Reason[sign.name] for sign in told] or [Reason.SESSION_HURT]:
        yield Finding(May.RELAX, Because(reason))


def _gentle(person: Person, lately: Lately, on: date) -> Iterator[Finding]:
    for event in person.events:
        if isinstance(event, Birth | Surgery) and event.on <= on:
            yield from _gentle_after(event, lately, on)
    if Sign.WOUND_SORE in lately.signs:
        yield Finding(May.GENTLE, Because(Reason.WOUND_SORE))


def _gentle_after(event: Birth | Surgery, lately: Lately, on: date) -> Iterator[Finding]:
    """Rule 6: soft squeezes first, then careful training (R18)."""
    since = (on - event.on).days
    if event.cleared_from:
        if on < event.cleared_from:
            yield _until(May.GENTLE, Reason.BEFORE_CLEARED_FROM, event.cleared_from)
        elif since <= EARLY_DAYS and (soft := _gentle_since(event, lately)) < GENTLE_DATES:
            because = Because(Reason.FIRST_GENTLE_SESSIONS, {"done": soft, "of": GENTLE_DATES})
            yield Finding(May.GENTLE, because, until=event.on + timedelta(EARLY_DAYS + 1))
        return
    lasts = EARLY_BIRTH_DAYS if isinstance(event, Birth) else EARLY_DAYS
    if since < lasts and (event.gentle_from or isinstance(event, Birth)):
        reason = Reason.GENTLE_WITHOUT_CLEARANCE if event.gentle_from else Reason.BIRTH_WITHOUT_DATE
        yield _until(May.GENTLE, reason, event.on + timedelta(lasts))


def _gentle_since(event: Birth | Surgery, lately: Lately) -> int:
    return sum(1 for day in lately.gentle_dates if day >= event.on)


def _until(may: May, reason: Reason, day: date) -> Finding:
    return Finding(may, Because(reason, {"until": day}), until=day)


def boundaries(person: Person) -> list[date]:
    """Return the days on which a date alone may change what screening says, in order."""
    days = {person.signs_on, *(seen.on for seen in person.seen_for)}
    for event in person.events:
        if isinstance(event, Pregnancy):
            days |= {
                event.due - timedelta(PREGNANCY_DAYS),
                event.due + timedelta(PAST_DUE_DAYS + 1),
                event.ended,
            }
        elif isinstance(event, Birth | Surgery):
            days |= {event.on, event.on + timedelta(EARLY_BIRTH_DAYS), event.on + timedelta(EARLY_DAYS)}
            days |= {event.on + timedelta(EARLY_DAYS + 1), event.gentle_from, event.cleared_from}
        elif isinstance(event, PelvicCancerTreatment):
            days |= {event.on, event.on + timedelta(EARLY_DAYS + 1), event.cleared_from}
    return sorted(day for day in days if day)
