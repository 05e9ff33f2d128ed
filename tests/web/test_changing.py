"""Changing an answer: it is shown, and what it would change, before anything is saved."""

import pytest
from django.utils import timezone

from knipa.web import coach
from knipa.web.models import Answers
from web.test_intake import PAGES, go_through

ABLE = {"hold_s": "5", "reps": "6", "fast_reps": "7", "endurance_s": "20"}


@pytest.fixture
def there(client, db):
    """Someone who has answered all pages."""
    go_through(client)
    return client


def page(client, address):
    return client.get(address).content.decode()


def change(client, step, typed):
    answer = client.post(f"/answers/{step}/", typed)
    assert answer.url == "/answers/changes/", answer.content.decode()
    return page(client, "/answers/changes/")


def save(client):
    return client.post("/answers/changes/", {"go": "save"})


def test_it_works(there):
    told = page(there, "/answers/")
    assert "I leak urine" in told
    assert "When I cough, sneeze or laugh" in told
    assert change(there, "able", {"cannot": ["standing", "supine"]}).count("Train standing") == 1
    assert Answers.objects.count() == 1  # nothing is saved yet
    assert save(there).url == "/answers/?saved"
    first, second = Answers.objects.all()
    assert (first.person["cannot"], second.person["cannot"]) == (["supine"], ["standing", "supine"])
    assert second.person["reasons"] == ["leak_urine"]  # pages not opened stand as they were
    assert "Saved." in page(there, "/answers/?saved")


def test_what_moves_is_shown_before_and_after(there):
    told = change(there, "body", {"operation": "prolapse", "operation_on": timezone.localdate().isoformat()})
    assert "Train" in told  # what one may do now
    assert "Wait" in told  # and would
    there.post("/answers/changes/", {"go": "leave"})
    told = change(there, "squeeze", {"found": "no"})
    assert "Finding squeeze" in told


def test_an_answer_that_moves_nothing_says_so(there):
    assert "stays as it is" in change(there, "body", {"anatomy": "penis"})


def test_on_a_journey_a_new_answer_moves_nobodys_days(there):
    """A page from before, or of another program, may send the zone all the same."""
    asked = page(there, "/answers/squeeze/")
    assert "time_zone.js" not in asked
    assert 'name="timezone"' not in asked
    told = change(there, "squeeze", {"found": "no", "timezone": "Pacific/Auckland"})
    assert "Finding squeeze" in told
    save(there)
    kept = Answers.objects.last().person
    assert (kept["found"], kept["timezone"]) == (False, "Europe/Stockholm")


def test_leaving_it_changes_nothing(there):
    change(there, "why", {"reasons": ["prolapse"]})
    assert there.post("/answers/changes/", {"go": "leave"}).url == "/answers/"
    assert Answers.objects.count() == 1
    assert there.get("/answers/changes/").url == "/answers/"


def test_back_from_a_page_forgets_what_was_typed_on_it(there):
    assert there.post("/answers/why/", {"reasons": ["prolapse"], "go": "back"}).url == "/answers/"
    assert there.get("/answers/changes/").url == "/answers/"


def test_several_pages_are_seen_together(there):
    change(there, "why", {"reasons": ["prolapse"]})
    assert "not saved" in page(there, "/answers/")
    told = change(there, "able", {"cannot": ["jump"]})
    assert "I have a prolapse" in told
    assert "Jump" in told
    save(there)
    kept = Answers.objects.last().person
    assert (kept["reasons"], kept["cannot"]) == (["prolapse"], ["jump"])


def test_signs_are_not_told_again_by_other_answers(there):
    there.post("/safety/", {"signs": ["fever"]})
    before = Answers.objects.last().person["signs_on"]
    change(there, "why", {"reasons": ["prolapse"]})
    save(there)
    kept = Answers.objects.last()
    assert kept.account.log.filter(kind="check").count() == 1  # that of the safety page alone
    assert (kept.person["signs"], kept.person["signs_on"]) == (["fever"], before)
    assert coach.due(kept.account, timezone.now(), "en").state == "wait"


def test_signs_can_be_changed_here_too_and_show_what_follows(there):
    told = change(there, "safety", {"signs": ["fever"]})
    assert "Fever" in told
    assert "Wait" in told
    save(there)
    account = Answers.objects.last().account
    assert coach.signs(account) == {"fever"}
    assert "checked" in page(there, "/safety/")


def test_a_test_of_what_one_can_do_keeps_its_date_when_told_again_as_it_was(there):
    for _ in range(2):
        change(there, "squeeze", PAGES["squeeze"] | ABLE)
        save(there)
    first, second = (answers.person["capacity"] for answers in list(Answers.objects.all())[1:])
    assert first == second
    assert first["hold_s"] == 5


def test_a_test_can_be_taken_away(there):
    for typed in (ABLE, {}):
        change(there, "squeeze", PAGES["squeeze"] | typed)
        save(there)
    assert "capacity" not in Answers.objects.last().person


def test_a_wrong_page_is_told_and_kept(there):
    answer = there.post("/answers/body/", {"due": "32 May"})
    assert answer.status_code == 422
    assert "32 May" in answer.content.decode()
    assert there.get("/answers/changes/").url == "/answers/body/?check=1"
    assert there.post("/answers/changes/", {"go": "save"}).url == "/answers/body/?check=1"
    assert Answers.objects.count() == 1


@pytest.mark.parametrize("address", ["/answers/", "/answers/changes/"])
def test_without_answers_it_leads_to_the_start(client, person, address):
    assert client.get(address, follow=True).redirect_chain[-1][0] == "/"
