"""Every page in every state speaks one language: no English on a Swedish page, no Swedish on an English one."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import polib
import pytest

import knipa
from knipa.web.models import Account
from seen import seen
from states import CHANGES, STATES

PO = Path(knipa.__file__).parent / "content/languages/sv/LC_MESSAGES/django.po"
SHORTEST = 4  # letters: shorter texts are signs and units
SAME_IN_BOTH = {"Knipa", "1177", "112", "Start", "Normal"}
NAMES = {"In English", "På svenska", "Svenska", "English"}  # a language is called by its own name
ENGLISH_WORDS = re.compile(
    r"\b(?:the|and|your|you|with|when|what|this|that|from|have|not|are|squeeze|training|today)\b",
    re.IGNORECASE,
)
SWEDISH_WORDS = re.compile(
    r"\b(?:och|att|inte|du|när|som|det|är|från|till|knip|knipet|idag|din|ditt)\b", re.IGNORECASE
)


def twins(entry: polib.POEntry) -> list[tuple[str, str]]:
    """An English text with its Swedish one, in each of its forms."""
    if entry.msgid_plural:
        return list(zip((entry.msgid, entry.msgid_plural), entry.msgstr_plural.values(), strict=True))
    return [(entry.msgid, entry.msgstr)]


def sentences(locale: str) -> set[str]:
    """The fixed parts of everything that is said in this language and otherwise in the other."""
    pairs = [pair for entry in polib.pofile(str(PO)) for pair in twins(entry)]
    words = {
        name: {
            table: texts
            for file in ("training", "care")
            for table, texts in tomllib.loads(
                (files("knipa.content") / f"languages/{name}/words/{file}.toml").read_text("utf-8")
            ).items()
        }
        for name in ("sv", "en")
    }
    pairs += [
        (text, words["sv"][table][key])
        for table, texts in words["en"].items()
        for key, text in texts.items()
        if table not in ("exercise", "movement", "position", "effort", "stage")  # names, too short to be sure
    ]
    place = 1 if locale == "sv" else 0
    return {
        part.strip()
        for pair in pairs
        if pair[0] != pair[1]
        for part in re.split(r"%\(\w+\)s|\{\w+\}|%%|<[^>]+>", pair[place])
        if len(part.strip()) > SHORTEST and " " in part.strip()
    } - SAME_IN_BOTH


def walk(client, language):
    """Yield the text of every page in every state."""
    for state in STATES:
        Account.objects.all().delete()
        account = Account.only()
        account.language = language
        account.save()
        state.begin(account)
        client.cookies.clear()  # nothing typed in an earlier state
        for address in state.addresses:
            answer = client.get(address, headers={"accept-language": language})
            assert answer.status_code in (200, 404), (state.name, address, answer.status_code)
            if state.typed is not None:
                answer = client.post(address, state.typed, headers={"accept-language": language})
                assert answer.status_code == 422, (state.name, address)
            yield f"{state.name} {address}", seen(answer.content.decode())
    client.post("/answers/able/", CHANGES)
    answer = client.get("/answers/changes/", headers={"accept-language": language})
    assert answer.status_code == 200
    yield "changes", seen(answer.content.decode())


@pytest.mark.once
@pytest.mark.usefixtures("house_as_it_was")
@pytest.mark.parametrize(
    ("language", "foreign", "words"),
    [("sv", "en", ENGLISH_WORDS), ("en", "sv", SWEDISH_WORDS)],
    ids=["sv", "en"],
)
def test_a_page_speaks_one_language(client, db, language, foreign, words):
    strange = sentences(foreign)
    found = {}
    for place, text in walk(client, language):
        flat = " ".join(text.split())
        told = [each for each in strange if f" {each} " in f" {flat} "]
        plain = re.sub("|".join(map(re.escape, NAMES)), " ", flat)
        told += [match[0] for match in words.finditer(plain)]
        if told:
            found[place] = sorted({*told})[:8]
    assert not found


@pytest.mark.once
def test_the_walk_would_notice(client, db):
    assert "Begin with a few questions" in sentences("en")
    assert len(sentences("en")) > 200
    assert ENGLISH_WORDS.search("Squeeze when you are ready")
