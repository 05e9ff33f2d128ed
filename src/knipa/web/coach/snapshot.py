"""Where a person stands, kept from day to day, so that a page reads the last few days of the log alone."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from knipa.contract import built_in, engine_mark, read_course, read_line, write_course
from knipa.training.person import Person
from knipa.training.progression import Course, stand
from knipa.training.session_log import Line
from knipa.web.models import Account, Snapshot

PROTOCOL = "1177"
RECENT = timedelta(days=1)  # lines so new are read each time: how they felt may still be told (our choice)


@dataclass(frozen=True, slots=True)
class Stood:
    """Where the person stood, and what has happened since, as it arrived; `course` None: from the beginning."""

    course: Course | None
    lines: list[Line]


def stood(account: Account, person: Person, on: date) -> Stood:
    """Return where the person stood before yesterday, and the lines since; one query, and one more once a day."""
    kept = _kept(account)
    course = _course(kept, person, on)
    told = account.log.filter(on__gte=kept.before) if course else account.log.all()
    # in the index's own order: asked for by id, SQLite would walk through years of lines to find the last ones
    arrived = sorted(told.values_list("id", "line"))
    lines = [read_line(line, "log") for _id, line in arrived]
    before = on - RECENT
    if not any(line.on < before for line in lines):
        return Stood(course, lines)
    course = stand(built_in(PROTOCOL), person, lines, before, since=course)
    _keep(kept, course, before)
    return Stood(course, [line for line in lines if line.on >= before])


def touch(account: Account, on: date | None) -> None:
    """Say, inside the transaction that writes, that a line of this date is written, or the answers (None).

    What was worked out before the write is not kept after it, and what holds an older state is thrown away.
    """
    kept = _kept(account)
    row = Snapshot.objects.filter(pk=kept.pk)
    row.update(revision=F("revision") + 1)
    (row if on is None else row.filter(before__gt=on)).update(before=None, course=None)


def revision(account: Account) -> int:
    """Return a number that grows with everything that is written to answers or log."""
    kept = getattr(account, "snapshot", None)
    return kept.revision if kept else 0


def _kept(account: Account) -> Snapshot:
    """The account's row, as it came with the account; only once so, for the next one may have been written since."""
    kept = getattr(account, "snapshot", None) or Snapshot.objects.get_or_create(account=account)[0]
    Account.snapshot.related.delete_cached_value(account)
    return kept


def _course(kept: Snapshot, person: Person, on: date) -> Course | None:
    """What was kept, if this engine made it and it lies before the day asked for."""
    if kept.before is None or kept.before > on or kept.engine != engine_mark(PROTOCOL) or not kept.course:
        return None
    try:
        return read_course(kept.course, built_in(PROTOCOL), person)
    except ValueError:  # spoilt on the disk: it is only a copy, and is worked out anew
        return None


def _keep(kept: Snapshot, course: Course, before: date) -> None:
    """Keep it, unless something has been written meanwhile."""
    Snapshot.objects.filter(pk=kept.pk, revision=kept.revision).update(
        engine=engine_mark(PROTOCOL), before=before, course=write_course(course)
    )
