"""What happened, kept in the log: sessions, how they felt, and a word on how things stand."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from knipa.contract import Refusal, read_line, write_line
from knipa.training.exercise import Dose, Exercise
from knipa.training.person import PAIN_SIGNS, Sign
from knipa.training.session_log import Check, Contact, Done, Ended, Line, Session, Source
from knipa.web.coach.facts import RefusedError, facts_of, signs_of
from knipa.web.coach.shown.day import due
from knipa.web.coach.snapshot import touch
from knipa.web.models import Account, LogLine

LONGEST_LINE = 64_000  # bytes; the longest honest session is far below (our choice)
ZONES_APART = timedelta(days=1)  # a line may be written where tomorrow has come (CONTRACTS.md, Time)


def ready(account: Account, how: str, at: datetime) -> None:
    """Keep the answer to the question before a session: `same`, `painless` or `hurts`."""
    facts = facts_of(account, at)
    if facts is None:
        return
    store(account, check_line(facts.at, signs=signs_told(how, signs_of(account, facts.person))))


def signs_told(how: str, held: Collection[Sign]) -> tuple[Sign, ...]:
    """Return the signs that hold after the answer `same`, `painless` or `hurts`."""
    signs = {*held}
    if how == "painless":
        signs -= PAIN_SIGNS
    elif how == "hurts" and signs.isdisjoint(PAIN_SIGNS):
        signs.add(Sign.PELVIC_PAIN)
    return tuple(sorted(signs))


def how_it_goes(account: Account, told: Mapping[str, bool], at: datetime) -> None:
    """Keep a word on how it goes: `stronger`, `satisfied`, `enough`, `worse`, `wants_help`."""
    facts = facts_of(account, at)
    if facts:
        store(account, check_line(facts.at, **told))


def technique(account: Account, contact: str, at: datetime) -> None:
    """Keep the answer to "does the squeeze feel right?": `clear`, `faint` or `none`."""
    facts = facts_of(account, at)
    if facts:
        store(account, check_line(facts.at, contact=Contact(contact)))


def log(account: Account, text: str, at: datetime) -> LogLine:
    """Keep a session that the player tells of; the same event twice is kept once.

    Raises:
        RefusedError: if it is no session, or lies in the future.
    """
    data = text.encode(errors="surrogatepass")
    if len(data) > LONGEST_LINE:
        raise RefusedError("session: longer than a session can be")
    try:
        line = read_line(data, "session")
    except Refusal as refusal:
        raise RefusedError(str(refusal)) from refusal
    if not isinstance(line, Session):
        raise RefusedError('session: kind: expected "session"')
    refuse_later(line, at, "session")
    return store(account, line)


def refuse_later(line: Line, at: datetime, name: str) -> None:
    """Refuse what is dated later than tomorrow where it was written.

    Raises:
        RefusedError: naming the moment.
    """
    if line.on > at.astimezone(line.at.tzinfo).date() + ZONES_APART:
        raise RefusedError(f"{name}: at: expected no later than tomorrow, got {line.at.isoformat()}")


def log_by_table(
    account: Account, event_id: UUID, ended: str, at: datetime, locale: str, *, short: bool = False
) -> LogLine | None:
    """Keep today's session as planned, whole or short, for someone who followed the table; None when none was due."""
    if known := account.log.filter(event_id=event_id).first():
        return known
    today = due(account, at, locale)
    if today and short:
        today = today.short or today
    if today is None or today.state != "go" or today.plan.position is None:
        return None
    whole = Ended(ended) is Ended.WHOLE
    return store(
        account,
        Session(
            id=event_id,
            at=today.facts.at,
            source=Source.PAPER,
            position=today.plan.position,
            round=today.round,
            ended=Ended(ended),
            done=as_planned(today.plan.doses) if whole else (),
        ),
    )


def feel(account: Account, event_id: UUID, felt: Mapping[str, Any], troubled: Collection[str]) -> None:
    """Write once, into the session itself, how it felt and which movements gave trouble."""
    done = account.log.get(event_id=event_id, kind="session").line["done"]
    tell_felt(
        account,
        event_id,
        felt,
        {each["movement"]: each["movement"] in troubled for each in done if each.get("movement")},
    )


def tell_felt(account: Account, event_id: UUID, felt: Mapping[str, Any], trouble: Mapping[str, bool]) -> bool:
    """Write how a session felt into it, with the trouble of each movement; False where that has been told before."""
    with transaction.atomic():
        kept = account.log.select_for_update().get(event_id=event_id, kind="session")
        if "felt" in kept.line:
            return False
        done = [
            {**each, "trouble": trouble[each["movement"]]} if each.get("movement") in trouble else each
            for each in kept.line["done"]
        ]
        touch(account, kept.on)
        kept.line = write_line(read_line({**kept.line, "done": done, "felt": dict(felt)}, "session"))
        kept.save(update_fields=["line"])
        return True


def tell_more(account: Account, line: Session) -> bool:
    """Let the whole session take the place of how far it had come; False where that has been said to feel somehow."""
    with transaction.atomic():
        kept = account.log.select_for_update().get(event_id=line.id, kind="session")
        if "felt" in kept.line:
            return False
        touch(account, min(kept.on, line.on))
        kept.on, kept.at, kept.line = line.on, line.at, write_line(line)
        kept.save(update_fields=["on", "at", "line"])
        return True


def check_line(at: datetime, **told: Any) -> Check:  # noqa: ANN401  # the fields of a check
    """Return a word on how things stand, as the person told it here."""
    return Check(id=uuid4(), at=at, source=Source.PLAYER, **told)


def as_planned(doses: Iterable[Dose]) -> tuple[Done, ...]:
    """Return a session as it is when it is done to the letter."""
    return tuple(_as_planned(dose) for dose in doses)


def _as_planned(dose: Dose) -> Done:
    return Done(
        exercise=dose.exercise,
        movement=dose.movement,
        reps=dose.reps,
        hold_s=dose.hold_s,
        held_s=dose.hold_s * dose.reps if dose.open and dose.exercise is Exercise.ENDURANCE else None,
    )


def store(account: Account, line: Line) -> LogLine:
    """Keep a line; the same event twice is kept once."""
    return store_once(account, line)[0]


def store_once(account: Account, line: Line) -> tuple[LogLine, bool]:
    """Keep a line, and say whether it was new."""
    told = {"kind": line.kind, "on": line.on, "at": line.at, "line": write_line(line)}
    with transaction.atomic():
        touch(account, line.on)
        return account.log.get_or_create(event_id=line.id, defaults=told)
