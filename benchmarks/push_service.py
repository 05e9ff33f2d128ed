"""A push service on this machine, to measure against: it takes what it is given, counts it, and answers 201 at once.

`python -m benchmarks.push_service` prints its port; `GET /count` tells what it has taken.
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

    def __init__(self, taken: Taken) -> None:
        self._taken, self._heard = taken, bytearray()

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
            self._transport.write(self._answer(head, whole - end))

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


async def serve() -> None:
    """Serve until stopped."""
    taken = Taken()
    server = await asyncio.get_running_loop().create_server(lambda: Talk(taken), HERE, 0, backlog=1_000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def running() -> Iterator[int]:
    """Run it in a process of its own, as it is in life; gives its port."""
    process = subprocess.Popen([sys.executable, "-m", __spec__.name], stdout=subprocess.PIPE, text=True)
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
    asyncio.run(serve())
