"""Connections that end when a call's time is over, whatever the other side does, and that take in only so much."""

import socket
import ssl
import threading
import time
from functools import cache
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection

MOST_BYTES = 64_000  # of one whole answer, headers among them (our choice)
POOLS, KEPT = 64, 8  # receivers, and idle connections to each: as many as threads that send (our choice)


class _Call(threading.local):
    """What the call that runs in this thread may still take."""

    until = 0.0
    left_bytes = 0


_call = _Call()


def begin(whole_s: float) -> None:
    """Let the call that follows in this thread take so long in all."""
    _call.until, _call.left_bytes = time.monotonic() + whole_s, MOST_BYTES


def hurry(rest_s: float) -> None:
    """Let what is left of it take no longer than this."""
    _call.until = min(_call.until, time.monotonic() + rest_s)


def left_s() -> float:
    """Return how long it may still take.

    Raises:
        TimeoutError: it is over.
    """
    left = _call.until - time.monotonic()
    if left <= 0:
        raise TimeoutError("took too long")
    return left


class _InTime:
    """What a socket does otherwise here: one that drips does not begin anew with each drop."""

    def recv_into(self, *arguments: Any) -> int:  # noqa: ANN401  # as the socket has them
        self.settimeout(left_s())  # type: ignore[attr-defined]  # of the socket beside it
        got: int = super().recv_into(*arguments)  # type: ignore[misc]
        _call.left_bytes -= got
        if _call.left_bytes < 0:
            raise OSError("said too much")
        return got

    def sendall(self, *arguments: Any) -> None:  # noqa: ANN401
        self.settimeout(left_s())  # type: ignore[attr-defined]
        super().sendall(*arguments)  # type: ignore[misc]


class _Plain(_InTime, socket.socket):
    """In the clear: to what the operator has allowed."""


class _Encrypted(_InTime, ssl.SSLSocket):
    """To everyone else."""


class _PlainConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        timeout = made.gettimeout()
        plain = _Plain(made.family, made.type, made.proto, fileno=made.detach())
        plain.settimeout(timeout)
        return plain


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _PlainConnection


@cache
def pools() -> urllib3.PoolManager:
    """Return the connections that are kept. No proxy, no `.netrc`: nothing from the environment but SSL_CERT_FILE."""
    trusted = ssl.create_default_context()
    trusted.sslsocket_class = _Encrypted
    manager = urllib3.PoolManager(POOLS, maxsize=KEPT, ssl_context=trusted, retries=False)
    manager.pool_classes_by_scheme = {"http": _PlainPool, "https": urllib3.HTTPSConnectionPool}
    return manager
