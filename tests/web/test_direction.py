"""Nothing on a page knows left from right, so that a language that is read from right to left needs no code."""

import re
from pathlib import Path

import pytest

import knipa

WEB = Path(knipa.__file__).parent / "web"
SHEETS = sorted((WEB / "static/styles").glob("*.css"))
SCRIPTS = sorted((WEB / "static").rglob("*.js"))
PAGES = sorted((WEB / "pages").rglob("*.html"))
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
# what flows with time flows from left to right in every language, as music does (docs/languages.md)
TIME = re.compile(r"\.(?:river|bird|curve|player-flow)\b")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SIDE = re.compile(
    r"(?:^|;)\s*(?:[a-z]+-)*(?:left|right)(?:-[a-z]+)*\s*:|:\s*(?:left|right)\s*(?:;|$)|\bfloat\s*:"
)
ROOM = re.compile(r"\b(?:margin|padding|inset|border-width|border-radius)\s*:\s*([^;]+)")
PART = re.compile(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+")
TURNED = re.compile(r":dir\((?:rtl|ltr)\)")


def rules():
    for sheet in SHEETS:
        for whom, told in RULE.findall(COMMENT.sub("", sheet.read_text("utf-8"))):
            yield sheet.name, whom.strip(), told


def test_no_style_names_a_side():
    assert [
        (name, whom, told) for name, whom, told in rules() if SIDE.search(told) and not TIME.search(whom)
    ] == []


def test_no_style_gives_the_two_sides_different_room():
    different = []
    for name, whom, told in rules():
        for room in ROOM.findall(told):
            sides = PART.findall(room)
            if len(sides) == 4 and sides[1] != sides[3]:
                different.append((name, whom, room))
    assert different == []


@pytest.mark.parametrize("turns", [r"rotate\(", r"clip-path: inset\(0 0 0", r"scaleX\(", r"content: \"[→←]"])
def test_what_leans_to_a_side_leans_the_other_way_too(turns):
    for name, whom, told in rules():
        if re.search(turns, told) and not TURNED.search(whom):
            last = whom.split(",")[-1].split()[-1].split("::")[0].split(":")[0]
            assert any(
                name == other and TURNED.search(turned) and last in turned for other, turned, _told in rules()
            ), (name, whom)


def test_no_script_names_a_side():
    side = re.compile(
        r"\.style\.(?:left|right)|(?:margin|padding)(?:Left|Right)|\boffset(?:Left)|scrollLeft|ArrowLeft|ArrowRight"
    )
    assert [file.name for file in SCRIPTS if side.search(COMMENT.sub("", file.read_text("utf-8")))] == []


def test_a_page_writes_a_date_as_its_language_does():
    by_django = re.compile(r"\|date:\"(?!c\"|Y-m-d)")
    assert [page.name for page in PAGES if by_django.search(page.read_text("utf-8"))] == []
