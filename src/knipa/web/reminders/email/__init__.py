"""E-mail: a mailbox that its owner has confirmed, short mails to it, and one press that ends them."""

from knipa.web.reminders.email.ended import stop
from knipa.web.reminders.email.mailbox import add, confirm, take_away
from knipa.web.reminders.email.sent import deliver

__all__ = ["add", "confirm", "deliver", "stop", "take_away"]
