"""What tests run in processes of their own, on a database of their own."""

# python -c MAKE PEOPLE [URL]: a new database with so many people, each with one nudge that is due.
MAKE = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "knipa.web.settings"
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.utils import timezone
from reminded import make
told = {"url": sys.argv[2], "style": "json"} if sys.argv[2:] else None
make(int(sys.argv[1]), timezone.now(), told=told)
"""
# python -c LEFT: how many wait, and how many are said to be sent.
LEFT = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "knipa.web.settings"
import django; django.setup()
from knipa.web.models import Nudge
print(Nudge.objects.filter(state="waiting").count(), Nudge.objects.filter(state="sent").count())
"""
