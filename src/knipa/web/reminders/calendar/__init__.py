"""The calendar: a secret address from which a person's own calendar fetches the moments, and rings by itself."""

from knipa.web.reminders.calendar.address import add, address, renew, take_away
from knipa.web.reminders.calendar.fetched import Fetched, fetch, file

__all__ = ["Fetched", "add", "address", "fetch", "file", "renew", "take_away"]
