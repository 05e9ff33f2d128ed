"""How reminders are told: a moment near by, the days of a week, and why one was silent or did not arrive."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from knipa.content.language import weekday, write_with_weekday
from knipa.content.words import words
from knipa.web.reminders.message import TABLE
from knipa.web.reminders.outcome import Why
from knipa.web.spoken import spoken

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKDAYS, WEEKEND = WEEK[:5], WEEK[5:]
A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, and the language in which they are to be read aloud; empty for that of the page."""

    text: str
    language: str


def clock_time(at: time) -> str:
    """Return a time of day: 07:30."""
    return _("%(hour)s:%(minute)s") % {"hour": f"{at.hour:02}", "minute": f"{at.minute:02}"}


def moment(at: datetime, now: datetime) -> str:
    """Return a moment as one says it near by: tomorrow 07:30. Both are in the person's own zone."""
    told = {"time": clock_time(at.time()), "day": write_with_weekday(at.date(), spoken())}
    near = {
        -1: _("yesterday %(time)s"),
        0: _("today %(time)s"),
        1: _("tomorrow %(time)s"),
    }
    return near.get((at.date() - now.date()).days, _("%(day)s %(time)s")) % told


def day_name(code: str) -> str:
    """Return what a day of the week is called."""
    return weekday(A_MONDAY + timedelta(WEEK.index(code)), spoken())


def days(codes: Collection[str]) -> str:
    """Return on which days: every day; Monday and Thursday."""
    told = tuple(code for code in WEEK if code in codes)
    common = {WEEK: _("every day"), WORKDAYS: _("Monday to Friday"), WEEKEND: _("Saturday and Sunday")}
    return common.get(told) or _joined([day_name(code) for code in told])


def why(failure: str) -> str:
    """Return why it did not arrive, from a code of outcome.py and what was heard: "nobody answers there"."""
    code = failure.partition(":")[0]
    return _word(f"why_{code if code in {*Why} else Why.BROKEN}")


def silence(code: str) -> str:
    """Return why nothing was sent: "the round is done"."""
    return _word(f"silence_{code}")


def has_silence(code: str) -> bool:
    """Tell whether this is a reason that we have words for."""
    return words(spoken().tag).has(TABLE, f"silence_{code}")


def without_beginning(part: str, typed: str) -> str:
    """Return a habit's words, `after` or `then`, without what stands before them already: "when I", "then I"."""
    begins = words(spoken().tag).text("anchors", f"before_{part}").split(", ")  # the longest first
    one = next((each for each in begins if typed.lower().startswith(f"{each} ")), "")
    return typed[len(one) :].strip()


def if_then(wish: Mapping[str, str], written_in: str) -> Sentence:
    """Return the person's own sentence: "When I have brushed my teeth, I do a round by the sink.".

    Its frame is in the language in which it was written, whatever the page speaks; empty where nobody knows.
    """
    with translation.override(written_in or translation.get_language()):
        frame = _("When I %(after)s, I %(then)s.") if wish.get("then") else _("When I %(after)s.")
        return Sentence(frame % wish, written_in)


def _word(key: str) -> str:
    return words(spoken().tag).text(TABLE, key)


def _joined(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}
