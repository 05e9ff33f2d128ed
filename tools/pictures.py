"""Photographs every page and state with the cast of the demonstration, on a day that stands still, into docs/pictures.

python tools/pictures.py                  all of tools/states.py, from a demonstration of its own
python tools/pictures.py today-rest care  only these
python tools/pictures.py --at ADDRESS     from one that runs already: knipa demo --on 2026-11-16
"""

import asyncio
import os
import re
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, async_playwright

import browser
import contact_sheet
from camera import DESK, PHONE, Camera, SkippedError, Variant, camera
from states import DAY, SINGLES, STATES, State

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
AT_ONCE = 3  # variants photographed beside each other: a browser and a server share two cores

VARIANTS = (
    Variant("phone, sv, light", PHONE, "sv-SE"),
    Variant("phone, en, light", PHONE, "en-GB"),
    Variant("phone, sv, dark", PHONE, "sv-SE", "dark"),
    Variant("phone, sv, large type", PHONE, "sv-SE", large=True),
    Variant("desktop, sv, light", DESK, "sv-SE"),
    Variant("desktop, en, dark", DESK, "en-GB", "dark"),
)
SHARP = Variant("README", PHONE, "en-GB", scale=2)


class Roll:
    """What has been photographed so far, and what could not be."""

    def __init__(self, states: Collection[State]) -> None:
        self.states = states
        self.shots: dict[str, dict[str, bytes]] = defaultdict(dict)
        self.skipped: dict[str, str] = {}

    async def fill(self, variant: Variant, with_camera: Camera) -> None:
        """Photograph every state in one variant."""
        if variant.large:
            for who in sorted({state.who for state in self.states}):
                await with_camera.give_large_type(who)
        for state in self.states:
            try:
                self.shots[state.name][variant.label] = await with_camera.shoot(state)
            except SkippedError as why:
                self.skipped[state.name] = str(why)

    def lay(self) -> None:
        """Write one contact sheet for each state, in the order of the variants."""
        with ThreadPoolExecutor() as beside:
            sizes = [*beside.map(self._lay, self.shots)]
        for (name, shots), size in zip(self.shots.items(), sizes, strict=True):
            print(f"{name}.png: {len(shots)} variants, {size // 1000} kB")
        for name, why in self.skipped.items():
            print(f"SKIPPED {name}: {why}")

    def _lay(self, name: str) -> int:
        shots = self.shots[name]
        ordered = {variant.label: shots[variant.label] for variant in VARIANTS if variant.label in shots}
        return contact_sheet.lay(ordered, FOLDER / f"{name}.png")


async def photograph(at: str, roll: Roll, singles: Collection[State]) -> None:
    """Fill the roll in all variants, and take the README's own pictures."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=browser.find(), args=browser.arguments(), chromium_sandbox=not browser.is_root()
        )
        turn = asyncio.Semaphore(AT_ONCE)

        async def look(variant: Variant) -> None:
            async with turn, camera(chromium, variant, at) as opened:
                await roll.fill(variant, opened)

        await asyncio.gather(*(look(variant) for variant in VARIANTS if not variant.large))
        await _take(chromium, at, singles, roll)
        for variant in VARIANTS:  # last, and alone: large type is kept on the account, whoever looks
            if variant.large:
                try:
                    await look(variant)
                except SkippedError as why:
                    roll.skipped[variant.label] = str(why)
        await chromium.close()


async def _take(chromium: Browser, at: str, singles: Collection[State], roll: Roll) -> None:
    async with camera(chromium, SHARP, at) as opened:
        for state in singles:
            try:
                shot = await opened.shoot(state, whole=False)
            except SkippedError as why:
                roll.skipped[f"{state.name} of the README"] = str(why)
            else:
                contact_sheet.write(Image.open(BytesIO(shot)).convert("RGB"), FOLDER / f"{state.name}.png")


@contextmanager
def demonstration() -> Iterator[str]:
    """Run a demonstration that stands still, say what it says, and stop it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).parent / "knipa"), "demo", "--on", str(DAY), "--port", str(port)]
    running = subprocess.Popen(command, env={**os.environ, "CI": "true"}, stdout=subprocess.PIPE, text=True)
    try:
        yield _address_of(running)
    finally:
        running.terminate()
        running.wait()


def _address_of(running: "subprocess.Popen[str]") -> str:
    for line in running.stdout or ():
        print(line, end="", flush=True)
        if found := re.match(r"Knipa is at (http://[^/]+)/", line):
            return found[1]
    sys.exit("The demonstration did not start.")


def main() -> None:
    if browser.find() is None:
        sys.exit(browser.MISSING)
    asks = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asks.add_argument("names", nargs="*", metavar="STATE", help="only these (default: all)")
    asks.add_argument("--at", metavar="ADDRESS", help="a demonstration that runs already")
    asked = asks.parse_args()
    chosen = [state for state in STATES if not asked.names or state.name in asked.names]
    singles = [state for state in SINGLES if not asked.names or state.name in asked.names]
    if unknown := {*asked.names} - {state.name for state in (*STATES, *SINGLES)}:
        sys.exit(f"There is no state called {', '.join(sorted(unknown))} in tools/states.py.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    known = {state.name for state in (*STATES, *SINGLES)}
    for old in FOLDER.glob("*.png"):
        if old.stem not in known:  # a state that has been renamed or is gone
            old.unlink()
    began = time.monotonic()
    roll = Roll(chosen)
    if asked.at:
        asyncio.run(photograph(asked.at, roll, singles))
    else:
        with demonstration() as at:
            print(f"The cast has lived: {time.monotonic() - began:.0f} s")
            asyncio.run(photograph(at, roll, singles))
    roll.lay()
    print(f"{len(roll.shots)} contact sheets in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
