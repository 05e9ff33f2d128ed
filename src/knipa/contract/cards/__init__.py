"""The start card from care: what it says, and how it is written as a code."""

from knipa.contract.cards.card import CARD, Card, CardBirth, CardSurgery, read_card
from knipa.contract.cards.codes import CodeRefusal, Fault, read_code, write_code

__all__ = [
    "CARD",
    "Card",
    "CardBirth",
    "CardSurgery",
    "CodeRefusal",
    "Fault",
    "read_card",
    "read_code",
    "write_code",
]
