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

HERE = "127.0.0.1"
TAKEN = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
END = b"\r\n\r\n"
LENGTH = b"content-length:"


class Service:
    """Counts requests, and those that came with a `Topic` that was here before: the same nudge again."""

    def __init__(self) -> None:
        self.topics: Counter[bytes] = Counter()
        self.bytes = 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request after the other from one sender."""
        try:
            while True:
                head = await reader.readuntil(END)
                body = await reader.readexactly(int(_header(head, LENGTH) or 0))
                writer.write(self._answer(head, body))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _answer(self, head: bytes, body: bytes) -> bytes:
        if head.startswith(b"GET /count "):
            return self._count()
        self.topics[_header(head, b"topic:")] += 1
        self.bytes += len(body)
        return TAKEN

    def _count(self) -> bytes:
        told = {"taken": self.topics.total(), "different": len(self.topics), "bytes": self.bytes}
        data = json.dumps(told).encode()
        return f"HTTP/1.1 200 OK\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data


def _header(head: bytes, name: bytes) -> bytes:
    at = head.lower().find(b"\r\n" + name)
    return head[at + 2 + len(name) : head.index(b"\r\n", at + 2)].strip() if at >= 0 else b""


async def serve() -> None:
    """Serve until stopped."""
    server = await asyncio.start_server(Service().talk, HERE, 0, backlog=1_000)
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
