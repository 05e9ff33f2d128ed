"""Hears what is asked, answers at once or refuses in one line; nothing is printed before all of it is known."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from knipa.cli.options import parser
from knipa.cli.refusals import EXIT_BROKEN, EXIT_NOTHING_TO_DO, EXIT_REFUSED, Answer, NothingToDo, Refused
from knipa.content.library import ContentError

CTRL_C = 130  # what shells expect after an interrupt: 128 + SIGINT


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 done, 1 broken, 2 refused, 3 nothing to do today."""
    try:
        asked = parser().parse_args(arguments)
    except SystemExit as answered:  # --help, or an option that makes no sense
        return EXIT_REFUSED if answered.code else 0
    try:
        answer = _commands()[asked.command](asked)
    except Refused as refused:
        return _say(str(refused), EXIT_REFUSED)
    except ContentError as broken:  # a language that was added, most likely
        return _say(str(broken), EXIT_BROKEN)
    except NothingToDo as why:
        return _say(str(why), EXIT_NOTHING_TO_DO)
    except KeyboardInterrupt:
        return CTRL_C
    whole = answer if isinstance(answer, Answer) else Answer(answer)
    return _print(whole.text) or whole.code


def _commands() -> dict[str, Callable[[Namespace], str | Answer]]:
    return {
        "plan": _plan,
        "sheet": _sheet,
        "nudges": _nudges,
        "schema": _schema,
        "serve": _serve,
        "worker": _worker,
        "check": _check,
        "push-keys": _push_keys,
        "demo": _demo,
    }


def _plan(asked: Namespace) -> str:
    from knipa.cli.answers import plan

    return plan(asked)


def _sheet(asked: Namespace) -> str:
    from knipa.cli.answers import sheet

    return sheet(asked)


def _nudges(asked: Namespace) -> str:
    from knipa.cli.nudges import nudges

    return nudges(asked)


def _schema(asked: Namespace) -> str:
    from knipa.cli.answers import as_json
    from knipa.contract import schema

    return as_json(schema(asked.name))


def _serve(asked: Namespace) -> str:
    from knipa.web.serve import serve

    serve(host=asked.host, port=asked.port)
    return ""


def _worker(asked: Namespace) -> str:
    from knipa.web.work import work

    work(shares=asked.shares)
    return ""


def _check(asked: Namespace) -> Answer:
    from knipa.cli.check import check

    return check(asked)


def _push_keys(asked: Namespace) -> str:  # noqa: ARG001  # nothing to ask
    from knipa.web.reminders import push_keys

    key = push_keys.make()
    return f"# public: {push_keys.public(push_keys.unwritten(key))}\nKNIPA_PUSH_KEY={key}\n"


def _demo(asked: Namespace) -> str:
    from knipa.web.demonstration.house import open_house

    open_house(port=asked.port, on=asked.on)
    return ""


def _say(line: str, code: int) -> int:
    """Say one line on stderr, whatever letters the terminal knows."""
    sys.stderr.write(f"{_for(sys.stderr.encoding, line)}\n")
    return code


def _for(encoding: str | None, text: str) -> str:
    encoding = encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _print(answer: str) -> int:
    """Write the whole answer at once, as UTF-8 even where the locale is C; a reader who leaves is no fault."""
    try:
        sys.stdout.buffer.write(answer.encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _leave_stdout()
    except OSError as full:
        _leave_stdout()
        return _say(f"stdout: {full.strerror}", EXIT_BROKEN)
    return 0


def _leave_stdout() -> None:
    """Point stdout elsewhere, or Python complains once more when it ends."""
    elsewhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(elsewhere, 1)
    os.close(elsewhere)
