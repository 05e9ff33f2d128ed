"""The JSON that goes in and out: strict readers over the engine's own dataclasses, schemas, and plans with words."""

from knipa.contract.batches import read_batch
from knipa.contract.cards import (
    Card,
    CardBirth,
    CardSurgery,
    CodeRefusal,
    Fault,
    read_card,
    read_code,
    write_code,
)
from knipa.contract.courses import engine_mark, read_course, write_course
from knipa.contract.drills import drill_sheet_json, read_drill
from knipa.contract.plans import plan_json, told
from knipa.contract.protocols import built_in, read_protocol
from knipa.contract.reading import (
    canonical,
    one_of_each,
    read_line,
    read_log,
    read_person,
    refuse_later_signs,
    write_line,
    write_person,
)
from knipa.contract.refusal import Refusal
from knipa.contract.schemas import schema
from knipa.contract.sheets import cues_json, sheet_json
from knipa.contract.wishes import WISHES, read_wishes, write_wishes

__all__ = [
    "WISHES",
    "Card",
    "CardBirth",
    "CardSurgery",
    "CodeRefusal",
    "Fault",
    "Refusal",
    "built_in",
    "canonical",
    "cues_json",
    "drill_sheet_json",
    "engine_mark",
    "one_of_each",
    "plan_json",
    "read_batch",
    "read_card",
    "read_code",
    "read_course",
    "read_drill",
    "read_line",
    "read_log",
    "read_person",
    "read_protocol",
    "read_wishes",
    "refuse_later_signs",
    "schema",
    "sheet_json",
    "told",
    "write_code",
    "write_course",
    "write_line",
    "write_person",
    "write_wishes",
]
