"""The command as one meets it: what it prints, what it refuses, and with which exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from knipa.content.library import protocol_text
from knipa.contract import schema
from knipa.contract.sheets import digest

PERSON = '{"format": "knipa.person/1", "found": true, "locale": "%s", "timezone": "Europe/Stockholm"}\n'
ID = "6f1c1e0e-8a44-4b0a-9a54-1f6c1d2a3b4"
ON = ("--on", "2026-11-23")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a Swedish person in it."""
    (tmp_path / "p.json").write_text(PERSON % "sv")
    return tmp_path


def _knipa(
    folder: Path, *arguments: str, said: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "knipa", *arguments],
        cwd=folder,
        input=said,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), **environment},
    )


def _answer(folder: Path, *arguments: str) -> dict:
    done = _knipa(folder, *arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    return json.loads(done.stdout)


def _session(day: str, number: int) -> str:
    line = {"format": "knipa.log/1", "id": f"{ID}{number}", "kind": "session", "at": f"{day}T08:00:00+01:00"}
    line |= {
        "position": "supine",
        "ended": "whole",
        "done": [{"exercise": "strength", "reps": 5, "hold_s": 3}],
    }
    return json.dumps(line) + "\n"


@pytest.mark.parametrize(
    ("locale", "timezone", "ring"),
    [
        ("sv", "UTC", "Ring 112 nu."),
        ("en-GB", "Europe/Stockholm", "Ring 112 now."),
        ("en-GB", "Europe/London", "Ring your local emergency number now, 112 in the EU."),
    ],
)
def test_whom_to_ring_follows_where_the_person_is(folder, locale, timezone, ring) -> None:
    person = json.loads(PERSON % locale) | {"timezone": timezone, "signs": ["saddle_numbness"]}
    (folder / "q.json").write_text(json.dumps(person))
    plan = _answer(folder, "plan", "q.json", *ON, "--json")
    assert f" {ring} " in plan["clearance"]["because"][0]["text"]


def test_it_works(folder) -> None:
    plan = _answer(folder, "plan", "p.json", *ON, "--json")
    Draft202012Validator(schema("plan"), format_checker=FormatChecker()).validate(plan)
    assert (plan["format"], plan["on"], plan["stage"]) == ("knipa.plan/1", "2026-11-23", "build")
    assert plan["clearance"]["because"][0]["code"] == "nothing_hinders"
    sheet = _answer(folder, "sheet", "p.json", *ON, "--json")
    Draft202012Validator(schema("cuesheet")).validate(sheet)
    assert sheet["digest"] == digest(sheet)
    assert [cue["effort"] for cue in sheet["cues"][:2]] == [0, 1]
    assert b'"effort": 1,' in _knipa(folder, "sheet", "p.json", *ON, "--json").stdout


def test_plans_of_every_kind_fit_the_schema(folder) -> None:
    judge = Draft202012Validator(schema("plan"), format_checker=FormatChecker())
    people = [
        {"signs": ["saddle_numbness"]},
        {"signs": ["catheter"]},
        {"signs": ["pelvic_pain"]},
        {"events": [{"kind": "birth", "on": "2026-11-01", "mode": "caesarean"}]},
        {"events": [{"kind": "pregnancy", "due": "2027-01-20"}], "avoids": ["company"]},
        {"satisfied": True, "found": True, "reasons": ["chronic_cough"]},
        {},
    ]
    stages = []
    for person in people:
        (folder / "p.json").write_text(json.dumps({"format": "knipa.person/1", **person}))
        plan = _answer(folder, "plan", "p.json", *ON, "--json")
        judge.validate(plan)
        stages.append(plan["stage"])
        assert _knipa(folder, "plan", "p.json", *ON).returncode == 0
    assert stages == [None, None, "relax", "gentle", "find", "maintain", "find"]


def test_the_same_facts_give_the_same_bytes(folder) -> None:
    lines = [_session(f"2026-11-{day}", day - 10) for day in range(10, 20)]
    (folder / "there.jsonl").write_text("".join(lines))
    (folder / "back.jsonl").write_text("".join(reversed(lines)))
    there, back = (
        _knipa(folder, "plan", "p.json", "--log", f"{way}.jsonl", *ON, "--json") for way in ("there", "back")
    )
    assert there.stdout == back.stdout != b""


@pytest.mark.parametrize("locale", ["sv", "en"])
@pytest.mark.parametrize("command", ["plan", "sheet"])
def test_a_person_reads_it_in_eighty_columns_even_where_the_terminal_is_plain(
    folder, command, locale
) -> None:
    (folder / "p.json").write_text(PERSON % locale)
    done = _knipa(
        folder, command, "p.json", *ON, LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )
    text = done.stdout.decode("utf-8")
    assert done.returncode == 0
    assert "×" in text
    assert all(len(line) <= 80 and line == line.rstrip() for line in text.splitlines())
    assert "{" not in text


def test_a_person_may_come_on_standard_input(folder) -> None:
    done = _knipa(folder, "plan", "-", *ON, "--json", said=(PERSON % "en").encode())
    assert done.returncode == 0
    refused = _knipa(folder, "plan", "-", *ON, said=b"{")
    assert refused.stderr.startswith(b"stdin:1: broken JSON")


SEEKS_CARE = {"signs": ["cannot_pass_urine"]}
PAUSED = {"pauses": [{"from": "2026-11-20", "to": "2026-11-30", "why": "ill"}]}


@pytest.mark.parametrize("person", [SEEKS_CARE, PAUSED], ids=["seek care", "paused"])
def test_where_there_is_no_session_the_reason_is_said(folder, person) -> None:
    (folder / "p.json").write_text(
        json.dumps({"format": "knipa.person/1", "locale": "en", "found": True, **person})
    )
    _nothing_to_do(folder, "p.json")


def test_where_todays_rounds_are_done_that_is_said(folder) -> None:
    (folder / "log.jsonl").write_text("".join(_session("2026-11-23", number) for number in range(3)))
    _nothing_to_do(folder, "p.json", "--log", "log.jsonl")


def _nothing_to_do(folder: Path, *arguments: str) -> None:
    done = _knipa(folder, "sheet", *arguments, *ON, "--json")
    assert (done.returncode, done.stdout) == (3, b"")
    assert len(done.stderr.decode().splitlines()) == 1


GOOD_LINE = _session("2026-11-20", 0)
PROTOCOL = protocol_text("1177").decode()
FILES = {
    "broken.json": '{"format": "knipa.person/1",\n"found": }',
    "field.json": '{"format": "knipa.person/1", "weight": 1}',
    "date.json": '{"format": "knipa.person/1", "signs_on": "2026-02-30"}',
    "signs.json": '{"format": "knipa.person/1", "signs_on": "2026-11-24"}',
    "nan.json": '{"format": "knipa.person/1", "found": NaN}',
    "deep.json": "[" * 100_000,
    "negative.jsonl": GOOD_LINE + GOOD_LINE.replace('"reps": 5', '"reps": -5'),
    "future.jsonl": GOOD_LINE + "\n" + _session("2026-11-25", 1),
    "bare.toml": PROTOCOL.replace('reps = { value = 10, source = "R15" }', "reps = 10"),
    "beyond.toml": PROTOCOL.replace("target.reps = { value = 10", "target.reps = { value = 99", 1),
}
REFUSED = [
    (["plan", "broken.json"], "broken.json:2: broken JSON at column 10: expecting value"),
    (["plan", "field.json"], "field.json: weight: unknown field"),
    (["plan", "date.json"], 'date.json: signs_on: expected a date YYYY-MM-DD, got "2026-02-30"'),
    (["sheet", "signs.json"], 'signs.json: signs_on: expected no later than 2026-11-23, got "2026-11-24"'),
    (["plan", "nan.json"], "nan.json: found: expected a number, got NaN"),
    (["plan", "deep.json"], "deep.json:1: nested too deeply"),
    (
        ["plan", "p.json", "--log", "negative.jsonl"],
        "negative.jsonl:2: done[0].reps: expected 0 to 1000, got -5",
    ),
    (
        ["sheet", "p.json", "--log", "future.jsonl"],
        'future.jsonl:3: at: expected no later than 2026-11-24, got "2026-11-25T08:00:00+01:00"',
    ),
    (
        ["plan", "p.json", "--protocol", "bare.toml"],
        "bare.toml: doses.find.reps: expected { value, source }: a number needs its source",
    ),
    (
        ["plan", "p.json", "--protocol", "./beyond.toml"],
        "./beyond.toml: ladders.strength.target.reps: expected 1 to 15, got 99",
    ),
    (
        ["plan", "p.json", "--protocol", "1178"],
        '--protocol: expected 1177 or a file ending in .toml, got "1178"',
    ),
    (["plan", "nobody.json"], "nobody.json: No such file or directory"),
    (["plan", "."], ".: Is a directory"),
    (["plan", "no\nbody.json"], "no\\u000abody.json: No such file or directory"),
    (["plan", "p.json", "--log", ""], '"": Is a directory'),
    (
        ["plan", "-", "--log", "-"],
        "--log: expected a file, got -: standard input is already read as PERSON.json",
    ),
    (["plan", "p.json", "--on", "soon"], '--on: expected a date YYYY-MM-DD, got "soon"'),
    (["plan", "p.json", "--on", "2026-02-30"], '--on: expected a date YYYY-MM-DD, got "2026-02-30"'),
    (["plan", "p.json", "--on", "0001-01-01"], '--on: expected a date YYYY-MM-DD, got "0001-01-01"'),
    (["plan", "p.json", "--loud"], "unrecognized arguments: --loud"),
    (["plan"], "the following arguments are required: PERSON.json"),
    (["serve", "--port", "99999"], '--port: expected 0 to 65535, got "99999"'),
]


@pytest.mark.parametrize(("arguments", "says"), REFUSED, ids=[" ".join(each[0]) for each in REFUSED])
def test_bad_input_is_refused_in_one_line_and_nothing_is_printed(folder, arguments, says) -> None:
    for name, text in FILES.items():
        (folder / name).write_text(text)
    before = sorted(folder.iterdir())
    day = [] if "--on" in arguments or arguments[0] == "serve" else [*ON]
    done = _knipa(folder, *arguments, *day)
    assert done.stderr.decode() == says + "\n"
    assert (done.returncode, done.stdout) == (2, b"")
    assert sorted(folder.iterdir()) == before


def test_one_bad_option_of_schema_is_refused(folder) -> None:
    done = _knipa(folder, "schema", "duck")
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["person", "log", "plan", "cuesheet", "protocol", "card"])
def test_schemas_are_printed(folder, name) -> None:
    assert _answer(folder, "schema", name) == schema(name)


def test_a_reader_who_leaves_is_no_fault(folder) -> None:
    read, write = os.pipe()
    os.close(read)
    run = [sys.executable, "-m", "knipa", "schema", "person"]
    path = os.pathsep.join(part for part in sys.path if part)
    done = subprocess.run(
        run, stdout=write, stderr=subprocess.PIPE, check=False, env={**os.environ, "PYTHONPATH": path}
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_neither_django_nor_pydantic_is_loaded_to_say_how_it_is_used() -> None:
    ask = "import sys, knipa.cli as c; c.main(['--help']); sys.exit(bool({'django', 'pydantic'} & set(sys.modules)))"
    path = os.pathsep.join(part for part in sys.path if part)
    run = [sys.executable, "-c", ask]
    assert (
        subprocess.run(
            run, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": path}
        ).returncode
        == 0
    )
