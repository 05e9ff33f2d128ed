"""A person's moments, written as a calendar (RFC 5545) that any program reads; it gives nothing away by itself."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac
from icalendar import Alarm, Calendar, Event, vText

from knipa.content.language import SOURCE
from knipa.content.words import words
from knipa.web.coach import Repeated, Repeating
from knipa.web.models import Account, NudgeKind
from knipa.web.reminders.calendar.time_zone import time_zone
from knipa.web.reminders.message import NEUTRAL, TABLE, Message, message
from knipa.web.reminders.said import WEEK

SALT = "knipa.web.reminders.calendar"
LENGTH = timedelta(minutes=5)  # a session is about so long; only how it looks in the calendar (our choice)
FETCH_EACH = timedelta(hours=1)  # what we ask of calendars; most come more seldom (our choice)
NUMBERED_FROM = datetime(2026, 1, 1, tzinfo=UTC)  # versions are counted in minutes from here (our choice)


@dataclass(frozen=True, slots=True)
class Whose:
    """For whom it is written. `seed` keeps the names of its events stable, and nobody can guess them."""

    account: Account
    seed: str
    since: date
    wording: str = NEUTRAL


def written(whose: Whose, repeating: Repeating, changed_at: datetime) -> bytes:
    """Return the calendar as it has been since `changed_at`; the same is always written the same."""
    say = words(whose.account.reminded_in or SOURCE)
    told = Calendar()
    told.add("prodid", f"-//{say.text(TABLE, 'calendar')}//{say.locale.upper()}")
    told.add("version", "2.0")
    told.add("calscale", "GREGORIAN")
    told.add("name", say.text(TABLE, "calendar"))
    told.add("x-wr-calname", say.text(TABLE, "calendar"))
    told.add("refresh-interval", FETCH_EACH, parameters={"VALUE": "DURATION"})
    told.add("x-published-ttl", "PT1H")
    told.add_component(time_zone(repeating.zone, whose.since.year))
    for each in repeating.each:
        told.add_component(_event(whose, repeating.zone, each, changed_at))
    text: bytes = told.to_ical()
    return text


def _event(whose: Whose, zone: str, each: Repeated, changed_at: datetime) -> Event:
    key = UUID(salted_hmac(SALT, f"{whose.seed} {each.wish}", algorithm="sha256").hexdigest()[:32])
    said = message(key, NudgeKind.SESSION, whose.account.reminded_in, whose.wording)
    in_zone = {"TZID": zone}
    event = Event()
    event.add("uid", str(key))
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", (changed_at - NUMBERED_FROM) // timedelta(minutes=1))
    event.add("dtstart", datetime.combine(_first(each, whose.since), each.at), parameters=in_zone)
    event.add("duration", LENGTH)
    event.add("rrule", {"freq": "weekly", "byday": [day[:2].upper() for day in each.days]})
    if each.without:
        rests = [datetime.combine(day, each.at) for day in each.without]
        event.add("exdate", rests, parameters=in_zone)
    _say(event, said)
    return event


def _say(event: Event, said: Message) -> None:
    event.add("summary", said.title)
    event.add("description", said.body)
    if settings.PHONE_ADDRESS:
        event.add("url", f"{settings.PHONE_ADDRESS.origin}{said.opens}")
    event.add("class", "PRIVATE")  # where a calendar is shared, others see "busy" at most
    event.add("transp", "TRANSPARENT")  # and not even that: it keeps nobody from a meeting
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm["trigger"] = vText("PT0S")  # the library would write P0D, which not every calendar reads
    alarm.add("description", said.title)
    event.add_component(alarm)


def _first(each: Repeated, since: date) -> date:
    """The first day of the week on or after `since`: an event must begin on one of its own days."""
    return next(
        day
        for day in (since + timedelta(days=ahead) for ahead in range(len(WEEK)))
        if WEEK[day.weekday()] in each.days
    )
