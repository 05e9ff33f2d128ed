"""Care packs: complete in every complete language, chosen by where one is, and wrong ones refused by file and field."""

import re
import tomllib
from string import Formatter

import pytest

from knipa.content.care import KINDS, WORLD, pack, pack_for, packs
from knipa.content.language import languages
from knipa.content.library import ContentError
from knipa.content.words import CARE, words

COMPLETE = [each.tag for each in languages().values() if each.fallback is None]
OWN = [pytest.param(tag, each, id=f"{tag}-{each.id}") for tag in COMPLETE for each in packs().values()]
FILLED_WHEN_SAID = re.compile(r"\{(\w+)\}")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """`folder(norway="…")`: packs of one's own, in KNIPA_CARE."""

    def holds(**told):
        for name, text in told.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        monkeypatch.setenv("KNIPA_CARE", str(tmp_path))
        return tmp_path

    return holds


def written(tag):
    """The phrases of a language as they lie in its file, pack by pack."""
    file = languages()[tag].folder / "words/care.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def test_sweden_has_its_two_numbers_and_the_world_has_none():
    assert pack("sweden").numbers == {"emergency": "112", "advice": "1177"}
    assert pack(WORLD).numbers == {}


@pytest.mark.parametrize("pack_id", packs())
def test_a_pack_of_ours_knows_every_kind_of_contact(pack_id):
    assert [*pack(pack_id).contacts] == [*KINDS]


@pytest.mark.parametrize("tag", COMPLETE)
def test_every_pack_has_all_its_words_in_every_complete_language(tag):
    told = written(tag)
    assert {*told} == {f"care_{pack_id}" for pack_id in packs()}
    assert len({(*table,) for table in told.values()}) == 1, "not the same keys in the same order"
    keys = {*told["care_world"]}
    assert {*KINDS, *(f"{kind}_says" for kind in KINDS if kind != "rights")} <= keys


def test_the_languages_have_the_same_keys():
    assert len({(*written(tag)["care_world"],) for tag in COMPLETE}) == 1


@pytest.mark.parametrize("tag", COMPLETE)
def test_every_gap_that_speaks_of_care_is_filled_and_no_phrase_has_a_gap(tag):
    told = words(tag).tables
    told_before = {name for text in told["reason"].values() for name in FILLED_WHEN_SAID.findall(text)}
    assert not told_before & {*told[CARE]}
    assert not [text for text in told[CARE].values() if "{" in text]


@pytest.mark.parametrize("tag", COMPLETE)
def test_only_reasons_speak_of_whom_to_ring(tag):
    """A cue lasts seconds, and a picture of a session is kept for people of every pack."""
    for file in (languages()[tag].folder / "words").glob("*.toml"):
        for table, texts in tomllib.loads(file.read_text(encoding="utf-8")).items():
            gaps = {name for text in texts.values() for _, name, _, _ in Formatter().parse(text) if name}
            assert table == "reason" or not gaps & {*words(tag).tables[CARE]}, f"{file.name}: {table}"


@pytest.mark.parametrize(("tag", "own"), OWN)
def test_a_number_is_named_by_the_words_where_the_pack_knows_it(tag, own):
    phrases = words(tag, own).tables[CARE]
    for kind, number in own.numbers.items():
        assert number in phrases[kind]


@pytest.mark.parametrize("tag", COMPLETE)
def test_the_world_names_no_number_but_that_of_the_eu(tag):
    for table in (CARE, "reason"):
        for text in words(tag, pack(WORLD)).tables[table].values():
            assert "1177" not in text
            assert "112" not in text or "EU" in text
            assert not re.search(r"Sverige|Sweden|vårdcentral|primary-care", text)


def test_in_swedish_one_is_told_what_one_was_told_before():
    say = words("sv").tables["reason"]
    assert "Ring 112 nu. Träningen väntar." in say["saddle_numbness"]
    assert (
        "Ring förlossningen eller kliniken som opererade dig, eller 1177. Mår du mycket dåligt, ring 112."
        in (say["fever_or_wound_trouble_after_event"])
    )
    assert say["care_after_birth"].endswith(
        "Ring din barnmorska eller vårdcentral de närmaste dagarna. På 1177 kan du få råd dygnet runt."
    )
    assert say["your_rights"].startswith("I Sverige väljer du själv vilken vårdcentral")


@pytest.mark.parametrize(
    ("locale", "timezone", "chosen"),
    [
        ("sv", None, "sweden"),
        ("sv", "UTC", "sweden"),
        ("sv-x-latt", "UTC", "sweden"),
        ("en-SE", None, "sweden"),
        ("en_se", "UTC", "sweden"),
        ("en", "Europe/Stockholm", "sweden"),
        ("en-GB", "Europe/London", "world"),
        ("en", None, "world"),
        ("en-x-se", None, "world"),
        ("svx", None, "world"),
    ],
)
def test_a_pack_is_chosen_by_place_region_or_language(locale, timezone, chosen):
    assert pack_for(locale, timezone).id == chosen


NORWAY = """
name = "Norge"
languages = ["nb", "nn", "no"]
regions = ["NO"]
timezones = ["Europe/Oslo"]
[contact.emergency]
number = "113"
source = "helsenorge.no"
[words.en]
name = "Norway"
emergency = "113"
ring_emergency_now = "Ring 113 now"
"""


def test_a_country_of_ones_own_is_a_file_and_what_it_does_not_say_is_the_worlds(folder):
    folder(norway=NORWAY)
    assert [*packs()] == ["sweden", "world", "norway"]
    assert pack_for("sv", "Europe/Oslo").id == "norway", "where one is comes before what one reads"
    english = words("en", pack("norway"))
    assert "Ring 113 now. Training waits." in english.text("reason", "saddle_numbness")
    assert "Ring your doctor in" in english.text("reason", "blood_in_urine")
    swedish = words("sv", pack("norway")).tables[CARE]
    assert swedish["name"] == "Norge"
    assert swedish["emergency"] == "nödnumret där du är", "never a phrase of another language"
    assert pack("norway").numbers == {"emergency": "113"}


def test_a_region_says_only_what_differs_there(folder):
    folder(
        skane='name = "Skåne"\nwithin = "sweden"\n[contact.centre]\nnumber = "+46 40 12 34 56"\nsource = "a test"'
    )
    skane = pack("skane")
    assert skane.lies_in("sweden")
    assert skane.numbers == {"emergency": "112", "advice": "1177", "centre": "+46 40 12 34 56"}
    phrases = words("sv", skane).tables[CARE]
    assert (phrases["name"], phrases["advice"]) == ("Skåne", "1177")
    assert pack_for("sv", "Europe/Stockholm").id == "sweden", "a region is for who chooses it"


def test_ones_own_pack_takes_the_place_of_ours(folder):
    folder(sweden='name = "Sverige"\ntimezones = ["Europe/Stockholm"]')
    assert pack("sweden").numbers == {}
    assert pack_for("sv").id == WORLD


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = ", "care/wrong.toml: Invalid value"),
        ("", "care/wrong.toml: name: missing"),
        ("name = 1", "care/wrong.toml: name: expected text"),
        ('name = "A"\ncolour = "blue"', "care/wrong.toml: colour: unknown field"),
        ('name = "A"\nregions = "SE"', "care/wrong.toml: regions: expected a list of texts"),
        ('name = "A"\nwithin = "b"', 'care/wrong.toml: within: expected another pack that holds it, got "b"'),
        ('name = "A"\nwithin = "wrong"', "care/wrong.toml: within: expected another pack"),
        ('name = "A"\n[contact.aunt]', "care/wrong.toml: contact.aunt: expected one of emergency"),
        ('name = "A"\n[contact.advice]\nhours = "all"', "care/wrong.toml: contact.advice: expected number"),
        (
            'name = "A"\n[contact.advice]\nnumber = 112',
            "care/wrong.toml: contact.advice.number: expected digits",
        ),
        (
            'name = "A"\n[contact.advice]\nnumber = "12a"\nsource = "b"',
            "care/wrong.toml: contact.advice.number: expected digits in quotes, such as \"112\", got '12a'",
        ),
        ('name = "A"\n[contact.advice]\nnumber = "1"', "care/wrong.toml: contact.advice.source: missing"),
        ('name = "A"\n[words]\nen = "x"', "care/wrong.toml: words.en: expected a table of texts"),
    ],
)
def test_a_wrong_pack_is_refused_by_file_and_field(folder, text, told):
    folder(wrong=text)
    with pytest.raises(ContentError) as refused:
        packs()
    assert str(refused.value).startswith(told)


def test_a_folder_that_is_none_and_a_pack_that_is_none_are_named(folder, monkeypatch):
    with pytest.raises(ContentError, match=r"^care/nowhere\.toml: there is no such pack$"):
        pack("nowhere")
    monkeypatch.setenv("KNIPA_CARE", str(folder() / "gone"))
    with pytest.raises(ContentError, match=r"^KNIPA_CARE: .*gone is not a folder$"):
        packs()
