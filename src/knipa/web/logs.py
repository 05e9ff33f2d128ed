"""What is written when something fails: where and of which kind, never what it says."""

import logging
from traceback import TracebackException, format_list
from types import TracebackType

from django.db import OperationalError

type Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
SAYS_NOTHING_OF_ANYBODY = (OSError, OperationalError)  # a disk that is full, a database that is away


class WithoutWords(logging.Formatter):
    """Leaves out what an exception says: that may hold a person's answers, or an address of theirs."""

    def formatException(self, ei: Fault) -> str:  # noqa: N802  # named by logging
        """Return the steps that led there, and of which kind it was; for those that caused it as well."""
        told, fault = list[str](), ei[1]
        while fault is not None:
            told.insert(0, _told(fault))
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return "\n\n".join(told)


def _told(fault: BaseException) -> str:
    steps = "".join(format_list(TracebackException.from_exception(fault).stack))
    says = f": {fault}" if isinstance(fault, SAYS_NOTHING_OF_ANYBODY) else ""
    return f"{steps}{type(fault).__module__}.{type(fault).__qualname__}{says}"
