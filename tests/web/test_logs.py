"""A fault is written without what a person has told (docs/privacy.md)."""

import logging
import sys

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError
from django.utils.module_loading import import_string

from knipa.web.logs import WithoutWords

WORDS = "".join(["my ", "own ", "words"])  # stand in no line of code


def fail(fault, cause=None):
    raise fault from cause


def written(fault):
    try:
        fail(IntegrityError(WORDS))
    except IntegrityError as cause:
        try:
            fail(fault, cause)
        except type(fault):
            record = logging.LogRecord("knipa", logging.ERROR, __file__, 1, "It failed", (), sys.exc_info())
            return WithoutWords().format(record)


def test_it_tells_where_and_of_which_kind_and_never_what_it_says():
    told = written(ValueError(WORDS))
    assert "It failed" in told
    assert told.index("django.db.utils.IntegrityError") < told.index("builtins.ValueError")
    assert __file__ in told
    assert WORDS not in told


@pytest.mark.parametrize("fault", [OperationalError("database is locked"), OSError(28, "No space left")])
def test_a_database_that_is_away_or_a_disk_that_is_full_says_so(fault):
    told = written(fault)
    assert str(fault) in told
    assert WORDS not in told


def test_every_log_is_written_so():
    for handler in settings.LOGGING["handlers"].values():
        formatter = settings.LOGGING["formatters"][handler["formatter"]]["()"]
        assert import_string(formatter) is WithoutWords
