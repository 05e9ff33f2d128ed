"""Swedish and English: by the browser, by choice, and complete."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

import knipa

LOCALE = Path(knipa.__file__).parent / "content/languages"
PO = LOCALE / "sv/LC_MESSAGES/django.po"


@pytest.mark.parametrize(
    ("browser", "said"),
    [("sv-SE", "Träna bäckenbotten"), ("en", "Train your pelvic"), ("de", "Train your pelvic")],
)
def test_the_browser_chooses(client, db, browser, said):
    page = client.get("/", headers={"accept-language": browser}).content.decode()
    assert said in page
    assert f'<html lang="{"sv" if browser == "sv-SE" else "en"}"' in page


def test_it_can_be_changed_and_stays(client, answered):
    assert client.post("/language/", {"language": "sv", "next": "/care/"}).url == "/care/"
    assert "När du ska söka vård" in client.get("/care/").content.decode()
    assert "Styrkeknip" in client.get("/today/").content.decode()
    client.cookies.clear()  # another browser, the same account
    assert "När du ska söka vård" in client.get("/care/", headers={"accept-language": "en"}).content.decode()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_it_never_leads_elsewhere(client, db, back):
    assert client.post("/language/", {"language": "sv", "next": back}).url == "/"


def test_an_unknown_language_changes_nothing(client, person):
    client.post("/language/", {"language": "tlh"})
    person.refresh_from_db()
    assert person.language == ""


@pytest.mark.once
def test_every_sentence_has_a_swedish_twin():
    entries = polib.pofile(str(PO))
    assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy] == []


@pytest.mark.once
def test_what_is_compiled_is_what_is_written():
    def told(entries):
        return {(entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural for entry in entries}

    assert told(polib.mofile(str(PO.with_suffix(".mo")))) == told(polib.pofile(str(PO)))


@pytest.mark.once
@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_nothing_that_pages_say_is_missing_from_the_file(tmp_path):
    package = Path(knipa.__file__).parent
    shutil.copytree(package / "web", tmp_path / "web")
    shutil.copytree(LOCALE, tmp_path / "locale")
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "--locale",
        "sv",
        "--no-location",
        "--no-obsolete",
    ]
    # without settings: the folder here is what is looked through
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=_without_settings())
    fresh = {entry.msgid for entry in polib.pofile(str(tmp_path / "locale/sv/LC_MESSAGES/django.po"))}
    assert fresh == {entry.msgid for entry in polib.pofile(str(PO))}


def _without_settings():
    return {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
