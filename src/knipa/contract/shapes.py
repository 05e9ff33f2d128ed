"""What goes out, as types: the plan and the cue sheet are written as these, and their schemas come from them."""

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from pydantic import ConfigDict, Field, with_config

from knipa.contract.leaves import DATE, DIGEST, LANGUAGE_TAG
from knipa.training.cue_sheet import Action
from knipa.training.exercise import Effort, Exercise, Movement, Position
from knipa.training.programme import Stage
from knipa.training.screening import May, Urgency
from knipa.training.session_log import Round

type Day = Annotated[str, Field(pattern=DATE, json_schema_extra={"format": "date"})]
type Count = Annotated[int, Field(ge=0)]
closed: Any = with_config(ConfigDict(extra="forbid"))


@closed
class BecauseShape(TypedDict):
    """A reason: its code, the fact it rests on, and its words."""

    code: str
    fact: str
    text: str


@closed
class AdviceShape(TypedDict):
    """What stands beside the training."""

    code: str
    fact: str
    text: str
    urgency: NotRequired[Urgency]


@closed
class ClearanceShape(TypedDict):
    """What one may do today; `until` is the first day on which it no longer binds."""

    may: May
    urgency: Urgency | None
    because: list[BecauseShape]
    until: Day | None


@closed
class SpanShape(TypedDict):
    """From the least to the most."""

    min: Count
    max: Count


@closed
class RhythmShape(TypedDict):
    """Rounds a day, and days a week."""

    per_day: SpanShape
    days_per_week: SpanShape


@closed
class DoseShape(TypedDict):
    """One exercise in a round, in whole seconds."""

    exercise: Exercise
    movement: NotRequired[Movement]
    effort: Effort
    reps: Count
    hold_s: Count
    rest_s: Count
    open: bool
    to_fatigue: bool
    on_top: NotRequired[Count]


@closed
class TodayShape(TypedDict):
    """Rounds done and left."""

    done: Count
    left: Count
    rest_day: bool


@closed
class ExpectShape(TypedDict):
    """When improvement is usually noticed, and when it is full."""

    notice_from: Day
    full_by: Day


@closed
class CountdownShape(TypedDict):
    """What the training prepares for."""

    to: Literal["birth", "surgery"]
    on: Day
    days: Count


@closed
class PlanShape(TypedDict):
    """The plan of one day."""

    format: Literal["knipa.plan/1"]
    on: Day
    protocol: str
    clearance: ClearanceShape
    stage: Stage | None
    position: Position | None
    rhythm: RhythmShape | None
    doses: list[DoseShape]
    today: TodayShape
    advice: list[AdviceShape]
    because: Annotated[list[BecauseShape], Field(min_length=1)]
    expect: ExpectShape | None
    countdown: CountdownShape | None


@closed
class CueShape(TypedDict):
    """One instruction, in whole milliseconds; `effort` is a share of full force."""

    at_ms: Count
    for_ms: Count
    action: Action
    exercise: Exercise | None
    movement: NotRequired[Movement]
    rep: Count | None
    of: Count | None
    effort: Annotated[float, Field(ge=0, le=1)]
    on_top: NotRequired[Count]
    say: Annotated[str, Field(min_length=1)]
    until: NotRequired[Literal["released"]]
    target_ms: NotRequired[Count]
    as_long_as_held: NotRequired[Literal[True]]
    rest_min_ms: NotRequired[Count]


@closed
class CueSheetShape(TypedDict):
    """A whole session as a score."""

    format: Literal["knipa.cuesheet/1"]
    digest: NotRequired[Annotated[str, Field(pattern=DIGEST)]]
    locale: Annotated[str, Field(pattern=LANGUAGE_TAG)]
    position: Position
    round: NotRequired[Round]
    duration_ms: Count
    cues: Annotated[list[CueShape], Field(min_length=1)]
