"""Every page in every state, by name: what was lived before it, and where it is."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone

from knipa.web import coach
from knipa.web.door import pairing
from knipa.web.door.address import read
from knipa.web.models import Account, Channel, Nudge, Phone
from knipa.web.reminders import calendar, planning

KNOWS = {
    "found": True,
    "timezone": "Europe/Stockholm",
    "signs": [],
    "seen_for": [],
    "reasons": ["leak_urine"],
}
FELT = {"ease": "right", "contact": "clear", "let_go": True, "pain": False}
AFTER = UUID("00000000-0000-4000-8000-000000000001")  # the session that the page after it is about


def ago(days: float):
    return timezone.now() - timedelta(days=days)


def on(days: int) -> str:
    return (timezone.localdate() + timedelta(days)).isoformat()


def answers(account: Account, **more: object) -> None:
    coach.answer(account, {**KNOWS, **more}, ago(30))


def train(account: Account, days_ago: float, event_id: UUID | None = None, **felt: object) -> None:
    at = ago(days_ago)
    coach.ready(account, "same", at)
    line = coach.log_by_table(account, event_id or uuid4(), "whole", at, "en")
    if line:
        coach.feel(account, line.event_id, {**FELT, **felt}, [])


def new(account: Account) -> None:
    """Someone who has answered nothing."""


def go(account: Account) -> None:
    """Trained for some weeks, asked today, with a movement in it, and told to turn to care."""
    answers(account, trouble_when=["cough_sneeze_laugh", "lift"], avoids=["company"])
    for number in range(28, 0, -1):
        train(account, number)
    coach.ready(account, "same", timezone.now())


def unasked(account: Account) -> None:
    """The first days, and nobody has said how yesterday felt."""
    answers(account, found=False)
    coach.ready(account, "same", ago(1))
    coach.log_by_table(account, uuid4(), "whole", ago(1), "en")


def enough(account: Account) -> None:
    answers(account)
    for _ in range(3):
        train(account, 0)


def rest(account: Account) -> None:
    answers(account, satisfied=True)
    for number in (6, 4, 2, 1):
        train(account, number)


def paused(account: Account) -> None:
    answers(account, pauses=[{"from": on(-1), "to": on(5), "why": "ill"}])


def wait(account: Account) -> None:
    answers(account, events=[{"kind": "surgery", "operation": "prolapse", "on": on(-9)}])


def care_now(account: Account) -> None:
    answers(account)
    coach.answer(account, {"signs": ["saddle_numbness", "blood_in_urine"], "seen_for": []}, timezone.now())


def care_soon(account: Account) -> None:
    answers(account)
    coach.answer(account, {"signs": ["blood_in_urine"], "seen_for": []}, timezone.now())


def gentle(account: Account) -> None:
    answers(
        account, events=[{"kind": "birth", "on": on(-5), "mode": "caesarean", "tear": "none"}], found=False
    )
    coach.answer(account, {"signs": ["wound_sore"], "seen_for": []}, timezone.now())


def relax(account: Account) -> None:
    answers(account)
    coach.answer(account, {"signs": ["pelvic_pain"], "seen_for": []}, timezone.now())


def pregnant(account: Account) -> None:
    answers(account, events=[{"kind": "pregnancy", "due": on(40)}], found=False)
    coach.ready(account, "same", timezone.now())


def done(account: Account) -> None:
    """A session has just ended, with a movement in it."""
    answers(account)
    _ended(account, "whole", [{"exercise": "functional", "movement": "rise", "reps": 3, "hold_s": 5}])


def unsure(account: Account) -> None:
    """A session in which nothing was felt, and it has been said."""
    answers(account)
    train(account, 0, AFTER, contact="none")


def begun(account: Account) -> None:
    """The squeeze was found yesterday: building begins today."""
    answers(account, found=False)
    for number in (3, 2, 1):
        train(account, number, ease="easy")
    coach.ready(account, "same", timezone.now())


def hurt(account: Account) -> None:
    answers(account)
    _ended(account, "pain", [])


def with_a_code(account: Account) -> None:
    """Phones can come, and a code is shown for one."""
    answers(account)
    pairing.begin(account, timezone.now())


def with_phones(account: Account) -> None:
    answers(account)
    for number, device in enumerate(("iphone", "android", "computer")):
        Phone.objects.create(
            account=account,
            token_hash=f"{number:064}",
            device=device,
            paired_at=ago(40),
            seen_on=timezone.localdate() - timedelta(number),
        )


def unreminded(account: Account) -> None:
    """Nothing is wished of reminders yet."""
    answers(account)


def reminded(account: Account) -> None:
    """Everything at once: times, habits, more of them than the plan asks for, ways that work and that fail."""
    answers(account)
    settings.SMTP = object()
    at_work = {"days": ["mon", "tue", "wed", "thu", "fri"]}
    _wish(account, {"at": "07:30"}, {"at": "12:15", **at_work}, {"at": "16:30"}, {"at": "20:00"}, {"at": "23:30"},
          {"id": "own", "after": _own(account), "then": _own(account)})  # fmt: skip
    _way(account, "webhook", url="https://knipa.example/1")
    _way(account, "email", 2, "unreachable: 1", to="a1@knipa.example")
    _way(account, "email", confirmed_at=None, to="a2@knipa.example")
    for number, (state, why) in enumerate(
        (("sent", ""), ("silent", "done"), ("missed", ""), ("failed", "busy"))
    ):
        at = ago(0.2 + number / 2)
        told = {"kind": "session", "slot": f"{number}", "on": at.date(), "state": state, "why": why}
        Nudge.objects.create(account=account, due_at=at, until=at, **told)
    coach.ready(account, "same", timezone.now())


def by_the_toilet(account: Account) -> None:
    """A habit that names the toilet, no way at all, and a reminder that has been put off."""
    answers(account)
    _wish(account, {"at": "00:01", "after": "wc 2", "then": "1 + 1"})
    coach.ready(account, "same", timezone.now())
    Nudge.objects.create(
        account=account,
        kind="later",
        slot="later",
        on=timezone.localdate(),
        due_at=ago(-0.01),
        next_at=ago(-0.01),
        until=ago(-0.05),
    )


def silent(account: Account) -> None:
    """It hurts, so nothing is sent, and the way is gone."""
    relax(account)
    _wish(account, {"at": "12:00"})
    _way(account, "webhook", 3, "gone: 410", gone_at=ago(1), url="https://knipa.example/1")
    _way(account, "webhook", url="https://knipa.example/2")


def away(account: Account) -> None:
    paused(account)
    _wish(account, {"at": "12:00"})


def fewer_days(account: Account) -> None:
    """Satisfied, so that fewer days are enough, and nothing is sent."""
    answers(account, satisfied=True)
    _wish(account, {"at": "12:00"})
    _way(account, "webhook", url="https://knipa.example/1")


def offered_fewer_days(account: Account) -> None:
    """Sure rounds at every target, and reminders that would fall silent."""
    answers(account, capacity={"hold_s": 6, "reps": 10, "fast_reps": 10, "endurance_s": 60})
    for number in (3, 2, 1):
        train(account, number)
    _wish(account, {"at": "12:00"})


def only_the_week(account: Account) -> None:
    """No reminder is left but the week in one line."""
    answers(account)
    _wish(account, weekly={"day": "sun", "at": "18:00"})


def with_a_mailbox(account: Account) -> None:
    """A code is on its way."""
    answers(account)
    _way(account, "email", confirmed_at=None, to="a1@knipa.example")


def with_a_calendar(account: Account) -> None:
    """Its address is there, and a calendar has fetched it."""
    answers(account)
    _wish(account, {"at": "12:00"})
    calendar.add(account, ago(1))
    account.channels.update(delivered_at=ago(0.1))


def can_mail(account: Account) -> None:
    answers(account)
    settings.SMTP = object()


def _own(account: Account) -> str:
    """Somebody's own words, in the language of their pages."""
    return {"sv": "har ätit", "en": "have eaten"}.get(account.language, "1 + 1")


def _wish(account: Account, *wishes: dict[str, object], **more: object) -> None:
    every_day = {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}
    told = {
        "format": "knipa.wishes/1",
        "timezone": "Europe/Stockholm",
        "quiet": {"from": "22:00", "to": "06:00"},
    }
    planning.keep(
        account, {**told, **more, "wishes": [{**every_day, **each} for each in wishes]}, timezone.now()
    )


def _way(account: Account, kind: str, failures: int = 0, why: str = "", **more: object) -> None:
    given = {name: more.pop(name) for name in ("to", "url") if name in more}
    told = {"told": given, "made_at": ago(9), "confirmed_at": ago(9), "failures": failures, "why": why}
    Channel.objects.create(account=account, kind=kind, **{**told, **more})


def _ended(account: Account, ended: str, did: list[dict[str, object]]) -> None:
    line = {
        "format": "knipa.log/1", "id": str(AFTER), "kind": "session", "at": timezone.now().isoformat(),
        "position": "standing", "ended": ended, "done": did,
    }  # fmt: skip
    coach.log(account, json.dumps(line), timezone.now())


@dataclass(frozen=True)
class State:
    """What was lived, and the pages to look at then; `typed` is posted to the last of them first."""

    live: Callable[[Account], None]
    addresses: tuple[str, ...]
    typed: dict[str, str] | None = None
    phones_come: bool = False  # this Knipa has an address for phones

    def begin(self, account: Account) -> None:
        """Live it; a test that does this says `house_as_it_was`."""
        settings.PHONE_ADDRESS = read("https://knipa.example") if self.phones_come else None
        settings.SMTP = None
        self.live(account)

    @property
    def name(self) -> str:
        return f"{self.live.__name__}{'-wrong' if self.typed is not None else ''}"


ASKED = ("why", "when", "body", "safety", "able", "squeeze")
STATES = (
    State(
        new,
        (
            "/",
            *(f"/answers/{step}/" for step in ASKED),
            "/care/",
            "/about/",
            "/settings/",
            "/guide/",
            "/guide/?q=leak",
            "/guide/?q=xyzzyx",
            "/guide/seek-care/",
            "/nowhere/",
        ),
    ),
    State(new, ("/answers/safety/",), {}),
    State(new, ("/answers/body/",), {"birth_tear": "none", "due": "32 May"}),
    State(
        go,
        (
            "/today/",
            "/train/",
            "/train/?round=short",
            "/now/",
            "/now/urge/",
            "/now/knack/",
            "/now/let-go/",
            "/programme/",
            "/today/how/",
            "/answers/",
            "/answers/why/",
            "/safety/",
            "/pause/",
            "/paper/",
            "/paper/mirror/?as=neutral",
            "/paper/mirror/?as=plain",
            "/paper/week/",
        ),
    ),
    State(
        go,
        (
            "/guide/",
            "/guide/find/",
            "/guide/check/",
            "/guide/positions/",
            "/guide/session/",
            "/guide/everyday/",
            "/guide/your-rights/",
        ),
    ),
    State(go, ("/technique/", "/technique/?said=help", "/technique/?said=sure")),
    State(begun, ("/today/", "/train/")),
    State(unsure, (f"/train/{AFTER}/after/",)),
    State(go, ("/today/how/",), {}),
    State(go, ("/pause/",), {"length": "until"}),
    State(with_a_code, ("/phone/",), phones_come=True),
    State(with_phones, ("/phone/",), phones_come=True),
    State(new, ("/phone/", "/pair/")),
    State(new, ("/pair/",), {"code": "ABCD"}),
    State(new, ("/card/", "/card/use/")),
    State(new, ("/card/",), {"gentle_from": "32 May"}),
    State(new, ("/card/use/",), {"code": "K1AB"}),
    State(unasked, ("/today/", "/programme/", "/now/", "/now/knack/", "/paper/week/")),
    State(enough, ("/today/",)),
    State(rest, ("/today/", "/programme/", "/offline/", "/paper/mirror/", "/paper/week/")),
    State(paused, ("/today/", "/pause/", "/paper/week/")),
    State(wait, ("/today/", "/programme/", "/now/", "/now/let-go/", "/paper/mirror/", "/paper/week/")),
    State(care_now, ("/today/", "/now/urge/", "/paper/mirror/?as=plain")),
    State(care_soon, ("/today/", "/safety/")),
    State(gentle, ("/today/", "/train/", "/programme/", "/paper/mirror/?as=plain")),
    State(relax, ("/today/", "/train/", "/programme/", "/now/", "/now/urge/", "/paper/week/")),
    State(pregnant, ("/today/", "/train/")),
    State(
        unreminded,
        (
            "/reminders/",
            "/reminders/new/",
            "/reminders/how/",
            "/reminders/email/",
            "/reminders/webhook/",
            "/reminders/calendar/",
        ),
    ),
    State(reminded, ("/reminders/", "/reminders/wish/own/", "/today/", "/paper/mirror/?as=plain")),
    State(by_the_toilet, ("/reminders/", "/today/")),
    State(silent, ("/reminders/",)),
    State(away, ("/reminders/",)),
    State(fewer_days, ("/reminders/",)),
    State(offered_fewer_days, ("/today/",)),
    State(only_the_week, ("/reminders/",)),
    State(with_a_mailbox, ("/reminders/email/",)),
    State(with_a_calendar, ("/reminders/", "/reminders/calendar/")),
    State(unreminded, ("/reminders/new/?kind=habit",), {"which": "own"}),
    State(unreminded, ("/reminders/how/",), {"quiet_from": "", "quiet": "some"}),
    State(can_mail, ("/reminders/email/",), {"to": "a1"}),
    State(with_a_mailbox, ("/reminders/email/",), {"code": ""}),
    State(unreminded, ("/reminders/webhook/",), {"url": ""}),
    State(done, (f"/train/{AFTER}/after/",)),
    State(done, (f"/train/{AFTER}/after/",), {}),
    State(hurt, (f"/train/{AFTER}/after/", "/today/")),
)
CHANGES = {"cannot": ["standing"]}  # typed on a page of answers, it leads to what that would change
