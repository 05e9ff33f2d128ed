"""What one encrypted push costs, and how many one thread brings to a push service on this machine in a second."""

import base64
import os
import subprocess
import sys
import time
from threading import Thread
from uuid import uuid4

from benchmarks import push_service

PUSHES = 2_000
BROWSERS = 200
THREADS = (1, 2, 4)
SETTINGS = {
    "KNIPA_PUSH_CONTACT": "mailto:bench@knipa.example",
    "KNIPA_PUSH_KEY": base64.urlsafe_b64encode(b"\x01" * 32).decode(),
    "DJANGO_SETTINGS_MODULE": "knipa.web.settings",
}
PROGRAM = "from benchmarks.pushes import run; run({port})"


def measure() -> None:
    """Print it, from a process that is set up as a Knipa is."""
    with push_service.running() as port:
        told = {"KNIPA_CALL_PRIVATE": f"{push_service.HERE}:{port}", **SETTINGS}
        program = [sys.executable, "-c", PROGRAM.format(port=port)]
        subprocess.run(program, env=os.environ | told, check=True)
        taken = push_service.count(port)
    each_bytes = taken["bytes"] / taken["taken"]
    print(f"  taken {taken['taken']:,}, different {taken['different']:,}, {each_bytes:,.0f} bytes each")


def run(port: int) -> None:
    """Send, in this process."""
    import django

    django.setup()
    from knipa.web.reminders import web_push

    channels, message = browsers(port), _message()
    payload = b"x" * web_push.PADDED_BYTES
    keys = channels[0].told["p256dh"], channels[0].told["auth"]
    began = time.perf_counter()
    for _ in range(PUSHES):
        web_push.encrypted(payload, *keys)
    _tell("encryption alone", PUSHES, time.perf_counter() - began)
    for threads in THREADS:
        _tell(f"pushes, {threads} thread{'s' * (threads > 1)}", PUSHES, _send(channels, message, threads))


def _send(channels: list, message: object, threads: int) -> float:  # type: ignore[type-arg]  # Django comes later
    from dataclasses import replace

    from knipa.web.reminders import web_push
    from knipa.web.reminders.outcome import Delivered

    def some() -> None:
        for number in range(PUSHES // threads):
            said = web_push.deliver(channels[number % BROWSERS], replace(message, key=uuid4()))  # type: ignore[type-var]
            if said != Delivered():
                sys.exit(f"not delivered: {said}")

    workers = [Thread(target=some) for _ in range(threads)]
    began = time.perf_counter()
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    return time.perf_counter() - began


def browsers(port: int) -> list:  # type: ignore[type-arg]
    """Return browsers with keys of their own, as they are stored."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from knipa.web.models import Channel
    from knipa.web.reminders.push_keys import written

    def point() -> str:
        public = ec.generate_private_key(ec.SECP256R1()).public_key()
        return written(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    auth, place = written(os.urandom(16)), f"http://{push_service.HERE}:{port}/send"
    return [
        Channel(kind="push", told={"endpoint": f"{place}/{number}", "p256dh": point(), "auth": auth})
        for number in range(BROWSERS)
    ]


def _message() -> object:
    from knipa.web.reminders.message import Message

    words = ("Time for your break", "A few minutes for you, when it suits.", "Start", "Later", "Done already")
    return Message(uuid4(), "session", "en", *words)


def _tell(what: str, number: int, took_s: float) -> None:
    print(f"{what:<36}{number / took_s:8,.0f} a second   {took_s / number * 1000:6.2f} ms each", flush=True)
