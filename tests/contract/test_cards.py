"""A start card is read as it was written, and a code with a slip in it is refused."""

from datetime import date, timedelta
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator, FormatChecker

from knipa.contract import (
    Card,
    CardBirth,
    CardSurgery,
    CodeRefusal,
    Fault,
    Refusal,
    read_card,
    read_code,
    schema,
    write_code,
)
from knipa.contract.cards import CARD, codes
from knipa.contract.cards.card import DOSE, MOST_AHEAD, MOST_BACK
from knipa.contract.signs import SIGNS
from knipa.contract.wire import write
from knipa.training.exercise import Position
from knipa.training.person import BirthMode, Capacity, Operation, Tear

MADE_ON = date(2026, 11, 25)
BIRTH = CardBirth(mode=BirthMode.VAGINAL, tear=Tear.THIRD_OR_FOURTH)
FULL = Card(
    made_on=MADE_ON,
    event=BIRTH,
    on=date(2026, 11, 20),
    gentle_from=date(2026, 12, 1),
    cleared_from=date(2027, 1, 10),
    position=Position.SIDE,
    dose=Capacity(hold_s=3, reps=5, fast_reps=5, endurance_s=10, measured_on=MADE_ON),
)
CODE = "K118-FS9Q-S7VB-85B0-2G1X"


@some.composite
def cards(draw):
    made_on = draw(some.dates(codes.FIRST_DAY, codes.LAST_DAY))
    event = draw(some.none() | some.builds(CardBirth) | some.builds(CardSurgery))
    latest = made_on if isinstance(event, CardBirth) else made_on + MOST_AHEAD
    on = draw(some.none() | some.dates(made_on - MOST_BACK, latest)) if event else None
    gentle = draw(some.none() | some.dates(on or made_on - MOST_BACK, made_on + MOST_AHEAD))
    cleared = draw(some.none() | some.dates((event and gentle) or on or made_on, made_on + MOST_AHEAD))
    dose = {name: some.integers(*bounds) for name, bounds in DOSE.items()}
    card = Card(
        made_on=made_on,
        event=event,
        on=on,
        gentle_from=gentle if event else None,
        cleared_from=cleared if event else None,
        position=draw(some.none() | some.sampled_from(Position)),
        dose=draw(some.none() | some.builds(Capacity, measured_on=some.just(made_on), **dose)),
    )
    assume(card.event or card.position or card.dose)
    return card


def fault(text, **more):
    with pytest.raises(CodeRefusal) as refused:
        read_code(text, **more)
    assert str(refused.value).isprintable()
    return refused.value.fault


def read_or_refused(text):
    try:
        return read_code(text)
    except CodeRefusal as refusal:
        return refusal


def dose(**more):
    return Capacity(
        **{"hold_s": 3, "reps": 5, "fast_reps": 5, "endurance_s": 10, "measured_on": MADE_ON} | more
    )


def changed(**fields):
    return Card(**{name: getattr(FULL, name) for name in FULL.__dataclass_fields__} | fields)


def test_it_works() -> None:
    assert write_code(FULL) == CODE
    assert read_code(CODE) == FULL


@given(card=cards())
def test_what_was_written_is_read(card) -> None:
    code = write_code(card)
    assert len(code) == 24
    assert read_code(code) == card


@pytest.mark.parametrize(
    "typed",
    ["k118fs9qs7vb85b02g1x", "KI18 FS9Q S7VB 85BO 2GLX", "  Kl18–fs9q—s7vb-85bo-2gix\n",
     "K118\N{NO-BREAK SPACE}FS9QS7VB85B02G1X"],
)  # fmt: skip
def test_small_letters_gaps_and_look_alikes_are_forgiven(typed) -> None:
    assert read_code(typed) == FULL


@given(card=cards(), sign=some.sampled_from(SIGNS), at=some.integers(0, codes.LENGTH - 1))
def test_no_sign_can_be_mistyped_unnoticed(card, sign, at) -> None:
    signs = write_code(card).replace("-", "")
    assume(signs[at] != sign)
    assert fault(signs[:at] + sign + signs[at + 1 :]) is Fault.MISTYPED


def test_every_change_of_one_sign_is_refused() -> None:
    signs = CODE.replace("-", "")
    for at in range(len(signs)):
        for sign in set(SIGNS) - {signs[at]}:
            assert fault(signs[:at] + sign + signs[at + 1 :]) is Fault.MISTYPED


def test_no_two_signs_can_be_swapped_unnoticed() -> None:
    signs = CODE.replace("-", "")
    for at in range(len(signs)):
        for other in range(at):
            if signs[at] != signs[other]:
                swapped = [*signs]
                swapped[at], swapped[other] = signs[other], signs[at]
                assert fault("".join(swapped)) is Fault.MISTYPED


@given(text=some.text() | some.text(SIGNS, min_size=codes.LENGTH, max_size=codes.LENGTH))
def test_any_text_is_read_or_refused(text) -> None:
    told = read_or_refused(text)
    assert read_code(write_code(told)) == told if isinstance(told, Card) else str(told).isprintable()


@given(number=some.integers(0, len(SIGNS) ** codes.CONTENT - 1))
@settings(max_examples=300)
def test_a_code_with_a_right_check_says_what_can_be_or_is_refused(number) -> None:
    signs = codes.MARK + codes.in_signs(number, codes.CONTENT)
    whole = signs + codes._check(signs)
    told = read_or_refused(whole)
    assert (
        write_code(told).replace("-", "") == whole if isinstance(told, Card) else told.fault is Fault.UNTRUE
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [("", Fault.LENGTH), (CODE[:-1], Fault.LENGTH), (CODE + "0", Fault.LENGTH), ("U" + CODE[1:], Fault.SIGNS),
     ("Å" + CODE[1:], Fault.SIGNS), ("²" + CODE[1:], Fault.SIGNS), ("ABCD-EFGH", Fault.LENGTH)],
)  # fmt: skip
def test_what_is_no_code_is_told_apart(typed, why) -> None:
    assert fault(typed) is why


def test_a_code_with_another_mark_is_of_another_knipa() -> None:
    signs = "K2" + CODE.replace("-", "")[2:-2]
    assert fault(signs + codes._check(signs)) is Fault.OTHER


def test_a_card_from_the_future_is_refused_and_one_from_where_it_is_tomorrow_is_not() -> None:
    assert read_code(CODE, on=MADE_ON - timedelta(1)) == FULL
    assert fault(CODE, on=MADE_ON - timedelta(2)) is Fault.UNTRUE


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        (dict.fromkeys(("event", "on", "gentle_from", "cleared_from", "position", "dose")), "event"),
        ({"event": None}, "on"),
        ({"event": None, "on": None}, "gentle_from"),
        ({"gentle_from": date(2026, 11, 19)}, "gentle_from"),
        ({"cleared_from": date(2026, 11, 30)}, "cleared_from"),
        ({"cleared_from": MADE_ON + MOST_AHEAD + timedelta(1)}, "cleared_from"),
        ({"on": MADE_ON - MOST_BACK - timedelta(1)}, "on"),
        ({"on": MADE_ON + timedelta(1)}, "on"),
        ({"dose": dose(hold_s=11)}, "dose.hold_s"),
        ({"dose": dose(reps=0)}, "dose.reps"),
        ({"dose": dose(measured_on=date(2026, 11, 24))}, "dose.measured_on"),
        ({"made_on": date(2019, 12, 31)}, "made_on"),
        ({"made_on": date.max}, "made_on"),
    ],
)  # fmt: skip
def test_a_card_that_cannot_be_true_is_not_written(fields, where) -> None:
    with pytest.raises(CodeRefusal) as refused:
        write_code(changed(**fields))
    assert (refused.value.fault, refused.value.field) == (Fault.UNTRUE, where)


def test_a_card_told_as_json_fits_its_schema_and_is_read_as_strictly_as_the_rest() -> None:
    told = {"format": CARD, **write(FULL)}
    Draft202012Validator(schema("card"), format_checker=FormatChecker()).validate(told)
    assert read_card(told, "card") == FULL
    for wrong, says in (
        ({"name": "Anna"}, "card: name: unknown field"),  # there is no place for one
        ({"cleared_from": "2026-11-30"}, "card: cleared_from: expected no earlier than 2026-12-01"),
        ({"format": "knipa.card/2"}, 'card: format: expected "knipa.card/1", got "knipa.card/2"'),
    ):
        with pytest.raises(Refusal) as refused:
            read_card({**told, **wrong}, "card")
        assert str(refused.value) == says


def test_a_planned_operation_may_lie_ahead_and_a_birth_may_not() -> None:
    ahead = MADE_ON + timedelta(90)
    card = Card(made_on=MADE_ON, event=CardSurgery(operation=Operation.PROSTATECTOMY), on=ahead)
    assert read_code(write_code(card)) == card


def test_a_code_has_room_for_every_card_and_knows_every_word() -> None:
    assert prod(codes.ROOMS.values()) <= len(SIGNS) ** codes.CONTENT
    assert {*codes.MODES} == {None, *BirthMode}
    assert {*codes.TEARS} == {None, *Tear}
    assert {*codes.OPERATIONS} == {*Operation}
    assert {*codes.POSITIONS} == {None, *Position}
