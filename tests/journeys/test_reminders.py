"""Wishing for a reminder in a real browser: said at once what does not do, and chosen without a mouse."""

import pytest
from playwright.sync_api import expect

from knipa.web.models import Account, Wished
from states import unreminded

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("house_as_it_was")]


def test_a_habit_on_the_toilet_is_answered_while_it_is_written(page, live_server):
    unreminded(Account.only())
    page.goto(f"{live_server.url}/reminders/new/?kind=habit")
    said = page.get_by_text("Never squeeze while you pee.")
    expect(said).to_be_hidden()
    page.get_by_label("When I …").press_sequentially("sit on the loo")
    expect(said).to_be_visible()
    box, fold = page.locator(".careful-note").bounding_box(), page.locator(".habit + .fold")
    assert fold.bounding_box()["y"] - box["y"] - box["height"] >= 8  # the box stands on nothing
    page.get_by_label("When I …").fill("look at the sea")
    expect(said).to_be_hidden()


def test_a_time_and_its_days_are_chosen_by_keyboard(page, live_server):
    unreminded(Account.only())
    page.goto(f"{live_server.url}/reminders/new/")
    expect(page.get_by_label("Wednesday")).to_be_hidden()
    page.get_by_label("Time", exact=True).fill("07:30")
    page.get_by_label("Every day").focus()
    page.keyboard.press("ArrowUp")  # the last answer: days that I choose
    page.get_by_label("Wednesday").press("Space")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("Wednesday at 07:30")).to_be_visible()
    assert Wished.objects.get().told["wishes"][0]["days"] == ["wed"]


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_script_one_press_is_enough_and_the_toilet_is_still_answered(page, live_server):
    unreminded(Account.only())
    page.goto(f"{live_server.url}/reminders/")
    page.get_by_role("button", name="After a meal").click()
    expect(
        page.get_by_text("When I have eaten dinner, I do a round before I clear the table.")
    ).to_be_visible()
    page.get_by_role("link", name="Add a habit").click()
    page.get_by_label("When I …").fill("sit on the loo")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Never squeeze while you pee.")).to_be_visible()


def test_nothing_ticked_is_said_and_leads_to_the_times(page, live_server, axe):
    unreminded(Account.only())
    page.goto(f"{live_server.url}/reminders/")
    page.get_by_role("button", name="Remind me then").click()
    expect(page).to_have_title("Something to change: Reminders – Knipa")
    axe(page)
    page.get_by_role("link", name="Tick at least one time.").click()
    times = page.get_by_role("group", name="At certain times")
    expect(times).to_be_focused()
    expect(times).to_have_accessible_description("Tick at least one time.")
    times.get_by_label("20:00").check()
    page.get_by_role("button", name="Remind me then").click()
    expect(page.get_by_text("Every day at 20:00")).to_be_visible()


def test_a_time_that_opens_below_a_question_is_in_its_group(page, live_server):
    unreminded(Account.only())
    page.goto(f"{live_server.url}/reminders/how/")
    page.get_by_label("Yes, once a week").check()
    expect(page.get_by_role("group", name="The week in one line?").get_by_label("Time")).to_be_visible()
