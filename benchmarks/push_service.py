"""A push service on this machine, to measure against: it takes what it is given, counts it, and answers 201 at once.

`python -m benchmarks.push_service 0.1` answers after a tenth of a second instead, as one far away does. It prints its
port; `GET /count` tells what it has taken.
"""

import asyncio
import json
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast

HERE = "127.0.0.1"
TAKEN = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
END = b"\r\n\r\n"
LENGTH = b"content-length:"


@dataclass
class Taken:
    """Counts requests, and those that came with a `Topic` that was here before: the same nudge again."""

    topics: Counter[bytes] = field(default_factory=Counter)
    in_all: int = 0

    def told(self) -> bytes:
        """As JSON."""
        told = {"taken": self.topics.total(), "different": len(self.topics), "bytes": self.in_all}
        return json.dumps(told).encode()


class Talk(asyncio.Protocol):
    """Takes one request after the other from one sender; bare, for what it costs is measured with the sender."""

    def __init__(self, taken: Taken, away_s: float) -> None:
        self._taken, self._away_s, self._heard = taken, away_s, bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember whom to answer."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole."""
        self._heard += data
        while (end := self._heard.find(END) + len(END)) >= len(END):
            head = bytes(self._heard[:end])
            whole = end + int(_header(head, LENGTH) or 0)
            if len(self._heard) < whole:
                return
            del self._heard[:whole]
            answer = self._answer(head, whole - end)
            if self._away_s:
                asyncio.get_running_loop().call_later(self._away_s, self._transport.write, answer)
            else:
                self._transport.write(answer)

    def _answer(self, head: bytes, size: int) -> bytes:
        if head.startswith(b"GET /count "):
            data = self._taken.told()
            return f"HTTP/1.1 200 OK\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data
        self._taken.topics[_header(head, b"topic:")] += 1
        self._taken.in_all += size
        return TAKEN


def _header(head: bytes, name: bytes) -> bytes:
    at = head.lower().find(b"\r\n" + name)
    return head[at + 2 + len(name) : head.index(b"\r\n", at + 2)].strip() if at >= 0 else b""


async def serve(away_s: float) -> None:
    """Serve until stopped."""
    taken, loop = Taken(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: Talk(taken, away_s), HERE, 0, backlog=1_000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def running(away_s: float = 0.0) -> Iterator[int]:
    """Run it in a process of its own, as it is in life; gives its port."""
    order = [sys.executable, "-m", __spec__.name, str(away_s)]
    process = subprocess.Popen(order, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout  # noqa: S101  # it was asked for
        yield int(process.stdout.readline())
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()  # type: ignore[union-attr]


def count(port: int) -> dict[str, int]:
    """Ask what it has taken."""
    with urllib.request.urlopen(f"http://{HERE}:{port}/count") as told:
        counted: dict[str, int] = json.load(told)
    return counted


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1]) if sys.argv[1:] else 0.0))
