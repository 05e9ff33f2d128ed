"""A plan as calm, aligned text of at most 80 columns, in the person's language."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from knipa.cli.sheet_text import COLUMNS
from knipa.content.words import Words
from knipa.contract import told
from knipa.contract.rows import Row, dose_row, plan_rows, with_urgency
from knipa.training.plan import Plan
from knipa.training.reason import Because


def render_plan_text(plan: Plan, words: Words) -> str:
    """Return the plan: what one may do, what to do today, and why."""
    parts = [
        [words.text("command", "plan_title", {"on": plan.on})],
        _table([*plan_rows(plan, words)]),
        _titled("round", _table([dose_row(dose, words) for dose in plan.doses], indent=2), words),
        _titled("why", _list([told(because, words) for because in _reasons(plan)]), words),
        _titled("beside", _list([*_advice(plan, words)]), words),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _reasons(plan: Plan) -> list[Because]:
    """Return why one may do so much or little, and why the plan is so, each reason once."""
    reasons: list[Because] = []
    for because in (*plan.clearance.because, *plan.because):
        if because not in reasons:
            reasons.append(because)
    return reasons


def _advice(plan: Plan, words: Words) -> Iterator[str]:
    for advice in plan.advice:
        yield with_urgency(told(advice.because, words), advice.urgency, words)


def _titled(key: str, lines: Sequence[str], words: Words) -> list[str]:
    return [words.text("command", key), *lines] if lines else []


def _table(rows: Sequence[Row], indent: int = 0) -> list[str]:
    """Return labels in one column and their text, wrapped, in the next."""
    wide = indent + 2 + max((len(label) for label, _ in rows), default=0)
    lines: list[str] = []
    for label, text in rows:
        first = f"{' ' * indent}{label}".ljust(wide)
        lines += wrap(
            text, COLUMNS, initial_indent=first, subsequent_indent=" " * wide, break_on_hyphens=False
        )
    return lines


def _list(texts: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for text in texts:
        lines += wrap(text, COLUMNS, initial_indent="  • ", subsequent_indent="    ", break_on_hyphens=False)
    return lines
