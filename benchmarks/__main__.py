"""Prints what Knipa costs: `python -m benchmarks` measures all, `python -m benchmarks pages` one part.

Figures drift by half from one machine to the next: read the ratios, and the columns of one run.
"""

import importlib
import sys

PARTS = ("engine", "command", "search", "pages", "reminders", "pushes", "lighthouse", "sound")


def main(asked: list[str]) -> int:
    """Measure the parts asked for; a missed goal is told, and only a crash is a failure."""
    if unknown := [part for part in asked if part not in PARTS]:
        print(f"There is no part {', '.join(unknown)}. There are: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    for part in asked or PARTS:
        print(f"\n── {part}", flush=True)
        importlib.import_module(f"benchmarks.{part}").measure()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
