"""Every page and state that is photographed: its picture's name, as whom one looks, where, and what is done first."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta

from playwright.async_api import Page

import acts
from knipa.demo.screenplay import session_id

DAY = date(2026, 11, 16)  # a Monday; the demonstration stands still at half past nine
NEWCOMER = "new"

AFTER_TODAY = f"/train/{session_id('fatima', DAY, 0)}/after/"  # she has not said how it felt
AFTER_PAIN = f"/train/{session_id('erika', DAY - timedelta(3), 0)}/after/"
AFTER_ALL = f"/train/{session_id('greta', DAY, 0)}/after/"  # she has said already

type Act = Callable[[Page], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class State:
    """One picture. `status` is what the page answers; `moves` where movement is the picture.

    `near` is what the picture begins with where the page's beginning is shown elsewhere;
    `screen` where what fills the screen is the picture, and the page behind it is not.
    """

    name: str
    who: str
    address: str
    act: Act | None = None
    status: int = 200
    moves: bool = False
    near: str = "body"
    screen: bool = False


STATES = (
    # the first visit
    State("landing-page", NEWCOMER, "/"),
    State("intake-why", NEWCOMER, "/answers/why/"),
    State("intake-when", NEWCOMER, "/answers/when/"),
    State("intake-body", NEWCOMER, "/answers/body/"),
    State("intake-body-open", NEWCOMER, "/answers/body/", acts.open_all),
    State("intake-safety", NEWCOMER, "/answers/safety/"),
    State("intake-able", NEWCOMER, "/answers/able/"),
    State("intake-squeeze", NEWCOMER, "/answers/squeeze/"),
    State("intake-body-error", NEWCOMER, "/answers/body/", acts.birth_without_a_date),
    State("intake-safety-error", NEWCOMER, "/answers/safety/", acts.go_on),
    State("intake-squeeze-error", NEWCOMER, "/answers/squeeze/", acts.half_a_test),
    # today, in each state
    State("today-find", "ingvar", "/today/"),
    State("today-find-asked", "karin", "/today/"),
    State("today-build", "disa", "/today/"),
    State("today-heavier", "hillevi", "/today/"),
    State("today-standing", "anna", "/today/"),
    State("today-functional", "olga", "/today/"),
    State("today-functional-asked", "nils", "/today/"),
    State("today-maintain", "tove", "/today/"),
    State("today-after-gap", "rut", "/today/"),
    State("today-gentle", "bengt", "/today/"),
    State("today-relax", "erika", "/today/"),
    State("today-rest", "jasmin", "/today/"),
    State("today-paused", "sara", "/today/"),
    State("today-enough", "greta", "/today/"),
    State("today-wait", "ulf", "/today/"),
    State("today-care", "per", "/today/"),
    State("today-unfelt", "fatima", "/today/"),
    State("today-how", "lovisa", "/today/how/"),
    State("today-how-error", "maja", "/today/how/", acts.go_on),
    State("safety", "maja", "/safety/"),
    State("safety-error", "maja", "/safety/", acts.go_on),
    # a session
    State("train-before", "nils", "/train/"),
    State("train-running", "nils", "/train/", acts.into_a_squeeze, moves=True),
    State("train-running-still", "nils", "/train/", acts.into_a_squeeze),
    State("train-open", "nils", "/train/", acts.into_the_open_hold, moves=True, screen=True),
    State("train-paused", "nils", "/train/", acts.into_a_pause, moves=True),
    State("train-gentle", "cecilia", "/train/"),
    State("train-find", "karin", "/train/"),
    State("train-short", "nils", "/train/?round=short"),
    State("train-sound", "nils", "/train/", acts.look_at_the_sound, near="#sound"),
    State("train-asking", "nils", "/train/", acts.into_the_questions),
    State("train-hurt", "nils", "/train/", acts.stop_for_pain),
    State("after", "fatima", AFTER_TODAY),
    State("after-error", "fatima", AFTER_TODAY, acts.go_on),
    State("after-thanks", "greta", AFTER_ALL),
    State("hurt", "erika", AFTER_PAIN),
    # for the moment
    State("now", "anna", "/now/"),
    State("now-find", "ingvar", "/now/"),
    State("now-wait", "ulf", "/now/"),
    State("now-urge", "anna", "/now/urge/", acts.into_the_urge, moves=True),
    State("now-knack", "anna", "/now/knack/"),
    State("now-let-go", "erika", "/now/let-go/"),
    State("now-shut", "erika", "/now/urge/"),
    # the guide
    State("guide", "anna", "/guide/"),
    State("guide-find", "karin", "/guide/find/"),
    State("guide-positions", "bengt", "/guide/positions/"),
    State("guide-everyday", "nils", "/guide/everyday/"),
    State("guide-how-it-works", "disa", "/guide/how-it-works/"),
    State("guide-found", "anna", "/guide/?q=knepöving"),
    State("guide-found-none", "anna", "/guide/?q=zzzz"),
    State("technique", "disa", "/technique/"),
    # the start card
    State("card", "anna", "/card/"),
    State("card-use", "anna", "/card/use/"),
    # on paper
    State("paper", "anna", "/paper/"),
    State("paper-mirror-neutral", "anna", "/paper/mirror/?as=neutral"),
    State("paper-mirror-plain", "nils", "/paper/mirror/?as=plain"),
    State("paper-week", "nils", "/paper/week/"),
    State("paper-week-rest", "jasmin", "/paper/week/"),
    State("paper-week-relax", "erika", "/paper/week/"),
    State("paper-week-wait", "ulf", "/paper/week/"),
    # always within reach
    State("care", "anna", "/care/"),
    State("about", "anna", "/about/"),
    State("settings", "anna", "/settings/"),
    State("unreachable", "anna", "/offline/"),
    State("phone", "anna", "/phone/"),
    State("pair", NEWCOMER, "/pair/"),
    State("pair-error", NEWCOMER, "/pair/", acts.go_on),
    State("programme-find", "ingvar", "/programme/"),
    State("programme-build", "disa", "/programme/"),
    State("programme-standing", "anna", "/programme/"),
    State("programme-maintain", "tove", "/programme/"),
    State("programme-relax", "erika", "/programme/"),
    State("programme-wait", "ulf", "/programme/"),
    State("answers", "bengt", "/answers/"),
    State("answers-change", "lovisa", "/answers/why/"),
    State("answers-changes", "lovisa", "/answers/able/", acts.cannot_stand),
    State("pause", "anna", "/pause/"),
    State("pause-going-on", "sara", "/pause/"),
    # reminders
    State("reminders-start", "disa", "/reminders/"),
    State("reminders-time", "disa", "/reminders/new/"),
    State("reminders-habit", "disa", "/reminders/new/?kind=habit"),
    State("reminders-habit-error", "disa", "/reminders/new/?kind=habit", acts.go_on),
    State("reminders-how", "disa", "/reminders/how/"),
    State("reminders-email", "disa", "/reminders/email/"),
    State("reminders-webhook", "disa", "/reminders/webhook/"),
    State("reminders-calendar", "disa", "/reminders/calendar/"),
    State("reminders", "anna", "/reminders/"),
    State("reminders-wish", "anna", "/reminders/wish/wish-1/"),
    State("reminders-calendar-address", "anna", "/reminders/calendar/"),
    State("reminders-silent", "erika", "/reminders/"),
    # the demonstration, and what is refused
    State("demo-chooser", NEWCOMER, "/demo/"),
    State("not-found", "anna", "/nowhere/", status=404),
    State("form-too-old", "anna", "/today/", acts.send_an_old_form),
    State("from-elsewhere", "anna", "/today/", acts.come_through_a_proxy),
)

# --- the README's own, at phone size and twice as sharp
SINGLES = (
    State("today", "anna", "/today/"),
    State("train", "nils", "/train/", acts.into_a_squeeze, moves=True),
    State("landing", NEWCOMER, "/"),
    State("programme", "anna", "/programme/"),
)
