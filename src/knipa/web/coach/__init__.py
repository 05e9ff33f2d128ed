"""The coach closes the loop: from answers and log to today's plan, and from what happened back into the log."""

from knipa.contract import Card
from knipa.training.reminding import Quiet
from knipa.web.coach.facts import RefusedError, TooMuchError, latest
from knipa.web.coach.reader.care import Care, care
from knipa.web.coach.reader.reading import Reading, reading
from knipa.web.coach.shown.ahead import Ahead, DayAhead, ahead
from knipa.web.coach.shown.coming import (
    LATE,
    UNTOLD,
    Coming,
    coming,
    later_today,
    quiet_hours,
    sent_until,
    silences,
    week_done,
    zone_now,
)
from knipa.web.coach.shown.day import Due, due, say, signs
from knipa.web.coach.shown.drills import Drilling, drilling
from knipa.web.coach.shown.paper import Paper, paper
from knipa.web.coach.shown.programme import Programme, programme
from knipa.web.coach.shown.repeating import Repeated, Repeating, repeating
from knipa.web.coach.shown.sample import sample
from knipa.web.coach.snapshot import revision
from knipa.web.coach.told.answering import PauseAhead, Told, answer, come_back, pause, pause_ahead, today
from knipa.web.coach.told.cards import (
    CardRefusedError,
    Written,
    left_out,
    read_start_card,
    told_by,
    write_start_card,
)
from knipa.web.coach.told.moments import squeezed_first, take_back
from knipa.web.coach.told.preview import Preview, preview
from knipa.web.coach.told.receiving import Received, receive
from knipa.web.coach.told.recording import feel, how_it_goes, log, log_by_table, ready, technique
from knipa.web.coach.told.wishing import wish

__all__ = [
    "LATE",
    "UNTOLD",
    "Ahead",
    "Card",
    "CardRefusedError",
    "Care",
    "Coming",
    "DayAhead",
    "Drilling",
    "Due",
    "Paper",
    "PauseAhead",
    "Preview",
    "Programme",
    "Quiet",
    "Reading",
    "Received",
    "RefusedError",
    "Repeated",
    "Repeating",
    "Told",
    "TooMuchError",
    "Written",
    "ahead",
    "answer",
    "care",
    "come_back",
    "coming",
    "drilling",
    "due",
    "feel",
    "how_it_goes",
    "later_today",
    "latest",
    "left_out",
    "log",
    "log_by_table",
    "paper",
    "pause",
    "pause_ahead",
    "preview",
    "programme",
    "quiet_hours",
    "read_start_card",
    "reading",
    "ready",
    "receive",
    "repeating",
    "revision",
    "sample",
    "say",
    "sent_until",
    "signs",
    "silences",
    "squeezed_first",
    "take_back",
    "technique",
    "today",
    "told_by",
    "week_done",
    "wish",
    "write_start_card",
    "zone_now",
]
