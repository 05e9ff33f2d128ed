"""A first session to look at, for someone who has told nothing yet."""

from datetime import date, datetime

from django.utils.timezone import get_default_timezone

from knipa.content.words import words
from knipa.contract import built_in
from knipa.training.person import Person
from knipa.training.progression import follow
from knipa.web.coach.facts import Facts
from knipa.web.coach.shown.day import Due
from knipa.web.coach.snapshot import PROTOCOL


def sample(on: date, locale: str) -> Due:
    """Return what someone who knows the squeeze is given on their first day."""
    at = datetime.combine(on, datetime.min.time(), get_default_timezone())
    person = Person(found=True)
    plan = follow(built_in(PROTOCOL), person, [], on)
    return Due(Facts(person, course=None, lines=[], at=at), plan, words(locale))
