"""Small words for the tests of the engine: the 1177 protocol, people's rounds and checks, and days that pass."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import count
from uuid import UUID

from knipa.training.exercise import Dose, Effort, Exercise, Movement, Position
from knipa.training.person import Birth, BirthMode, Capacity, Operation, Person, Sign, Situation, Surgery
from knipa.training.plan import Plan
from knipa.training.progression import follow
from knipa.training.protocol import (
    DAILY,
    Doses,
    FixedDose,
    Ladder,
    Ladders,
    Pace,
    Protocol,
    Rest,
    Rhythm,
    Rhythms,
    Rung,
    Span,
)
from knipa.training.session_log import Check, Contact, Done, Ease, Ended, Felt, Line, Moment, Session

DAY_ONE = date(2026, 1, 1)
WINTER_TIME = timezone(timedelta(hours=1))


def _rest(floor_s: int = 0) -> Rest:
    return Rest(floor_s=floor_s, ratio=1)


def _rung(hold_s: int, reps: int) -> Rung:
    return Rung(hold_s=hold_s, reps=reps)


def _fixed(effort: Effort, hold_s: int, reps: int, rest: Rest) -> FixedDose:
    return FixedDose(effort=effort, hold_s=hold_s, reps=reps, rest=rest)


def _a_day(least: int, most: int, days: Span = DAILY) -> Rhythm:
    return Rhythm(per_day=Span(min=least, max=most), days_per_week=days)


PROTOCOL = Protocol(
    id="1177",
    title="After public advice on 1177.se",
    doses=Doses(
        find=_fixed(Effort.MODERATE, 3, 10, _rest()),
        circulation=_fixed(Effort.LIGHT, 2, 8, _rest(4)),
        functional=_fixed(Effort.NEAR, 5, 3, _rest()),
        relaxation=_fixed(Effort.NONE, 5, 5, _rest(10)),
        breathing=_fixed(Effort.NONE, 4, 5, _rest(6)),
    ),
    ladders=Ladders(
        strength=Ladder(
            effort=Effort.MAX,
            start=_rung(3, 5),
            target=_rung(6, 10),
            step=_rung(1, 1),
            least=_rung(3, 5),
            rest=_rest(),
            on_top=0,
            open=False,
        ),
        fast=Ladder(
            effort=Effort.MAX,
            start=_rung(2, 10),
            target=_rung(2, 10),
            step=_rung(0, 1),
            least=_rung(2, 5),
            rest=_rest(2),
            on_top=0,
            open=False,
        ),
        endurance=Ladder(
            effort=Effort.MODERATE,
            start=_rung(10, 1),
            target=_rung(60, 1),
            step=_rung(5, 0),
            least=_rung(5, 1),
            rest=_rest(),
            on_top=0,
            open=True,
        ),
    ),
    rhythms=Rhythms(
        gentle=_a_day(1, 3),
        relax=_a_day(1, 3),
        find=_a_day(3, 3),
        build=_a_day(1, 3),
        stronger=_a_day(1, 1, Span(min=3, max=4)),
        maintain=_a_day(1, 1, Span(min=1, max=3)),
    ),
    pace=Pace(days_to_step=3, dates_to_build=3, dates_to_stand=14),
)

# The heaviest programme that the safe bounds of RULES.md let through.
HEAVIEST = replace(
    PROTOCOL,
    id="heaviest",
    doses=replace(
        PROTOCOL.doses,
        find=replace(PROTOCOL.doses.find, hold_s=6, reps=15),
        circulation=replace(PROTOCOL.doses.circulation, hold_s=3, reps=10),
        functional=replace(PROTOCOL.doses.functional, hold_s=6, reps=5),
    ),
    ladders=Ladders(
        strength=replace(PROTOCOL.ladders.strength, start=_rung(10, 15), target=_rung(10, 15), on_top=4),
        fast=replace(PROTOCOL.ladders.fast, start=_rung(3, 20), target=_rung(3, 20)),
        endurance=replace(PROTOCOL.ladders.endurance, start=_rung(60, 3), target=_rung(60, 3)),
    ),
    rhythms=Rhythms(**{name: _a_day(6, 6) for name in Rhythms.__annotations__}),
)

_ids = count(1)


def new_id() -> UUID:
    return UUID(int=next(_ids))


def day(number: int) -> date:
    """Return a day of the story: day(0) is the first."""
    return DAY_ONE + timedelta(number)


def at(on: date, hour: int = 7) -> datetime:
    return datetime(on.year, on.month, on.day, hour, tzinfo=WINTER_TIME)


def felt(
    *,
    ease: Ease = Ease.EASY,
    contact: Contact = Contact.CLEAR,
    let_go: bool = True,
    pain: bool = False,
    tired: bool | None = None,
    heavier: bool | None = None,
) -> Felt:
    """Say that it went well, unless told otherwise."""
    return Felt(ease=ease, contact=contact, let_go=let_go, pain=pain, tired=tired, heavier=heavier)


def did(
    dose: Dose, *, reps: int | None = None, held_s: int | None = None, trouble: bool | None = None
) -> Done:
    """Do the dose as planned, unless told otherwise."""
    held = dose.hold_s if held_s is None else held_s
    return Done(
        exercise=dose.exercise,
        reps=dose.reps if reps is None else reps,
        hold_s=dose.hold_s if dose.open else held,
        held_s=held if dose.open else None,
        movement=dose.movement,
        trouble=trouble,
    )


def session(
    on: date,
    doses: Iterable[Dose | Done],
    *,
    hour: int = 7,
    position: Position = Position.SUPINE,
    ended: Ended = Ended.WHOLE,
    told: bool = True,
    **feeling: object,
) -> Session:
    """Log one round; `told=False` leaves out how it felt."""
    return Session(
        id=new_id(),
        at=at(on, hour),
        position=position,
        ended=ended,
        done=tuple(did(each) if isinstance(each, Dose) else each for each in doses),
        felt=felt(**feeling) if told else None,  # type: ignore[arg-type]
    )


def check(on: date, *signs: Sign, hour: int = 6, **words: object) -> Check:
    """Answer all about signs (none named: nothing hurts), and any other words."""
    return Check(id=new_id(), at=at(on, hour), signs=signs, **words)  # type: ignore[arg-type]


def say(on: date, hour: int = 6, **words: object) -> Check:
    """Answer how things stand, without being asked about signs."""
    return Check(id=new_id(), at=at(on, hour), **words)  # type: ignore[arg-type]


def moment(on: date, movement: Movement = Movement.COUGH, hour: int = 12) -> Moment:
    return Moment(id=new_id(), at=at(on, hour), movement=movement)


Round = Callable[[date, Plan], Line | Iterable[Line] | None]


def as_planned(on: date, plan: Plan) -> Session:
    """One round exactly as the plan says, in its position, and it went well."""
    assert plan.position is not None
    return session(on, plan.doses, position=plan.position)


def with_trouble(movement: Movement) -> Round:
    """One round as planned, in which this movement leaked."""
    return lambda on, plan: session(
        on,
        [did(each, trouble=each.movement is movement) for each in plan.doses],
        position=plan.position or Position.SUPINE,
    )


class Story:
    """A person, and a log that grows day by day as the plan of each day is followed."""

    def __init__(self, person: Person | None = None, *, protocol: Protocol = PROTOCOL) -> None:
        """Begin at day(0) with nothing logged."""
        self.person = person or Person()
        self.protocol = protocol
        self.log: list[Line] = []
        self.number = 0

    @property
    def today(self) -> date:
        return day(self.number)

    def plan(self, on: date | None = None) -> Plan:
        return follow(self.protocol, self.person, self.log, on or self.today)

    def train(self, days: int = 1, each: Round = as_planned) -> Plan:
        """Do one round a day; return the plan of the day after."""
        for _ in range(days):
            lines = each(self.today, self.plan())
            if lines is not None:
                self.log.extend([lines] if isinstance(lines, Line) else lines)
            self.number += 1
        return self.plan()

    def round(self, **feeling: object) -> Plan:
        """Do one round as planned that felt like this; return the plan of the day after."""
        plan = self.plan()
        self.log.append(session(self.today, plan.doses, position=plan.position or Position.SUPINE, **feeling))
        self.number += 1
        return self.plan()

    def skip(self, days: int) -> Plan:
        self.number += days
        return self.plan()

    def answer(self, *signs: Sign, **words: object) -> Plan:
        """Check in today; return the plan of the day after."""
        self.log.append(check(self.today, *signs, **words))
        self.number += 1
        return self.plan()

    def until(self, stage: str, most: int = 200) -> Plan:
        """Train as planned until this stage is reached."""
        for _ in range(most):
            plan = self.plan()
            if plan.stage == stage:
                return plan
            self.train()
        raise AssertionError(f"{stage} was not reached in {most} days")


def knowing(**answers: object) -> Person:
    """A person who knows the squeeze."""
    return Person(found=True, **answers)  # type: ignore[arg-type]


def measured(
    hold_s: int = 6, reps: int = 10, fast_reps: int = 10, endurance_s: int = 60, on: date | None = None
) -> Capacity:
    """A self-test, everything at its target unless told otherwise."""
    return Capacity(
        hold_s=hold_s,
        reps=reps,
        fast_reps=fast_reps,
        endurance_s=endurance_s,
        measured_on=on or day(-1),
    )


def birth(days_ago: int, *, gentle_in: int | None = None, cleared_in: int | None = None) -> Birth:
    """A birth so long before day(0); the dates count from day(0)."""
    return Birth(
        on=day(-days_ago),
        mode=BirthMode.VAGINAL,
        gentle_from=None if gentle_in is None else day(gentle_in),
        cleared_from=None if cleared_in is None else day(cleared_in),
    )


def surgery(days_ago: int, *, gentle_in: int | None = None, cleared_in: int | None = None) -> Surgery:
    """An operation so long before day(0); the dates count from day(0)."""
    return Surgery(
        operation=Operation.PROSTATECTOMY,
        on=day(-days_ago),
        gentle_from=None if gentle_in is None else day(gentle_in),
        cleared_from=None if cleared_in is None else day(cleared_in),
    )


def follow_on(person: Person, log: Iterable[Line] = (), on: date | None = None) -> Plan:
    return follow(PROTOCOL, person, log, on or day(0))


def dose(plan: Plan, exercise: Exercise) -> Dose:
    """Return the plan's one dose of this exercise."""
    (found,) = [each for each in plan.doses if each.exercise is exercise]
    return found


def levels(plan: Plan) -> tuple[tuple[int, int], int, int]:
    """Return ((strength hold, strength reps), fast reps, endurance seconds)."""
    strength = dose(plan, Exercise.STRENGTH)
    return (
        (strength.hold_s, strength.reps),
        dose(plan, Exercise.FAST).reps,
        dose(plan, Exercise.ENDURANCE).hold_s,
    )


def exercises(plan: Plan) -> list[str]:
    return [str(each.exercise) for each in plan.doses]


def moves(plan: Plan) -> list[str]:
    return [str(each.movement) for each in plan.doses if each.exercise is Exercise.FUNCTIONAL]


def rhythm(plan: Plan) -> tuple[int, int, int, int]:
    """Return rounds a day (least, most), days a week (least, most)."""
    assert plan.rhythm is not None
    a_day, a_week = plan.rhythm.per_day, plan.rhythm.days_per_week
    return (a_day.min, a_day.max, a_week.min, a_week.max)


def whys(plan: Plan) -> list[str]:
    return [str(each.reason) for each in plan.because]


def hindrances(plan: Plan) -> list[str]:
    return [str(each.reason) for each in plan.clearance.because]


def advice(plan: Plan) -> list[str]:
    return [str(each.because.reason) for each in plan.advice]


def functional_story(*trouble: Situation, **answers: object) -> Story:
    """A person who has trained to functional: three weeks standing-fit, from a self-test at every target."""
    story = Story(knowing(trouble_when=trouble, capacity=measured(), **answers))
    story.until("functional")
    return story


def doses_of(exercise: Exercise, doses: Sequence[Dose]) -> list[Dose]:
    return [each for each in doses if each.exercise is exercise]
