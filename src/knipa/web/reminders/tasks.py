"""The same work on the task engine of a PostgreSQL installation, procrastinate: any worker takes any part of it.

A task carries no reminder: it claims what is due (due.py), so that one which dies loses nothing. Where there is more
than one claim's worth, it calls another worker to help before it begins, and that one does the same.
"""

from django.db import close_old_connections
from procrastinate import JobContext
from procrastinate.contrib.django import app

from knipa.web import clock
from knipa.web.reminders import delivering, forgetting, planning

QUEUE = "reminders"
EVERY_10_S = "* * * * * */10"  # so late at most comes what is not due on the full minute (our choice)
EVERY_MINUTE = "* * * * *"
EVERY_HOUR = "17 * * * *"  # as forgetting.EVERY


@app.periodic(cron=EVERY_10_S)
@app.task(name="deliver_due", queue=QUEUE, queueing_lock="deliver_due", pass_context=True)
def deliver_due(context: JobContext, timestamp: int) -> None:  # procrastinate tells for when it was meant
    """Deliver what is due by now."""
    _deliver(context)


@app.task(name="help_to_deliver", queue=QUEUE, pass_context=True)
def help_to_deliver(context: JobContext) -> None:
    """Deliver beside another worker."""
    _deliver(context)


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="make_ahead", queue=QUEUE, queueing_lock="make_ahead")
def make_ahead(timestamp: int) -> None:
    """Make the coming days' nudges of those for whom it is time."""
    close_old_connections()
    while planning.make_due(clock.now()):
        pass
    close_old_connections()


@app.periodic(cron=EVERY_HOUR)
@app.task(name="forget", queue=QUEUE, queueing_lock="forget")
def forget(timestamp: int) -> None:
    """Forget what need not be kept."""
    close_old_connections()
    forgetting.forget(clock.now())
    close_old_connections()


def _deliver(context: JobContext) -> None:
    close_old_connections()  # the database may have been started anew since
    delivering.deliver_due(call_for_help=help_to_deliver.defer, is_over=context.should_abort)
    close_old_connections()
