"""What a WSGI server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

SENDS = os.environ.get("KNIPA_SENDS") == "here"  # set by `knipa serve`

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knipa.web.settings")
application = get_wsgi_application()
gc.collect()
gc.freeze()  # what is loaded now lives as long as the process: no use in looking through it again and again
if SENDS:
    from knipa.web.reminders import dispatch

    dispatch.begin()
