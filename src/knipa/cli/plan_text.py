"""A plan as calm, aligned text of at most 80 columns, in the person's language."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from knipa.cli.sheet_text import COLUMNS, capital
from knipa.content.library import Value, Words
from knipa.contract import told
from knipa.training.exercise import Dose
from knipa.training.plan import Plan
from knipa.training.protocol import DAILY, Rhythm, Span
from knipa.training.reason import Because

type Row = tuple[str, str]


def render_plan_text(plan: Plan, words: Words) -> str:
    """Return the plan: what one may do, what to do today, and why."""
    parts = [
        [words.text("command", "plan_title", {"on": plan.on})],
        _table([*_rows(plan, words)]),
        _titled("round", _table([_dose(dose, words) for dose in plan.doses], indent=2), words),
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


def _rows(plan: Plan, words: Words) -> Iterator[Row]:
    def label(key: str) -> str:
        return words.text("command", key)

    clearance = plan.clearance
    yield label("may"), _with_urgency(capital(words.write(clearance.may)), clearance.urgency, words)
    if clearance.until:
        yield label("until"), words.write(clearance.until)
    if plan.stage:
        yield label("stage"), capital(words.write(plan.stage))
    if plan.position:
        yield label("position"), capital(words.write(plan.position))
    if plan.rhythm:
        yield label("rhythm"), _rhythm(plan.rhythm, words)
    if plan.doses:
        yield label("today"), _today(plan, words)
    yield from _ahead(plan, words)


def _ahead(plan: Plan, words: Words) -> Iterator[Row]:
    if plan.expect:
        dates = {"notice_from": plan.expect.notice_from, "full_by": plan.expect.full_by}
        yield words.text("command", "expect"), words.text("command", "expect_dates", dates)
    if plan.countdown:
        countdown: dict[str, Value] = {"on": plan.countdown.on, "days": plan.countdown.days}
        told_as = f"countdown_{plan.countdown.to}"
        yield words.text("command", "countdown"), words.text("command", told_as, countdown)


def _with_urgency(text: str, urgency: object, words: Words) -> str:
    return f"{text} ({words.text('urgency', str(urgency))})" if urgency else text


def _today(plan: Plan, words: Words) -> str:
    if plan.today.rest_day:
        return words.text("command", "rest_day")
    return words.text("command", "today_rounds", {"done": plan.today.done, "left": max(plan.today.left, 0)})


def _rhythm(rhythm: Rhythm, words: Words) -> str:
    days = rhythm.days_per_week
    week = (
        words.text("command", "every_day")
        if days == DAILY
        else words.text("command", "days_a_week", {"span": _span(days)})
    )
    return f"{words.text('command', 'rounds_a_day', {'span': _span(rhythm.per_day)})}, {week}"


def _span(span: Span) -> str:
    return str(span.max) if span.min == span.max else f"{span.min}–{span.max}"


def _dose(dose: Dose, words: Words) -> Row:
    """Return name and dose: `Strength  10 × 6 s, rest 6 s, as hard as possible`."""
    name = ": ".join([words.write(dose.exercise), *([words.write(dose.movement)] if dose.movement else [])])
    values = {"reps": dose.reps, "hold": dose.hold_s, "rest": dose.rest_s}
    parts = [words.text("command", "dose_open" if dose.open else "dose", values)]
    if dose.on_top:
        parts.append(words.text("command", "on_top", {"on_top": dose.on_top}))
    if not dose.exercise.lets_go:
        parts.append(words.write(dose.effort))
    if dose.to_fatigue:
        parts.append(words.text("command", "to_fatigue"))
    return capital(name), ", ".join(parts)


def _advice(plan: Plan, words: Words) -> Iterator[str]:
    for advice in plan.advice:
        yield _with_urgency(told(advice.because, words), advice.urgency, words)


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
