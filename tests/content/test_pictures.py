"""The pictures of the guide: whole, small, told in words, coloured by the page alone; and nobody's arm grows."""

import math
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import knipa
from knipa.content.figures import body, draw, names
from knipa.content.figures.body import Body
from knipa.content.figures.reading import _family, pictures
from knipa.content.language import languages
from knipa.content.library import ContentError
from knipa.content.words import words
from knipa.training.exercise import Movement, Position

STYLES = (Path(knipa.__file__).parent / "web/static/styles/figures.css").read_text("utf-8")
COMPLETE = [tag for tag, each in languages().items() if each.fallback is None]
PICTURES = [pytest.param(name, tag, id=f"{name}-{tag}") for name in names() for tag in COMPLETE]
BODIES = [
    pytest.param(each, id=f"{name}-{place}")
    for name, picture in pictures().items()
    for place, each in enumerate(picture.bodies, start=1)
]
MOST_BYTES, MOST_ROW_BYTES = 3072, 4608  # of one picture, and of a row of three (our choice)
MOST_ALT_CHARACTERS = 200
MOST_LABEL_CHARACTERS = 24
WIDTH_OF_A_LETTER = 0.52  # of the type size, on average in the faces of --font
NARROWEST_PX, LEAST_TYPE_PX = 320 - 2 * 16, 11.9  # a phone less its margins; smaller type nobody reads


def parsed(name, tag):
    return ET.fromstring(draw(name, words(tag)))


def test_every_position_and_movement_has_a_picture():
    assert {*Position, *Movement} <= {*names()}


@pytest.mark.parametrize(("name", "tag"), PICTURES)
def test_a_picture_is_one_svg_with_its_words(name, tag):
    drawn = parsed(name, tag)
    assert drawn.tag == "svg"
    assert drawn.get("role") == "img"
    assert drawn.get("aria-label") == words(tag).text("pictures", name)
    assert drawn.get("viewBox", "").startswith("0 0 ")


@pytest.mark.parametrize(("name", "tag"), PICTURES)
def test_every_class_of_a_picture_has_its_style(name, tag):
    styled = {*re.findall(r"\.([\w-]+)", STYLES)}
    used = {each for element in parsed(name, tag).iter() for each in element.get("class", "").split()}
    assert used
    assert not used - styled


@pytest.mark.parametrize(("name", "tag"), PICTURES)
def test_a_picture_brings_no_colour_no_style_and_no_id_of_its_own(name, tag):
    allowed = {"class", "d", "x", "y", "viewBox", "role", "aria-label", "transform"}
    assert {key for element in parsed(name, tag).iter() for key in element.attrib} <= allowed


@pytest.mark.parametrize(("name", "tag"), PICTURES)
def test_a_picture_is_small(name, tag):
    most = MOST_ROW_BYTES if pictures()[name].turns else MOST_BYTES
    assert len(draw(name, words(tag)).encode()) <= most


@pytest.mark.parametrize("tag", COMPLETE)
def test_a_language_has_words_for_what_is_drawn_and_for_nothing_else(tag):
    labels = {each.key for picture in pictures().values() for each in picture.labels}
    assert {*words(tag).tables["pictures"]} == {*names()}
    assert {*words(tag).tables["picture_labels"]} == labels


@pytest.mark.parametrize("tag", COMPLETE)
def test_what_a_picture_shows_is_said_in_a_few_sentences(tag):
    for name, alt in words(tag).tables["pictures"].items():
        assert len(alt) <= MOST_ALT_CHARACTERS, name
        assert alt.endswith("."), name
        assert len(words(tag).tables["pictures"]) == len({*words(tag).tables["pictures"].values()})


@pytest.mark.parametrize("tag", COMPLETE)
def test_a_word_in_a_picture_is_short(tag):
    assert not [
        text for text in words(tag).tables["picture_labels"].values() if len(text) > MOST_LABEL_CHARACTERS
    ]


@pytest.mark.parametrize("drawn", BODIES)
def test_everyone_keeps_the_length_of_arms_and_legs_from_pose_to_pose(drawn):
    for name, limb in drawn.limbs.items():
        upper, lower = (body.THIGH, body.SHIN) if name.endswith("leg") else (body.UPPER_ARM, body.FOREARM)
        start, middle, end = limb.joints
        assert math.dist(start, middle) == pytest.approx(upper * drawn.size)
        assert math.dist(middle, end) == pytest.approx(lower * drawn.size)


@pytest.mark.parametrize("drawn", [each for each in BODIES if isinstance(each.values[0], Body)])
def test_everyone_keeps_the_length_of_the_back(drawn):
    hip, waist, shoulder = drawn.spine
    assert math.dist(hip, waist) + math.dist(waist, shoulder) == pytest.approx(body.TRUNK * drawn.size)
    assert math.dist(shoulder, drawn.head) == pytest.approx(body.NECK * drawn.size)


@pytest.mark.parametrize("name", names())
def test_nothing_is_drawn_outside_of_a_picture(name):
    wide, high = pictures()[name].size
    for each in pictures()[name].bodies:
        for x, y in [each.head, *(joint for limb in each.limbs.values() for joint in limb.joints)]:
            assert 0 < x < wide
            assert 0 < y < high


def test_a_body_out_of_reach_is_refused():
    with pytest.raises(body.ReachError, match=r"near_arm: 100\.0 away"):
        body.stand(hip=[0, 50], lean=90, neck=90, near_arm={"to": [100, 0], "bends": "down"})


def test_a_picture_that_is_not_there_is_named():
    with pytest.raises(ContentError, match="no picture nobody"):
        draw("nobody", words("sv"))


@pytest.mark.parametrize(("name", "tag"), PICTURES)
def test_no_word_leaves_its_picture(name, tag):
    wide, high = pictures()[name].size
    for each in parsed(name, tag).iter("text"):
        size = int(re.search(rf"\.{each.get('class')} {{[^}}]*font-size: (\d+)px", STYLES)[1])
        half = len(each.text) * size * WIDTH_OF_A_LETTER / 2
        assert half <= float(each.get("x")) <= wide - half, each.text
        assert size <= float(each.get("y")) <= high - size / 5, each.text


@pytest.mark.parametrize(("name", "tag"), PICTURES)
def test_words_can_be_read_on_the_narrowest_phone(name, tag):
    wide, _ = pictures()[name].size
    for each in parsed(name, tag).iter("text"):
        size = int(re.search(rf"\.{each.get('class')} {{[^}}]*font-size: (\d+)px", STYLES)[1])
        assert size * NARROWEST_PX / wide >= LEAST_TYPE_PX


@pytest.fixture
def from_the_right(tmp_path, monkeypatch):
    """Words of a language that is read from the right; what it lacks is said in English."""
    told = (languages()["en"].folder / "language.toml").read_text("utf-8")
    told = told.replace('tag = "en"', 'tag = "qx"').replace('"ltr"', '"rtl"')
    folder = tmp_path / "qx"
    folder.mkdir()
    (folder / "language.toml").write_text(f'fallback = "en"\n{told}', "utf-8")
    monkeypatch.setenv("KNIPA_LANGUAGES", str(tmp_path))
    return words("qx")


@pytest.mark.parametrize("name", ["rise", "curve"])
def test_a_row_runs_from_the_right_where_one_reads_from_the_right(name, from_the_right):
    there, here = ET.fromstring(draw(name, from_the_right)), parsed(name, "en")
    wide = pictures()[name].size[0]
    assert there.find("g").get("transform") == f"matrix(-1 0 0 1 {wide} 0)"
    for mirrored, plain in zip(there.iter("text"), here.iter("text"), strict=True):
        assert mirrored.text == plain.text
        assert float(mirrored.get("x")) == wide - float(plain.get("x"))


def test_a_pose_is_the_same_wherever_one_reads_from(from_the_right):
    assert draw("supine", from_the_right) == draw("supine", words("en"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("size = [9, 9]\n[[draw]]\nhat = {}", r"^pictures/odd\.toml: draw 1: hat: "),
        ("size = [9, 9]\n[[draw]]\nbox = { at = [1, 1] }", r"^pictures/odd\.toml: draw 1: box: .*'wide'"),
        ("size = [", r"^pictures/odd\.toml: "),
    ],
)
def test_what_cannot_be_drawn_is_named_by_file_and_place(text, says):
    with pytest.raises(ContentError, match=says):
        _family("odd.toml", text)
