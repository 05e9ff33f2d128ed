"""What an answer means: it has arrived, or why not and when to try again."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from knipa.web import clock
from knipa.web.reminders.outcome import Delivered, Failed, Outcome, Why
from knipa.web.reminders.outgoing.post import Answered, NotAnswered

ASK_TO_WAIT = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
LONGEST_WAIT_S = 24 * 3600  # whoever asks for more does not mean it (our choice)


def outcome(answer: Answered | NotAnswered, gone: tuple[HTTPStatus, ...]) -> Outcome:
    """Say what became of it; `gone` are the answers by which this kind of receiver says that it is no more."""
    if isinstance(answer, NotAnswered):
        return Failed(answer.why, answer.heard)
    status, heard = answer.status, f"HTTP {answer.status}"
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Delivered()
    if status in gone:
        return Failed(Why.GONE, heard, gone=True)
    if status in ASK_TO_WAIT:
        return Failed(Why.BUSY, heard, after_s=wait_s(answer.retry_after))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Failed(Why.FAULTY, heard, after_s=wait_s(answer.retry_after))
    return Failed(Why.REFUSED, heard)


def wait_s(told: str) -> int | None:
    """Return how long to wait: `Retry-After` in seconds, or until a date (RFC 9110, 10.2.3)."""
    if told.isascii() and told.isdigit():
        return min(int(told[:9]), LONGEST_WAIT_S)
    try:
        left_s = (_aware(parsedate_to_datetime(told)) - clock.now()).total_seconds()
    except (ValueError, OverflowError):
        return None
    return max(0, min(round(left_s), LONGEST_WAIT_S))


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
