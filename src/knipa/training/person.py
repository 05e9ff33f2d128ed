"""Who trains: what was answered, in the person's own words, and is still true."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from knipa.training.exercise import HeldSeconds, HoldSeconds, Position, Reps

PREGNANCY_DAYS = 280  # from the last period to the due date: the usual obstetric count of 40 weeks
PAST_DUE_DAYS = 21  # a pregnancy counts as going on for so long after its due date (RULES.md 2; ours)


class Anatomy(StrEnum):
    """Steers words and pictures, never the dose."""

    VAGINA = "vagina"
    PENIS = "penis"
    UNSTATED = "unstated"


class Motive(StrEnum):
    """Why the person trains (R1, R2, R4, R5, R41)."""

    LEAK_URINE = "leak_urine"
    LEAK_STOOL = "leak_stool"
    LEAK_GAS = "leak_gas"
    PROLAPSE = "prolapse"
    HEAVINESS = "heaviness"
    CHRONIC_COUGH = "chronic_cough"  # COPD too (R4)
    MENOPAUSE = "menopause"
    SEXUAL_FUNCTION = "sexual_function"
    PREVENTION = "prevention"


class Situation(StrEnum):
    """When the person notices trouble (R28, R35, R36)."""

    COUGH_SNEEZE_LAUGH = "cough_sneeze_laugh"
    RISE = "rise"
    WALK = "walk"
    LIFT = "lift"
    RUN = "run"
    JUMP = "jump"
    HARD_TRAINING = "hard_training"
    URGE = "urge"
    SEX = "sex"
    ALL_DAY = "all_day"


class Sign(StrEnum):
    """What may stand in the way of training: new signs, not what has long been known and examined."""

    PELVIC_PAIN = "pelvic_pain"
    PAIN_ON_SQUEEZE = "pain_on_squeeze"
    PAIN_AT_SEX = "pain_at_sex"
    WOUND_SORE = "wound_sore"
    CATHETER = "catheter"  # one that stays in
    TOLD_TO_WAIT = "told_to_wait"
    CANNOT_PASS_URINE = "cannot_pass_urine"
    CANNOT_EMPTY = "cannot_empty"
    BLOOD_IN_URINE = "blood_in_urine"
    BLOOD_IN_STOOL = "blood_in_stool"
    UNEXPECTED_BLEEDING = "unexpected_bleeding"
    FEVER = "fever"
    FEVER_OR_WOUND_TROUBLE = "fever_or_wound_trouble"
    BULGE_OUTSIDE = "bulge_outside"
    SADDLE_NUMBNESS = "saddle_numbness"
    NEW_LEG_WEAKNESS = "new_leg_weakness"


PAIN_SIGNS = frozenset({Sign.PELVIC_PAIN, Sign.PAIN_ON_SQUEEZE})  # R6


class BirthMode(StrEnum):
    """How the child was born."""

    VAGINAL = "vaginal"
    INSTRUMENTAL = "instrumental"
    CAESAREAN = "caesarean"


class Tear(StrEnum):
    """The degree of a perineal tear."""

    NONE = "none"
    FIRST_OR_SECOND = "1_2"
    THIRD_OR_FOURTH = "3_4"
    UNKNOWN = "unknown"


class Operation(StrEnum):
    """The operations that give extra reason to train, before and after (R3)."""

    PROSTATECTOMY = "prostatectomy"
    HYSTERECTOMY = "hysterectomy"
    PROLAPSE = "prolapse"
    URINARY_INCONTINENCE = "urinary_incontinence"
    FAECAL_INCONTINENCE = "faecal_incontinence"
    OTHER_PELVIC = "other_pelvic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pregnancy:
    """A pregnancy, with its due date; `ended` when it ended without a birth to speak of."""

    kind: Literal["pregnancy"] = "pregnancy"
    due: date
    ended: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth:
    """A birth, past or planned; the dates are midwife's or doctor's word (R18)."""

    kind: Literal["birth"] = "birth"
    on: date
    mode: BirthMode
    tear: Tear | None = None
    gentle_from: date | None = None
    cleared_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surgery:
    """An operation in the pelvis, past or planned; the dates are the surgeon's word (R3, R18)."""

    kind: Literal["surgery"] = "surgery"
    operation: Operation
    on: date
    gentle_from: date | None = None
    cleared_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PelvicCancerTreatment:
    """Cancer treatment in the pelvis (R41)."""

    kind: Literal["pelvic_cancer_treatment"] = "pelvic_cancer_treatment"
    on: date
    cleared_from: date | None = None


Event = Pregnancy | Birth | Surgery | PelvicCancerTreatment


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenFor:
    """A professional has looked at this sign."""

    sign: Sign
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """A self-test: what the person managed on a day."""

    hold_s: HoldSeconds
    reps: Reps
    fast_reps: Reps
    endurance_s: HeldSeconds
    measured_on: date


class Avoided(StrEnum):
    """What the trouble keeps the person from (R42)."""

    ACTIVITY = "activity"
    COMPANY = "company"
    SEX = "sex"


class Unable(StrEnum):
    """What this body does not do."""

    SUPINE = "supine"
    ALL_FOURS = "all_fours"
    STANDING = "standing"
    LIFT = "lift"
    JUMP = "jump"


class Absence(StrEnum):
    """Why someone pauses."""

    ILL = "ill"
    TRAVEL = "travel"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days without training that the person has named; both ends are part of it."""

    from_: date
    to: date
    why: Absence


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """All that is known of a person; everything may be left unsaid.

    Dates lie in the years 1900 to 2999: the contract's readers see to it. `signs` hold from `signs_on`;
    without that date they, like every undated answer, are older than the log.
    """

    anatomy: Anatomy = Anatomy.UNSTATED
    reasons: tuple[Motive, ...] = ()
    trouble_when: tuple[Situation, ...] = ()
    events: tuple[Event, ...] = ()
    signs: tuple[Sign, ...] = ()
    signs_on: date | None = None
    seen_for: tuple[SeenFor, ...] = ()
    found: bool = False
    capacity: Capacity | None = None
    stronger: bool | None = None
    satisfied: bool | None = None
    wants_help: bool | None = None
    avoids: tuple[Avoided, ...] = ()
    cannot: tuple[Unable, ...] = ()
    pauses: tuple[Pause, ...] = ()
    position: Position | None = None
    locale: str = "sv"
    timezone: str = "UTC"

    def paused(self, on: date) -> Pause | None:
        """Return the pause that this day lies in."""
        return next((pause for pause in self.pauses if pause.from_ <= on <= pause.to), None)

    def births(self, on: date) -> list[Birth]:
        """Return the births whose day has come."""
        return [event for event in self.events if isinstance(event, Birth) and event.on <= on]

    def pregnancies(self, on: date) -> list[Pregnancy]:
        """Return the pregnancies that have begun, not ended, and that no birth has closed."""
        births = self.births(on)
        return [
            event
            for event in self.events
            if isinstance(event, Pregnancy)
            and event.due - timedelta(PREGNANCY_DAYS) <= on
            and not (event.ended and event.ended <= on)
            and not any(birth.on > event.due - timedelta(PREGNANCY_DAYS) for birth in births)
        ]

    def pregnant(self, on: date) -> bool:
        """Tell whether a pregnancy goes on, with three weeks' grace past its due date."""
        return any(on <= event.due + timedelta(PAST_DUE_DAYS) for event in self.pregnancies(on))
