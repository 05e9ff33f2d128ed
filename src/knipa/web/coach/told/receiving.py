"""Takes what devices have kept while there was no network: every line by itself, each event once, nothing lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from knipa.contract import Refusal, read_batch, write_line
from knipa.training.session_log import Line, Session
from knipa.web.coach.facts import RefusedError, TooMuchError
from knipa.web.coach.told.recording import LONGEST_LINE, refuse_later, store_once, tell_felt, tell_more
from knipa.web.models import Account

MOST_LINES = 500  # a season of sessions that have waited (our choice)
EARLIEST_YEAR = 2000  # before that, a device has lost its clock (our choice)
type Known = dict[UUID, Mapping[str, Any]]  # each event that is there, as it was told


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one line: `kept`, `known` or `refused`."""

    id: str | None  # as it was sent
    status: str
    why: str = ""


def receive(account: Account, data: bytes, at: datetime) -> list[Received]:
    """Keep a batch `knipa.sync/1`; each line in a transaction of its own, so that what is answered is kept.

    Raises:
        RefusedError: if it is no batch.
        TooMuchError: if it holds more lines than are taken at once.
    """
    try:
        batch = read_batch(data, "sync")
    except Refusal as refusal:
        raise RefusedError(str(refusal)) from refusal
    if len(batch) > MOST_LINES:
        raise TooMuchError(f"sync: lines: expected at most {MOST_LINES}, got {len(batch)}")
    known = _known(account, [line.id for _id, line in batch if not isinstance(line, Refusal)])
    return [_received(account, sent, line, at, known) for sent, line in batch]


def _received(
    account: Account, sent: str | None, line: Line | Refusal, at: datetime, known: Known
) -> Received:
    if isinstance(line, Refusal):
        return Received(sent, "refused", str(line))
    try:
        _refuse_odd(line, at)
    except RefusedError as refused:
        return Received(sent, "refused", str(refused))
    return Received(sent, "kept" if _keep(account, line, known) else "known")


def _refuse_odd(line: Line, at: datetime) -> None:
    """Refuse what no device can honestly have seen."""
    if line.at.year < EARLIEST_YEAR:
        raise RefusedError(f"line: at: expected no earlier than {EARLIEST_YEAR}, got {line.at.isoformat()}")
    if isinstance(line, Session) and len(str(write_line(line))) > LONGEST_LINE:
        raise RefusedError("line: done: longer than a session can be")
    refuse_later(line, at, "line")


def _keep(account: Account, line: Line, known: Known) -> bool:
    """Keep what is new in a line: the event, else more of a session, else how it felt, once."""
    if line.id not in known:
        row, new = store_once(account, line)
        known[line.id] = row.line
        if new:
            return True
    if not isinstance(line, Session) or not _is_open(known[line.id]):
        return False
    told = write_line(line)
    if _tells_more(told, known[line.id]) and tell_more(account, line):
        known[line.id] = told
        return True
    if line.felt is None:
        return False
    known[line.id] = {**known[line.id], "felt": told["felt"]}
    trouble = {
        each["movement"]: each["trouble"] for each in told["done"] if "movement" in each and "trouble" in each
    }
    return tell_felt(account, line.id, told["felt"], trouble)


def _known(account: Account, ids: list[UUID]) -> Known:
    return dict(account.log.filter(event_id__in=ids).values_list("event_id", "line"))


def _is_open(kept: Mapping[str, Any]) -> bool:
    """Whether a session may still be told how it felt, and so may still be told whole."""
    return kept["kind"] == "session" and "felt" not in kept


def _tells_more(told: Mapping[str, Any], kept: Mapping[str, Any]) -> bool:
    """Whether what is kept is only how far the session had come, as a device that was closed in the middle tells it."""
    return kept["ended"] == "early" and _reps(told) > _reps(kept)


def _reps(line: Mapping[str, Any]) -> int:
    return sum(each["reps"] for each in line["done"])
