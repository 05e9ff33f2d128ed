"""The coach closes the loop: from answers and log to today's plan, and from what happened back into the log."""

from knipa.web.coach.answering import answer, answer_safety, change, come_back, pause
from knipa.web.coach.day import Due, due, latest, say, signs
from knipa.web.coach.facts import RefusedError
from knipa.web.coach.recording import feel, how_it_goes, log, log_by_table, ready

__all__ = [
    "Due",
    "RefusedError",
    "answer",
    "answer_safety",
    "change",
    "come_back",
    "due",
    "feel",
    "how_it_goes",
    "latest",
    "log",
    "log_by_table",
    "pause",
    "ready",
    "say",
    "signs",
]
