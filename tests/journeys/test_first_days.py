"""The first days of two people, lived in a real browser: one knows the squeeze, one does not yet (issue 2)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from journeys.telling import tell

NARROW = {"width": 360, "height": 740}
HOLD_S = 10  # the first aim of the open hold
WENT_WELL = {"pain": "no", "ease": "easy", "contact": "clear", "let_go": "yes"}
WHOLE_SESSION_MS = 200_000  # a first session takes some two minutes
SAY = {
    "sv-SE": {
        "begin": "Börja med några frågor", "next": "Nästa", "save": "Spara och se dagens pass",
        "none": "Inget av detta", "knows": "Ja, jag känner till det", "unsure": "Jag är osäker",
        "leaks": "Jag läcker urin", "coughs": "När jag hostar, nyser eller skrattar", "start": "Starta",
        "same": "Inget nytt – starta", "let_go": "Släpp", "table": "Passet som tabell",
        "did": "Jag följde tabellen", "easy": "Lätt", "clear": "Tydligt", "keep": "Spara",
        "yes": "Ja", "no": "Nej", "step": "4 s, vila 4 s", "why": "från 3 till 4|4 sekunder",
        "far": "Dag 1 av 3|1 av 3",
    },
    "en-GB": {
        "begin": "Begin with a few questions", "next": "Next", "save": "Save and see today",
        "none": "None of these", "knows": "Yes, I know it", "unsure": "I am not sure",
        "leaks": "I leak urine", "coughs": "When I cough, sneeze or laugh", "start": "Start",
        "same": "Nothing new – start", "let_go": "Let go", "table": "The session as a table",
        "did": "I did it from the table", "easy": "Easy", "clear": "Clearly", "keep": "Save",
        "yes": "Yes", "no": "No", "step": "4 s, rest 4 s", "why": "4 seconds",
        "far": "1 of 3",
    },
}  # fmt: skip


class Clock:
    """The server's clock, that can be set some days ahead."""

    def __init__(self) -> None:
        self.days = 0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(self.days)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


def noon() -> str:
    """Return a time zone in which it is about noon, so that no session runs past midnight."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


@pytest.fixture
def person(new_page, live_server, request):
    """A page at phone size in someone's language; `person.say` has the words."""
    locale = request.param
    page = new_page(viewport=NARROW, locale=locale, timezone_id=noon())
    page.goto(live_server.url)
    page.say = SAY[locale]
    return page


both = pytest.mark.parametrize("person", SAY, indirect=True)


def answer(page, squeeze: str) -> None:
    say = page.say
    page.get_by_role("link", name=say["begin"]).click()
    page.get_by_label(say["leaks"], exact=True).check()
    page.get_by_role("button", name=say["next"]).click()
    page.get_by_label(say["coughs"]).check()
    page.get_by_role("button", name=say["next"]).click()
    page.get_by_role("button", name=say["next"]).click()
    page.get_by_label(say["none"]).check()
    page.get_by_role("button", name=say["next"]).click()
    page.get_by_role("button", name=say["next"]).click()
    page.get_by_label(say[squeeze]).check()
    page.get_by_role("button", name=say["save"]).click()
    page.wait_for_url("**/today/")


def tell_it_went_well(page) -> None:
    page.wait_for_url("**/after/")
    for name, value in WENT_WELL.items():
        page.locator(f"input[name={name}][value={value}]").check()
    page.get_by_role("button", name=page.say["keep"], exact=True).click()
    page.wait_for_url("**/today/")


def train_from_the_table(page, live_server) -> None:
    """Do the day's session without the player, as on a slow old phone."""
    page.goto(f"{live_server.url}/today/")
    go = page.get_by_role("button", name=page.say["same"])
    (go if go.count() else page.get_by_role("link", name=page.say["start"], exact=True)).click()
    page.wait_for_url("**/train/")
    page.locator("#player").wait_for(state="visible")  # the player folds the table when it is ready
    page.locator("#as_table > summary").click()
    page.get_by_role("button", name=page.say["did"]).click()
    tell_it_went_well(page)


@pytest.mark.once
@both
@pytest.mark.django_db(transaction=True)
def test_someone_who_knows_the_squeeze_plays_a_session_to_its_end_and_goes_one_step_on(
    person, live_server, clock, axe
) -> None:
    # given someone who knows the squeeze, and follows the first session with the player, at real speed
    answer(person, "knows")
    person.get_by_role("link", name=person.say["start"], exact=True).click()
    person.get_by_role("button", name=person.say["start"], exact=True).click()
    let_go = person.get_by_role("button", name=person.say["let_go"], exact=True)
    let_go.wait_for(state="visible", timeout=WHOLE_SESSION_MS)
    axe(person)
    person.wait_for_timeout((HOLD_S + 1) * 1000)
    let_go.click()
    person.locator("#asking").wait_for(state="visible", timeout=60_000)
    axe(person)
    tell(person, WENT_WELL)

    # when the two more days of training that the rules ask for have gone as planned
    for day in (1, 2):
        clock.days = day
        train_from_the_table(person, live_server)
    clock.days = 3
    person.goto(f"{live_server.url}/today/")

    # then strength is one step on, and the page says why
    page = person.locator("main").inner_text()
    assert person.say["step"] in page
    assert re.search(person.say["why"], page)


@pytest.mark.once
@both
@pytest.mark.django_db(transaction=True)
def test_someone_who_does_not_know_it_yet_reads_how_far_they_have_come(person, live_server, clock) -> None:
    answer(person, "unsure")
    train_from_the_table(person, live_server)
    clock.days = 1
    person.goto(f"{live_server.url}/today/")
    assert re.search(person.say["far"], person.locator("main").inner_text())
