"""A language that is put beside Knipa's own: what is wrong with its language.toml is said with file and field."""

import os
import subprocess
import sys

import pytest

from knipa.content.language import languages, weekday, write_with_weekday
from knipa.content.language_file import gettext_name
from knipa.content.library import ContentError

WHOLE = {
    "tag": '"qaa"',
    "name": '"Pseudo"',
    "switch": '"In pseudo"',
    "direction": '"ltr"',
    "date": '"{day} {month} {year}"',
    "weekday_date": '"{weekday} {day} {month}"',
    "months": str([f"m{number}" for number in range(12)]),
    "weekdays": str([f"w{number}" for number in range(7)]),
}
WRONG = [
    ({"tag": '"QAA"'}, "tag"),
    ({"tag": "3"}, "tag"),
    ({"tag": '"qab"'}, 'tag: "qab" lies in a folder named qab'),
    ({"name": '" "'}, "name"),
    ({"switch": None}, "switch: missing"),
    ({"direction": '"up"'}, 'direction: expected "ltr" or "rtl"'),
    ({"date": '"{day} {moon} {year}"'}, "date: expected a text with {day}, {month}, {year}"),
    ({"date": '"{day"'}, "date"),
    ({"weekday_date": None}, "weekday_date: missing"),
    ({"months": '["one", "two"]'}, "months: expected 12 texts"),
    ({"months": '"January"'}, "months"),
    ({"weekdays": "[1, 2, 3, 4, 5, 6, 7]"}, "weekdays: expected 7 texts"),
    ({"fallback": '"xx"'}, 'fallback: there is no language "xx"'),
    ({"fallback": '"qaa"'}, 'fallback: "qaa" leads round in a ring'),
    ({"colour": '"blue"'}, "colour: unknown field"),
]


def put(folder, called="qaa", **changes):
    told = {key: value for key, value in {**WHOLE, **changes}.items() if value is not None}
    (folder / called).mkdir(parents=True)
    (folder / called / "language.toml").write_text(
        "".join(f"{key} = {value}\n" for key, value in told.items())
    )


@pytest.fixture
def beside(tmp_path, monkeypatch):
    monkeypatch.setenv("KNIPA_LANGUAGES", str(tmp_path))
    return tmp_path


def test_a_language_that_is_put_there_is_one_of_them(beside):
    put(beside)
    assert [*languages()][-1] == "qaa"
    assert {"en", "sv"} < {*languages()}


@pytest.mark.parametrize(("changes", "said"), WRONG)
def test_what_is_wrong_is_said_with_file_and_field(beside, changes, said):
    put(beside, **changes)
    with pytest.raises(ContentError, match=r"^qaa/language\.toml: ") as refused:
        languages()
    assert said in str(refused.value)


def test_a_file_that_is_no_toml_is_named(beside):
    put(beside)
    (beside / "qaa/language.toml").write_text("tag = \n")
    with pytest.raises(ContentError, match=r"^qaa/language\.toml: .*line 1"):
        languages()


def test_a_folder_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("KNIPA_LANGUAGES", str(tmp_path / "nowhere"))
    with pytest.raises(ContentError, match=r"KNIPA_LANGUAGES: .*nowhere is not a folder"):
        languages()


def test_no_language_takes_the_place_of_another(beside):
    put(beside, called="sv", tag='"sv"')
    with pytest.raises(ContentError, match=r'sv/language\.toml: tag: "sv" is already there'):
        languages()


def test_a_language_may_leave_the_days_to_the_one_that_stands_in(beside):
    from datetime import date

    put(beside, weekdays=None, weekday_date=None, fallback='"sv"')
    monday = date(2026, 11, 16)
    assert weekday(monday, languages()["qaa"]) == "måndag"
    assert write_with_weekday(monday, languages()["qaa"]) == "måndag 16 m10"


@pytest.mark.parametrize(
    ("tag", "folder"),
    [("sv", "sv"), ("sv-x-latt", "sv_X-latt"), ("pt-br", "pt_BR"), ("zh-hant", "zh_Hant"), ("qaa", "qaa")],
)
def test_a_folder_is_named_as_gettext_names_it(tag, folder):
    from django.utils.translation import to_locale

    assert gettext_name(tag) == to_locale(tag) == folder


@pytest.mark.parametrize("command", [["serve", "--port", "1"], ["plan", "-"]])
def test_the_command_says_it_in_one_line_and_ends(tmp_path, command):
    put(tmp_path / "languages", direction='"up"')
    told = {"KNIPA_LANGUAGES": str(tmp_path / "languages"), "KNIPA_HOME": str(tmp_path / "home")}
    ended = subprocess.run(
        [sys.executable, "-m", "knipa", *command],
        input='{"format": "knipa.person/1"}',
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr == 'qaa/language.toml: direction: expected "ltr" or "rtl", got \'up\'\n'
