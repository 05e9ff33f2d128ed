"""What a nudge says, in the person's language; neutral, unless they have chosen plain words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from knipa.content.language import SOURCE
from knipa.content.words import Words, words
from knipa.web.models import NudgeKind

TABLE = "nudge"
TRIAL = "trial"
NEUTRAL = "neutral"  # a Wording of training/reminding


@dataclass(frozen=True, slots=True)
class Message:
    """One nudge as it is sent, the same by every way.

    `key` is the same when it is sent again. `until`: what has not arrived by then is to come no more; None: an
    hour from now. `opens` is the page that it leads to, a path of this Knipa.
    """

    key: UUID
    kind: str  # a NudgeKind, or `trial`
    locale: str
    title: str
    body: str
    start: str
    later: str
    done: str
    opens: str = "/today/"
    until: datetime | None = None


def message(
    key: UUID, kind: str, locale: str, wording: str, until: datetime | None = None, **values: int
) -> Message:
    """Return the message of this kind in a language, in neutral or plain `wording`."""
    say = words(locale or SOURCE)
    return Message(
        key=key,
        kind=kind,
        locale=say.locale,
        title=say.text(TABLE, "weekly_title" if kind == NudgeKind.WEEKLY else f"{wording}_title"),
        body=_body(say, kind, wording, values),
        start=say.text(TABLE, "start"),
        later=say.text(TABLE, "later"),
        done=say.text(TABLE, "done"),
        until=until,
        opens="/reminders/" if kind == TRIAL else "/today/",
    )


def _body(say: Words, kind: str, wording: str, values: dict[str, int]) -> str:
    if kind in (TRIAL, NudgeKind.WEEKLY):
        return say.text(TABLE, kind, values)
    return say.text(TABLE, f"{wording}_{kind}")
