"""The options of each command, and what is said when one is not understood: one line, and what was expected."""

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter, _SubParsersAction
from datetime import date
from typing import NoReturn

import knipa
from knipa.cli.refusals import EXIT_REFUSED

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR, LAST_YEAR = 1900, 2999  # as in the contract (contract/leaves.py)
SCHEMAS = ("person", "log", "plan", "cuesheet", "protocol", "card", "wishes")
MOST_PORT = 65_535
DEMO = "look at Knipa as people who have lived with it; leaves nothing behind, and never touches your own"
DEMO_YEARS = (2000, 2900)  # lives of two years, and dates to come, stay within the contract's years


class _OneLine(ArgumentParser):
    """Says what is wrong in one line, without a page of usage."""

    def error(self, message: str) -> NoReturn:
        line = message.removeprefix("argument ")
        printable = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in line)
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(printable.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        raise SystemExit(EXIT_REFUSED)


def parser() -> ArgumentParser:
    """Return what reads the command line."""
    top = _OneLine(prog="knipa", description=knipa.__doc__, allow_abbrev=False)
    top.add_argument("--version", action="version", version=f"knipa {knipa.__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_OneLine)
    _add_training(commands, "plan", "today's plan, and why it is as it is")
    _add_training(commands, "sheet", "today's session as a cue sheet; exit 3 when there is none")
    _add_nudges(commands)
    schema = commands.add_parser("schema", help="print a JSON Schema", allow_abbrev=False)
    schema.add_argument("name", choices=SCHEMAS, metavar="|".join(SCHEMAS))
    serve = commands.add_parser("serve", help="start the web on this machine", allow_abbrev=False)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument("--port", type=_port, default=8310, help="port to listen on (default: %(default)s)")
    worker = commands.add_parser(
        "worker", help="send reminders from a PostgreSQL database, beside other workers", allow_abbrev=False
    )
    worker.add_argument(
        "--shares",
        type=_shares,
        default=2,
        metavar="N",
        help="parts of the work at a time (default: %(default)s)",
    )
    _add_check(commands)
    keys = "print a new key for web push, as the environment takes it"
    commands.add_parser(
        "push-keys", help=keys, description=f"{keys[0].upper()}{keys[1:]}.", allow_abbrev=False
    )
    demo = commands.add_parser(
        "demo", help=DEMO, description=f"{DEMO[0].upper()}{DEMO[1:]}.", allow_abbrev=False
    )
    demo.add_argument("--port", type=_port, default=8311, help="port to listen on (default: %(default)s)")
    demo.add_argument(
        "--on", type=_demo_day, metavar="DATE", help="let it stand still at half past nine on this day"
    )
    return top


def _add_training(commands: "_SubParsersAction[_OneLine]", name: str, tells: str) -> None:
    each = commands.add_parser(
        name,
        help=tells,
        description=f"Print {tells}.",
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    each.add_argument("person", metavar="PERSON.json", help="the person's answers; - reads standard input")
    each.add_argument("--log", metavar="LOG.jsonl", help="what has happened, one JSON object a line")
    each.add_argument(
        "--on", type=_date, metavar="DATE", help="the day to plan (default: today where the person is)"
    )
    each.add_argument(
        "--protocol", metavar="ID|FILE.toml", default="1177", help="the programme (default: 1177)"
    )
    each.add_argument("--json", action="store_true", help="JSON as the contract has it, instead of text")


def _add_nudges(commands: "_SubParsersAction[_OneLine]") -> None:
    tells = "every moment at which wishes come due"
    nudges = commands.add_parser("nudges", help=tells, description=f"Print {tells}.", allow_abbrev=False)
    nudges.add_argument("wishes", metavar="WISHES.json", help="the person's wishes; - reads standard input")
    nudges.add_argument(
        "--from",
        dest="first",
        type=_date,
        required=True,
        metavar="DATE",
        help="the first day, where the person is",
    )
    nudges.add_argument("--to", dest="last", type=_date, required=True, metavar="DATE", help="the last day")
    nudges.add_argument("--json", action="store_true", help="JSON as the contract has it, instead of text")


def _add_check(commands: "_SubParsersAction[_OneLine]") -> None:
    tells = "how this Knipa stands, and what to do about what hinders it; exit 1 when something does"
    check = commands.add_parser("check", help=tells, description=f"Print {tells}.", allow_abbrev=False)
    check.add_argument("--json", action="store_true", help="JSON for a program, instead of a line each")


def _date(text: str) -> date:
    try:
        day = date.fromisoformat(text) if DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ArgumentTypeError(f'expected a date YYYY-MM-DD, got "{text[:60]}"')
    return day


def _demo_day(text: str) -> date:
    day = _date(text)
    if not DEMO_YEARS[0] <= day.year <= DEMO_YEARS[1]:
        raise ArgumentTypeError(f"expected a day from {DEMO_YEARS[0]} to {DEMO_YEARS[1]}, got {day}")
    return day


def _shares(text: str) -> int:
    shares = int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else 0
    if not shares:
        raise ArgumentTypeError(f'expected 1 to 99, got "{text[:60]}"')
    return shares


def _port(text: str) -> int:
    port = int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else -1
    if not 0 <= port <= MOST_PORT:
        raise ArgumentTypeError(f'expected 0 to {MOST_PORT}, got "{text[:60]}"')
    return port
