"""Whether reminders go out: what waits, who sends, what failed, and which ways have nothing behind them."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Max, Min

from knipa.web import clock
from knipa.web.checking.finding import Finding, off, well, wrong
from knipa.web.models import Channel, ChannelKind, Nudge, NudgeState, Wished
from knipa.web.reminders.outcome import Why

PATIENCE = timedelta(minutes=5)  # so long a nudge may wait while somebody sends (our choice)
LOOKED_BACK = timedelta(days=7)  # our choice
SILENT = timedelta(minutes=1)  # a worker of procrastinate gives a sign every 10 s, and is let go after 30
OURS = {Why.NOT_SET_UP, Why.BROKEN}  # what an operator can mend; the rest is between a person and a receiver
SENDER = {"sqlite": "`knipa serve`", "postgresql": "`knipa worker`"}


def waiting() -> Finding:
    """Say since when something due waits, if anything does."""
    overdue = Nudge.objects.filter(next_at__lt=clock.now() - PATIENCE)
    oldest = overdue.aggregate(oldest=Min("next_at"))["oldest"]
    if oldest:
        said = f"{overdue.count()} wait, the longest since {_at(oldest)}: nobody sends"
        return wrong("reminders", said, f"Start {SENDER[connection.vendor]}.")
    last = Nudge.objects.aggregate(last=Max("sent_at"))["last"]
    return well("reminders", f"none waits; last sent {_at(last)}" if last else "none waits; none sent yet")


def workers() -> Finding:
    """Say who sends. On SQLite that is whoever serves, which needs no sign of its own."""
    if connection.vendor == "sqlite":
        return well("workers", "`knipa serve` sends, while it runs")
    from procrastinate.contrib.django.models import ProcrastinateWorker

    alive = ProcrastinateWorker.objects.filter(last_heartbeat__gt=datetime.now(UTC) - SILENT).count()
    if alive:
        return well("workers", f"{alive} at work")
    if Wished.objects.filter(plan_at__isnull=False).exists():
        return wrong("workers", "none at work, and people wish to be reminded", "Start `knipa worker`.")
    return off("workers", "none at work, and nobody wishes to be reminded yet", "Start `knipa worker`")


def failures() -> Finding:
    """Say what was not delivered lately, by reason."""
    lately = Nudge.objects.filter(due_at__gt=clock.now() - LOOKED_BACK)
    failed = lately.filter(state=NudgeState.FAILED).values_list("why", flat=True)
    whys = Counter(why.partition(":")[0] for why in failed)
    if missed := lately.filter(state=NudgeState.MISSED).count():
        whys["nobody was there to send"] = missed
    if not whys:
        return well("failures", "none within a week")
    said = "within a week " + ", ".join(f"{count} × {why}" for why, count in whys.most_common())
    if OURS & {*whys}:
        return wrong("failures", said, "Mend what is said above; what is `broken` stands in the log.")
    return well("failures", said)


def ways() -> Finding:
    """Say which ways people have, and whether each has something behind it."""
    kinds = Counter(Channel.objects.that_send().values_list("kind", flat=True))
    lacks = [kind for kind, there in _set_up().items() if kinds[kind] and not there]
    said = ", ".join(f"{count} by {kind}" for kind, count in sorted(kinds.items())) or "nobody has one yet"
    if lacks:
        return wrong(
            "ways", f"{said}, but {' and '.join(lacks)} is not set up", "Set it up again: see above."
        )
    return well("ways", said)


def _set_up() -> Mapping[str, bool]:
    return {ChannelKind.PUSH: settings.PUSH is not None, ChannelKind.EMAIL: settings.SMTP is not None}


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


LOOKS: Mapping[str, Callable[[], Finding]] = {
    "reminders": waiting,
    "workers": workers,
    "failures": failures,
    "ways": ways,
}
