"""A request that has passed the door: it always has its account (see middleware.one_person)."""

from django.http import HttpRequest

from knipa.web.models import Account


class Request(HttpRequest):
    """What a view of a person's own pages is given."""

    user: Account
