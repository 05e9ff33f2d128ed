"""The coach closes the loop: from answers and log to today's plan, and from what happened back into the log."""

from knipa.contract import Card
from knipa.web.coach.ahead import Ahead, DayAhead, ahead
from knipa.web.coach.answering import Told, answer, come_back, pause, pause_ahead, today
from knipa.web.coach.cards import (
    CardRefusedError,
    Written,
    left_out,
    read_start_card,
    told_by,
    write_start_card,
)
from knipa.web.coach.care import Care, care
from knipa.web.coach.day import Due, due, say, signs
from knipa.web.coach.drills import Drilling, drilling
from knipa.web.coach.facts import RefusedError, TooMuchError, latest
from knipa.web.coach.paper import Paper, paper
from knipa.web.coach.preview import Preview, preview
from knipa.web.coach.programme import Programme, programme
from knipa.web.coach.reading import Reading, reading
from knipa.web.coach.receiving import Received, receive
from knipa.web.coach.recording import feel, how_it_goes, log, log_by_table, ready, technique
from knipa.web.coach.sample import sample
from knipa.web.coach.snapshot import revision

__all__ = [
    "Ahead",
    "Card",
    "CardRefusedError",
    "Care",
    "DayAhead",
    "Drilling",
    "Due",
    "Paper",
    "Preview",
    "Programme",
    "Reading",
    "Received",
    "RefusedError",
    "Told",
    "TooMuchError",
    "Written",
    "ahead",
    "answer",
    "care",
    "come_back",
    "drilling",
    "due",
    "feel",
    "how_it_goes",
    "latest",
    "left_out",
    "log",
    "log_by_table",
    "paper",
    "pause",
    "pause_ahead",
    "preview",
    "programme",
    "read_start_card",
    "reading",
    "ready",
    "receive",
    "revision",
    "sample",
    "say",
    "signs",
    "technique",
    "today",
    "told_by",
    "write_start_card",
]
