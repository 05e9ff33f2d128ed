"""Words are found by language and key, written as the language writes them, and missed aloud."""

from datetime import date

import pytest

from knipa.content.language import language
from knipa.content.library import ContentError
from knipa.content.words import Words, words
from knipa.training.exercise import Exercise

OWN = Words(
    language("sv"),
    {
        "reason": {"until": "Vänta till {until}.", "next": "{exercise}: {done} av {of}"},
        "exercise": {"fast": "snabbhetsknip"},
    },
    {"reason": "sv/words/training.toml", "exercise": "sv/words/training.toml"},
)


@pytest.mark.parametrize(
    ("tag", "language"),
    [("sv", "sv"), ("sv-FI", "sv"), ("SV", "sv"), ("en-GB", "en"), ("de", "en"), ("svx", "en")],
)
def test_a_language_tag_finds_its_language_or_english(tag, language) -> None:
    assert words(tag).locale == language


def test_values_are_written_as_the_language_writes_them() -> None:
    assert OWN.text("reason", "until", {"until": date(2026, 3, 4)}) == "Vänta till 4 mars 2026."
    assert (
        OWN.text("reason", "next", {"exercise": Exercise.FAST, "done": 1, "of": 3}) == "snabbhetsknip: 1 av 3"
    )
    assert words("en").write(date(2026, 3, 4)) == "4 March 2026"


def test_what_is_missing_is_named_by_file_and_field() -> None:
    with pytest.raises(ContentError, match=r"^sv/words/training\.toml: reason\.nothing: missing$"):
        OWN.text("reason", "nothing")
    with pytest.raises(
        ContentError, match=r"^sv/words/training\.toml: reason\.until: no value for \{until\}$"
    ):
        OWN.text("reason", "until")
    with pytest.raises(ContentError, match=r"^sv/words/training\.toml: exercise\.find: missing$"):
        OWN.write(Exercise.FIND)


def test_the_command_has_the_same_words_in_both_languages() -> None:
    assert set(words("sv").tables["command"]) == set(words("en").tables["command"])
