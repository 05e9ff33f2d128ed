"""Thin records: answers and log are the only truth, and every one belongs to an account."""

from knipa.web.models.account import Account
from knipa.web.models.answers import Answers
from knipa.web.models.log_line import LogLine

__all__ = ["Account", "Answers", "LogLine"]
