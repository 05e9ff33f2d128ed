"""One text, worded for who reads it."""

import pytest

from knipa.content.articles import ANYONE, Reader, text_for
from knipa.content.library import ContentError

TEXT = "Knip runt [[vagina: slidan | penis: penisroten | urinröret]].\n\n::: pregnant\nDu är gravid.\n:::\n\nSlut.\n"


@pytest.mark.parametrize(
    ("body", "said"), [("vagina", "slidan"), ("penis", "penisroten"), ("unstated", "urinröret")]
)
def test_a_choice_follows_the_body(body, said):
    assert text_for(TEXT, Reader(body)).startswith(f"Knip runt {said}.")


def test_a_block_is_there_only_for_whom_it_concerns():
    assert "gravid" not in text_for(TEXT, ANYONE)
    assert "gravid" in text_for(TEXT, Reader(situations=frozenset({"pregnant"})))


def test_who_has_not_said_reads_of_both_bodies():
    text = "::: vagina\nA\n:::\n::: penis\nB\n:::\n"
    assert text_for(text, ANYONE) == "A\nB\n"
    assert text_for(text, Reader("penis")) == "B\n"


def test_one_of_two_places_is_told():
    text = "::: in_sweden\n1177\n:::\n::: elsewhere\nyour doctor\n:::\n"
    assert text_for(text, Reader(place="in_sweden")) == "1177\n"
    assert text_for(text, Reader(place="elsewhere")) == "your doctor\n"


@pytest.mark.parametrize("wrong", ["::: gravid\nA\n:::\n", "[[slida: a | b]]", "[[vagina a | b]]"])
def test_what_is_mistyped_is_named(wrong):
    with pytest.raises(ContentError, match="expected"):
        text_for(wrong, ANYONE)
