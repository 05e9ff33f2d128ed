"""Easy Swedish: the same facts and the same safety as the Swedish, in shorter sentences and more usual words."""

import re
import tomllib
from datetime import date
from pathlib import Path
from string import Formatter

import polib
import pytest
from django.utils import formats, translation
from django.utils.translation import gettext

import knipa
from knipa.content.articles import Press, articles, press
from knipa.content.language import language
from knipa.content.words import words
from knipa.web import coach
from knipa.web.pages.train.forms import Felt
from knipa.web.player import player_words
from readability import EASY, END, READERS, WORD, hardest, lix, text_of

TAG = "sv-x-latt"
TEN = (
    *("find", "check", "mistakes", "strength", "fast"),
    *("endurance", "positions", "pain", "seek-care", "how-it-works"),
)
OWN, SWEDISH = (
    tomllib.loads((language(tag).folder / "words/training.toml").read_text(encoding="utf-8"))
    for tag in (TAG, "sv")
)
TEXTS = [
    pytest.param(table, key, text, id=f"{table}.{key}")
    for table, texts in OWN.items()
    for key, text in texts.items()
]
PO, SWEDISH_PO = (polib.pofile(str(language(tag).folder / "LC_MESSAGES/django.po")) for tag in (TAG, "sv"))
TRAIN = Path(knipa.__file__).parent / "web/pages/train"
PLAYER_PAGES = [TRAIN / f"{name}.html" for name in ("player", "asking", "kind_stop")]
MOST_CHARACTERS, MOST_CUE_WORDS, MOST_READY_WORDS = 320, 6, 10  # as in test_words.py
MOST_WORDS = 16  # in any sentence (our choice); the Swedish ones are seldom that short
WHERE_TO_TURN = ("112 nu", "112", "1177", "vårdcentral", "barnmorska", "redan idag")
CLAIMS = re.compile(
    r"\b(?:bot(?:a|ar|as|ade|at)|behandl\w*|läk(?!are|arn)\w*|kurera\w*|blir? frisk\w*|garanter\w*|effektiv\w*)\b",
    re.IGNORECASE,
)
SHORTENED = re.compile(r"\bt\.? ?ex\b|\bbl\.? ?a\b|\bm\.? ?m\b|\bosv\b|\bdvs\b|\bca\b|(?:\d|\}|\)s) s\b")
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def pressed(slug, tag, reader):
    """An article as HTML, with what it links to and its pictures."""
    links, pictures = [], []
    by = Press(lambda target: links.append(target) or target, lambda name: pictures.append(name) or "")
    return press(articles(tag)[slug], reader, by), links, pictures


def ids(slug, tag, reader):
    return set(re.findall(r'id="([\w-]+)"', pressed(slug, tag, reader)[0]))


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def too_long(text):
    return [each for each in END.split(text) if len(WORD.findall(each)) > MOST_WORDS]


def said(entry):
    return [entry.msgstr, *entry.msgstr_plural.values()]


def player_says():
    """Every English sentence of the player: its own words, its page, and the questions after a session."""
    with translation.override("en"):
        yield from player_words().values()
        for field in Felt.of_any_session():
            yield from (field.label, field.help_text, *(label for _value, label in field.field.choices))
    for page in PLAYER_PAGES:
        yield from re.findall(r'{% translate "(.+?)" %}', page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("slug", TEN)
def test_an_article_tells_what_the_swedish_tells(slug):
    easy, swedish = articles(TAG)[slug], articles("sv")[slug]
    assert easy.spoken.tag == TAG
    assert (easy.facts, easy.sources, easy.related) == (swedish.facts, swedish.sources, swedish.related)
    for reader in READERS:
        assert ids(slug, TAG, reader) == ids(slug, "sv", reader)
        assert pressed(slug, TAG, reader)[2] == pressed(slug, "sv", reader)[2], "not the same pictures"


@pytest.mark.parametrize("slug", TEN)
def test_an_article_is_very_easy(slug):
    article = articles(TAG)[slug]
    assert EASY.keeps(hardest(article, EASY)), f"LIX {hardest(article, EASY):.1f}"
    for reader in READERS:
        told = text_of(article, reader)
        assert too_long(told) == []
        assert not SHORTENED.search(told)
        assert not CLAIMS.search(told)
    assert "!" not in article.body.replace("![](", "")


@pytest.mark.parametrize("slug", TEN)
def test_a_heading_asks_what_the_reader_asks(slug):
    assert articles(TAG)[slug].title.endswith("?")
    asked = re.findall(r"^## (.+)$", articles(TAG)[slug].body, re.MULTILINE)
    assert asked
    assert all(heading.endswith("?") for heading in asked)


@pytest.mark.parametrize("slug", TEN)
def test_every_link_of_an_article_has_an_end(slug):
    for reader in READERS:
        links, swedish = pressed(slug, TAG, reader)[1], pressed(slug, "sv", reader)[1]
        pages = {link for link in swedish if link.startswith("app:")}
        for link in links:
            there, _, part = link.partition("#")
            assert link in pages if link.startswith("app:") else there in articles(TAG)
            assert not part or part in ids(there, TAG, reader), link


def test_what_the_player_says_is_all_in_easy_words():
    assert {*OWN["cue"]} == {*SWEDISH["cue"]}
    assert {*OWN["drill"]} == {*SWEDISH["drill"]}
    assert {*OWN["reason"]} == {*SWEDISH["reason"]}
    for names in ("exercise", "movement", "position", "stage", "effort", "way"):
        assert {*OWN[names]} == {*SWEDISH[names]}


def test_what_is_said_fits_its_time():
    for key, text in {**OWN["cue"], **OWN["drill"]}.items():
        most = MOST_READY_WORDS if "get_ready" in key else MOST_CUE_WORDS
        assert len(text.split()) <= most, key


@pytest.mark.parametrize(("table", "key", "text"), TEXTS)
def test_a_text_says_as_much_as_its_twin_and_no_more(table, key, text):
    twin = SWEDISH[table][key]  # and so has a key that Knipa knows
    assert placeholders(text) == placeholders(twin)
    assert 0 < len(text) <= MOST_CHARACTERS
    assert text == text.strip()
    assert not CLAIMS.search(text.replace("avgör inte behandling", ""))  # what Knipa says that it is not
    assert not SHORTENED.search(text)


@pytest.mark.parametrize("key", OWN["reason"])
def test_whoever_is_to_be_rung_is_still_named(key):
    easy, swedish = OWN["reason"][key], SWEDISH["reason"][key]
    places = [*WHERE_TO_TURN, *(["förlossningen"] if "redan idag" in swedish else [])]
    assert [each for each in places if each in swedish and each not in easy] == []
    assert bool(re.search(r"\b[Rr]ing", swedish)) == bool(re.search(r"\b[Rr]ing", easy))


def test_the_reasons_are_very_easy():
    told = [*OWN["reason"].values()]
    assert EASY.keeps(lix("\n".join(told)))
    assert [each for text in told for each in too_long(text)] == []


def test_every_word_of_the_player_is_its_own():
    own = {entry.msgid for entry in PO}
    assert [text for text in player_says() if text and text not in own] == []


def test_pages_say_what_they_say_in_swedish_with_the_same_placeholders():
    twins = {entry.msgid: entry for entry in SWEDISH_PO}
    assert [entry.msgid for entry in PO if entry.msgid not in twins] == [], "said nowhere: take them away"
    for entry in PO:
        twin = twins[entry.msgid]
        assert entry.translated()
        assert not entry.fuzzy
        for easy, swedish in zip(said(entry), said(twin), strict=True):
            assert sorted(PLACEHOLDER.findall(easy)) == sorted(PLACEHOLDER.findall(swedish)), easy
            assert not SHORTENED.search(easy), easy


@pytest.mark.once
def test_what_is_compiled_is_what_is_written():
    def told(entries):
        return {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in entries}

    assert told(polib.mofile(str(language(TAG).folder / "LC_MESSAGES/django.mo"))) == told(PO)


def test_what_has_no_easy_words_is_said_in_swedish():
    with translation.override(TAG):
        assert gettext("moderately") == "lagom hårt"
        assert gettext("About Knipa") == "Om Knipa"
        assert formats.date_format(date(2026, 11, 25), "l j F") == "onsdag 25 november"
    assert articles(TAG)["menopause"].spoken.tag == "sv"
    assert words(TAG).text("command", "may") == words("sv").text("command", "may")


def test_the_coach_says_it_in_easy_words():
    assert coach.say("exercise", "endurance", TAG) == "långt knip"
    assert words("sv-X-Latt").locale == TAG
    assert words(TAG).write(date(2026, 3, 4)) == "4 mars 2026"
