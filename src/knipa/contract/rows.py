"""A plan as short rows: a label and what it says, in the person's language."""

from collections.abc import Iterator

from knipa.content.words import Value, Words
from knipa.training.exercise import Dose
from knipa.training.plan import Plan
from knipa.training.protocol import DAILY, Rhythm, Span

type Row = tuple[str, str]


def capital(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def plan_rows(plan: Plan, words: Words) -> Iterator[Row]:
    """Yield what one may do, where one stands and how often, each with its label."""

    def label(key: str) -> str:
        return words.text("command", key)

    clearance = plan.clearance
    yield label("may"), with_urgency(capital(words.write(clearance.may)), clearance.urgency, words)
    if clearance.until:
        yield label("until"), words.write(clearance.until)
    if plan.stage:
        yield label("stage"), capital(words.write(plan.stage))
    if plan.position:
        yield label("position"), capital(words.write(plan.position))
    if plan.rhythm:
        yield label("rhythm"), rhythm_row(plan.rhythm, words)
    if plan.doses:
        yield label("today"), _today(plan, words)
    yield from _ahead(plan, words)


def _ahead(plan: Plan, words: Words) -> Iterator[Row]:
    if plan.expect:
        dates = {"notice_from": plan.expect.notice_from, "full_by": plan.expect.full_by}
        yield words.text("command", "expect"), words.text("command", "expect_dates", dates)
    if plan.countdown:
        countdown: dict[str, Value] = {"on": plan.countdown.on, "days": plan.countdown.days}
        told_as = _one(f"countdown_{plan.countdown.to}", plan.countdown.days)
        yield words.text("command", "countdown"), words.text("command", told_as, countdown)


def with_urgency(text: str, urgency: object, words: Words) -> str:
    """Return the text, and how soon to act on it."""
    return f"{text} ({words.text('urgency', str(urgency))})" if urgency else text


def _today(plan: Plan, words: Words) -> str:
    if plan.today.rest_day:
        return words.text("command", "rest_day")
    return words.text("command", "today_rounds", {"done": plan.today.done, "left": max(plan.today.left, 0)})


def rhythm_row(rhythm: Rhythm, words: Words) -> str:
    """Return how often: `1–3 rounds a day, every day`."""
    days = rhythm.days_per_week
    week = (
        words.text("command", "every_day")
        if days == DAILY
        else words.text("command", "days_a_week", {"span": _span(days)})
    )
    rounds = words.text("command", _one("rounds_a_day", rhythm.per_day.max), {"span": _span(rhythm.per_day)})
    return f"{rounds}, {week}"


def _one(key: str, count: int) -> str:
    """Return the key of the words for this count: a language may say one thing otherwise than several."""
    return f"{key}_one" if count == 1 else key


def _span(span: Span) -> str:
    return str(span.max) if span.min == span.max else f"{span.min}–{span.max}"


def dose_row(dose: Dose, words: Words) -> Row:
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
