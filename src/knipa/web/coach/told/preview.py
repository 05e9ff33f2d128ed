"""What other answers would change, told before they are kept."""

from dataclasses import dataclass
from datetime import datetime

from knipa.content.words import Words
from knipa.contract import built_in, read_line, told
from knipa.contract.rows import dose_row, plan_rows
from knipa.training.plan import Plan
from knipa.training.progression import follow
from knipa.web.coach.shown.day import Due
from knipa.web.coach.snapshot import PROTOCOL
from knipa.web.coach.told.answering import Told, answered
from knipa.web.models import Account

SAYS_NOTHING_NEW = ("today", "expect")  # rows that other answers do not move, or that follow from another row


@dataclass(frozen=True, slots=True)
class Moved:
    """One line of the plan, as it is and as it would be; empty where there is none."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The answers as they would be, and what would be different: the plan, why, and advice that comes or goes."""

    answers: Told
    moved: list[Moved]
    because: list[str]
    new_advice: list[str]
    gone_advice: list[str]

    @property
    def nothing(self) -> bool:
        """True where the plan of today would be the same."""
        return not (self.moved or self.because or self.new_advice or self.gone_advice)


def preview(account: Account, due: Due, told_now: Told, at: datetime) -> Preview:
    """Return what these answers would change in the plan of today; reads the whole log, and keeps nothing.

    Raises:
        RefusedError: if the contract refuses the answers.
    """
    answers, say = answered(account, told_now, at), due.words
    lines = [read_line(line, "log") for line in account.log.values_list("line", flat=True)]
    word = [answers.word] if answers.word else []
    protocol = built_in(PROTOCOL)
    then = follow(protocol, answers.person, [*lines, *word], answers.at.date())
    return Preview(
        answers=answers.told,
        moved=_moved(due.plan, then, say),
        because=_only_in(_because(then, say), _because(due.plan, say)),
        new_advice=_only_in(_advice(then, say), _advice(due.plan, say)),
        gone_advice=_only_in(_advice(due.plan, say), _advice(then, say)),
    )


def _moved(now: Plan, then: Plan, say: Words) -> list[Moved]:
    before, after = _rows(now, say), _rows(then, say)
    return [
        Moved(label, before.get(label, ""), after.get(label, ""))
        for label in dict.fromkeys([*before, *after])
        if before.get(label) != after.get(label)
    ]


def _rows(plan: Plan, say: Words) -> dict[str, str]:
    """The plan by its labels, one line for each dose."""
    silent = {say.text("command", label) for label in SAYS_NOTHING_NEW}
    rows = {label: text for label, text in plan_rows(plan, say) if label not in silent}
    return rows | dict(dose_row(dose, say) for dose in plan.doses)


def _because(plan: Plan, say: Words) -> list[str]:
    return [told(because, say) for because in (*plan.clearance.because, *plan.because)]


def _advice(plan: Plan, say: Words) -> list[str]:
    return [told(advice.because, say) for advice in plan.advice]


def _only_in(these: list[str], those: list[str]) -> list[str]:
    return [each for each in dict.fromkeys(these) if each not in those]
