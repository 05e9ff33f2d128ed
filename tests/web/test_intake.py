"""The first questions: they work, they are kept, and what is wrong is told where it is."""

import pytest

from knipa.training import person as engine
from knipa.web.models import Answers
from knipa.web.pages.intake import choices

PAGES = {
    "why": {"reasons": ["leak_urine"]},
    "when": {"trouble_when": ["cough_sneeze_laugh"]},
    "body": {"anatomy": "vagina"},
    "safety": {"none": "on"},
    "able": {"cannot": ["supine"]},
    "squeeze": {"found": "yes", "timezone": "Europe/Stockholm"},
}


def go_through(client, **changes):
    for step, typed in PAGES.items():
        answer = client.post(f"/answers/{step}/", {**typed, **changes.get(step, {})})
        assert answer.status_code == 302, answer.content.decode()
    return answer


def test_it_works(client, db):
    assert "Begin with a few questions" in client.get("/").content.decode()
    asked = client.get("/answers/squeeze/").content.decode()
    assert "time_zone.js" in asked
    assert 'name="timezone"' in asked
    assert go_through(client).url == "/today/"
    kept = Answers.objects.get().person
    assert kept["reasons"] == ["leak_urine"]
    assert kept["cannot"] == ["supine"]
    assert kept["timezone"] == "Europe/Stockholm"
    assert kept["signs"] == []
    assert client.get("/").url == "/today/"


def test_events_are_told_and_shown_again(client, db):
    birth = {
        "birth_on": "2026-01-02",
        "birth_mode": "caesarean",
        "birth_tear": "none",
        "birth_cleared_from": "2026-03-01",
    }
    operation = {"operation": "prolapse", "operation_on": "2025-05-05"}
    go_through(client, body=birth | operation | {"due": "2026-01-01", "cancer_on": "2024-01-01"})
    kinds = {event["kind"]: event for event in Answers.objects.get().person["events"]}
    assert set(kinds) == {"pregnancy", "birth", "surgery", "pelvic_cancer_treatment"}
    assert kinds["birth"]["cleared_from"] == "2026-03-01"
    assert kinds["surgery"]["operation"] == "prolapse"
    page = client.get("/answers/body/").content.decode()
    assert all(text in page for text in ("2026-01-02", "2025-05-05", "2026-03-01"))


def test_back_keeps_what_was_typed_even_if_it_is_wrong(client, db):
    answer = client.post("/answers/body/", {"due": "32 May", "go": "back"})
    assert answer.url == "/answers/when/"
    assert "32 May" in client.get("/answers/body/").content.decode()


@pytest.mark.parametrize(
    ("step", "typed", "kept", "said"),
    [
        ("body", {"due": "2026-13-45"}, "2026-13-45", "Write the date as year-month-day"),
        ("body", {"birth_on": "2026-01-02"}, "2026-01-02", "This is needed too"),
        ("body", {"birth_on": "2999-01-02"}, "2999-01-02", "lies ahead"),
        ("body", {"due": "2999-01-02"}, "2999-01-02", "more than 42 weeks"),
        ("body", {"cancer_on": "2026-02-02", "cancer_cleared_from": "2026-01-01"}, "2026-01-01", "before the one"),
        ("safety", {}, "", "None of these"),
        ("safety", {"signs": ["fever"], "none": "on"}, "checked", "You chose both"),
        ("squeeze", {}, "", "Choose one of the answers"),
        ("squeeze", {"found": "yes", "hold_s": "-3"}, "-3", "Write 1 or a larger number"),
        ("squeeze", {"found": "yes", "hold_s": "3"}, "3", "Fill in all four"),
        ("why", {"reasons": ["evil"]}, "", "Choose one of the answers"),
    ],
)  # fmt: skip
def test_a_wrong_form_keeps_what_was_typed_and_says_what_to_change(client, db, step, typed, kept, said):
    answer = client.post(f"/answers/{step}/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert kept in page
    assert said in page
    assert 'role="alert"' in page
    assert not Answers.objects.exists()


def test_nobody_gets_past_the_safety_page(client, db):
    answer = client.post("/answers/squeeze/", PAGES["squeeze"])
    assert answer.url == "/answers/safety/?check=1"
    assert "None of these" in client.get(answer.url).content.decode()
    assert not Answers.objects.exists()


def test_an_unknown_page_leads_to_the_first(client, db):
    assert client.get("/answers/shoe_size/").url == "/answers/why/"


@pytest.mark.parametrize(
    ("ours", "engines"),
    [
        (choices.REASONS, engine.Motive),
        (choices.TROUBLE_WHEN, engine.Situation),
        (choices.AVOIDS, engine.Avoided),
        (choices.CANNOT, engine.Unable),
        (choices.ANATOMY, engine.Anatomy),
        (choices.BIRTH_MODE, engine.BirthMode),
        (choices.TEAR, engine.Tear),
        (choices.OPERATION, engine.Operation),
        ([sign for _, group in choices.SIGNS for sign in group], engine.Sign),
    ],
)
def test_what_one_may_choose_is_what_the_engine_knows(ours, engines):
    assert sorted(code for code, _ in ours) == sorted(engines)


def test_someone_new_is_shown_only_what_is_there_for_them(client, db):
    def ways():
        page = client.get("/care/").content.decode()
        return [way for way in ("/programme/", "/answers/", "/pause/") if f'href="{way}"' in page]

    assert ways() == []
    go_through(client)
    assert ways() == ["/programme/", "/answers/", "/pause/"]
