"""Why: the codes for every decision, each with the fact that it rests on; words are found elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Self

Value = int | date | StrEnum


class Reason(StrEnum):
    """A decision's code and its fact: an R-fact of PROGRAMME.md, a key of evidence.toml, or "ours"."""

    fact: str

    def __new__(cls, code: str, fact: str) -> Self:
        """Make the member from its code, and keep the fact beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.fact = fact
        return member

    # What may stand in the way (screening), most careful first
    SADDLE_NUMBNESS = "saddle_numbness", "cauda_equina"
    NEW_LEG_WEAKNESS = "new_leg_weakness", "cauda_equina"
    CANNOT_PASS_URINE = "cannot_pass_urine", "cauda_equina"
    BLOOD_IN_URINE = "blood_in_urine", "blood_in_urine"
    BLOOD_IN_STOOL = "blood_in_stool", "bowel_signs"
    CANNOT_EMPTY = "cannot_empty", "emptying_trouble"
    UNEXPECTED_BLEEDING = "unexpected_bleeding", "new_signs"
    BULGE_OUTSIDE = "bulge_outside", "R45"
    CATHETER = "catheter", "catheter_lock"
    TOLD_TO_WAIT = "told_to_wait", "R18"
    FEVER = "fever", "ours"
    FEVER_OR_WOUND_TROUBLE = "fever_or_wound_trouble", "wound_infection"
    BEFORE_GENTLE_FROM = "before_gentle_from", "R18"
    OPERATION_WITHOUT_DATE = "operation_without_date", "R18"
    OPERATION_BEFORE_CLEARED = "operation_before_cleared", "R18"
    CANCER_WITHOUT_DATE = "cancer_without_date", "R41"
    CANCER_BEFORE_CLEARED = "cancer_before_cleared", "R41"
    PELVIC_PAIN = "pelvic_pain", "R6"
    PAIN_ON_SQUEEZE = "pain_on_squeeze", "R6"
    SESSION_HURT = "session_hurt", "R6"
    PAIN_FREE_DAYS = "pain_free_days", "R6"
    BEFORE_CLEARED_FROM = "before_cleared_from", "R18"
    GENTLE_WITHOUT_CLEARANCE = "gentle_without_clearance", "R18"
    BIRTH_WITHOUT_DATE = "birth_without_date", "R18"
    FIRST_GENTLE_SESSIONS = "first_gentle_sessions", "R18"
    WOUND_SORE = "wound_sore", "R18"
    PAIN_AT_SEX = "pain_at_sex", "R5"
    NOTHING_HINDERS = "nothing_hinders", "R1"

    # Why the plan is as it is
    NOT_NOW = "not_now", "R42"
    ONLY_LETTING_GO = "only_letting_go", "R6"
    SOFT_SQUEEZES = "soft_squeezes", "R18"
    FINDING = "finding", "R16"
    FIND_ANEW = "find_anew", "R18"
    TRY_POSITION = "try_position", "R9"
    POSITION_KEPT = "position_kept", "R9"
    BUILDING = "building", "R16"
    START_CAPACITY = "start_capacity", "R21"
    START_SMALL = "start_small", "R21"
    NEXT_STEP = "next_step", "ours"
    ALL_TARGETS = "all_targets", "R22"
    STRENGTH_UP = "strength_up", "R21"
    FAST_UP = "fast_up", "R25"
    ENDURANCE_UP = "endurance_up", "R26"
    EASED_AFTER_PAIN = "eased_after_pain", "R6"
    SOFTER_AFTER_PAIN = "softer_after_pain", "R6"
    EASED_AFTER_GAP = "eased_after_gap", "ours"
    FIND_AFTER_GAP = "find_after_gap", "R16"
    DAILY_UNTIL_BACK = "daily_until_back", "R30"
    STANDING = "standing", "R27"
    NOT_STANDING = "not_standing", "R11"
    HEAVIER = "heavier", "R10"
    FUNCTIONAL = "functional", "R28"
    MOVEMENT_LATER = "movement_later", "R35"
    MOVEMENT_AGAIN = "movement_again", "R35"
    TAKE_UP_AGAIN = "take_up_again", "R35"
    STRONGER = "stronger", "R22"
    MAINTAINING = "maintaining", "R30"
    KEEPS_BUILDING = "keeps_building", "R3"
    LET_GO_FIRST = "let_go_first", "R5"
    CEILING = "ceiling", "overtraining"
    PAUSED = "paused", "ours"
    REST_DAY = "rest_day", "R22"
    DAILY_ROUNDS = "daily_rounds", "R15"

    # What stands beside the training
    KNACK = "knack", "R24"
    KNACK_FOR_COUGH = "knack_for_cough", "R4"
    URGE = "urge", "R26"
    NEVER_ON_TOILET = "never_on_toilet", "R20"
    HAND_ON_BELLY = "hand_on_belly", "R13"
    SELF_CHECK = "self_check", "R19"
    HABIT = "habit", "R31"
    NO_STIMULATOR = "no_stimulator", "R33"
    LEAVE_LEAKING_EXERCISE = "leave_leaking_exercise", "R35"
    HARD_TRAINING = "hard_training", "R36"
    GOOD_FOR_THE_FLOOR = "good_for_the_floor", "R37"
    AFTER_BIRTH = "after_birth", "R40"
    MENOPAUSE = "menopause", "R41"
    CARE_AFTER_BIRTH = "care_after_birth", "R40"
    CARE_WANTED = "care_wanted", "R42"
    CARE_AVOIDS = "care_avoids", "R42"
    CARE_NOT_ENOUGH = "care_not_enough", "R42"
    CARE_WORSE = "care_worse", "R42"
    CARE_CANNOT_FIND = "care_cannot_find", "R42"
    CARE_PAIN_AGAIN = "care_pain_again", "R42"
    CARE_LONG_PAIN = "care_long_pain", "R42"
    YOUR_RIGHTS = "your_rights", "R43"
    HOW_DO_THINGS_STAND = "how_do_things_stand", "ours"


@dataclass(frozen=True, slots=True)
class Because:
    """A reason as it applies here: the numbers, dates and names that its words need, and which words."""

    reason: Reason
    values: Mapping[str, Value] = field(default_factory=dict)
    variant: str = ""  # the same reason told otherwise, as `unexpected_bleeding` is in pregnancy

    @property
    def words(self) -> str:
        """The key of its words."""
        return f"{self.reason}_{self.variant}" if self.variant else str(self.reason)
