"""Writes a plan as JSON, with the words of a language beside every code."""

from datetime import date

from knipa.content.words import Words
from knipa.contract.shapes import (
    AdviceShape,
    BecauseShape,
    ClearanceShape,
    DoseShape,
    PlanShape,
    RhythmShape,
    SpanShape,
)
from knipa.training.exercise import Dose
from knipa.training.plan import Advice, Plan
from knipa.training.protocol import Rhythm, Span
from knipa.training.reason import Because
from knipa.training.screening import Clearance


def plan_json(plan: Plan, words: Words) -> PlanShape:
    """Return `knipa.plan/1`."""
    expect, countdown, today = plan.expect, plan.countdown, plan.today
    return {
        "format": "knipa.plan/1",
        "on": plan.on.isoformat(),
        "protocol": plan.protocol,
        "clearance": _clearance(plan.clearance, words),
        "stage": plan.stage,
        "position": plan.position,
        "rhythm": _rhythm(plan.rhythm) if plan.rhythm else None,
        "doses": [_dose(dose) for dose in plan.doses],
        "today": {"done": today.done, "left": today.left, "rest_day": today.rest_day},
        "advice": [_advice(advice, words) for advice in plan.advice],
        "because": [_because(because, words) for because in plan.because],
        "expect": {"notice_from": _day(expect.notice_from), "full_by": _day(expect.full_by)}
        if expect
        else None,
        "countdown": {"to": countdown.to, "on": _day(countdown.on), "days": countdown.days}
        if countdown
        else None,
    }


def told(because: Because, words: Words) -> str:
    """Return the sentence of a reason."""
    return words.text("reason", because.words, because.values)


def _day(day: date) -> str:
    return day.isoformat()


def _because(because: Because, words: Words) -> BecauseShape:
    return {"code": because.reason.value, "fact": because.reason.fact, "text": told(because, words)}


def _advice(advice: Advice, words: Words) -> AdviceShape:
    because = _because(advice.because, words)
    shape: AdviceShape = {"code": because["code"], "fact": because["fact"], "text": because["text"]}
    if advice.urgency:
        shape["urgency"] = advice.urgency
    return shape


def _clearance(clearance: Clearance, words: Words) -> ClearanceShape:
    return {
        "may": clearance.may,
        "urgency": clearance.urgency,
        "because": [_because(because, words) for because in clearance.because],
        "until": _day(clearance.until) if clearance.until else None,
    }


def _rhythm(rhythm: Rhythm) -> RhythmShape:
    return {"per_day": _span(rhythm.per_day), "days_per_week": _span(rhythm.days_per_week)}


def _span(span: Span) -> SpanShape:
    return {"min": span.min, "max": span.max}


def _dose(dose: Dose) -> DoseShape:
    shape: DoseShape = {
        "exercise": dose.exercise,
        "effort": dose.effort,
        "reps": dose.reps,
        "hold_s": dose.hold_s,
        "rest_s": dose.rest_s,
        "open": dose.open,
        "to_fatigue": dose.to_fatigue,
    }
    if dose.movement:
        shape["movement"] = dose.movement
    if dose.on_top:
        shape["on_top"] = dose.on_top
    return shape
