"""Drills for the moment: open at once, apart from sessions, and held by the same safety screen."""

import json
import re

import pytest
from django.utils import timezone

from knipa.web import coach
from knipa.web.models import LogLine
from states import on

URGE, KNACK, LET_GO = "/now/urge/", "/now/knack/", "/now/let-go/"
CSECTION = {"kind": "birth", "mode": "caesarean"}


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def sheet(client, address):
    """The cue sheet that the page gives the player, or None."""
    found = re.search(r'<script id="sheet" type="application/json">(.*?)</script>', page(client, address))
    return json.loads(found[1]) if found else None


def tell(person, **answers):
    coach.answer(person, answers, timezone.now())


def test_it_works(client, answered):
    told = page(client, "/now/")
    for address in (URGE, KNACK, LET_GO):
        assert f'href="{address}"' in told
        assert sheet(client, address)["cues"][-1]["action"] == "done"


def test_the_urge_is_half_a_minute_silent_and_tells_the_player_what_it_is(client, answered):
    assert sheet(client, URGE)["duration_ms"] == 30_000
    context = client.get(URGE).context
    assert (context["player_drill"], context["player_silent"]) == (True, True)
    assert client.get(LET_GO).context["player_silent"] is False


def test_no_question_comes_first(client, answered, line, send):
    send(line())
    assert client.get("/train/").url == "/today/"  # a session is asked about
    assert sheet(client, URGE)


def test_nothing_is_kept(client, answered):
    before = LogLine.objects.count()
    for address in (URGE, KNACK, LET_GO):
        page(client, address)
        assert client.post(address).status_code == 405
    assert LogLine.objects.count() == before
    assert coach.due(answered, timezone.now(), "en").plan.today.done == 0


def test_a_day_that_has_its_rounds_or_a_pause_closes_no_drill(client, answered, line, send):
    for _ in range(3):
        send(line())
    assert sheet(client, URGE)
    coach.pause(answered, timezone.localdate(), timezone.localdate(), "ill", timezone.now())
    assert sheet(client, KNACK)


@pytest.mark.parametrize("address", [URGE, KNACK])
def test_with_pain_nothing_is_squeezed_and_letting_go_is_offered(client, answered, address):
    tell(answered, signs=["pelvic_pain"])
    told = page(client, address)
    assert sheet(client, address) is None
    assert "better not to squeeze" in told
    assert "practise letting go" in told  # why, in the words of the plan
    assert f'href="{LET_GO}"' in told
    assert sheet(client, LET_GO)


@pytest.mark.parametrize("address", [URGE, KNACK])
def test_soft_squeezes_alone_leave_letting_go(client, answered, address):
    tell(answered, events=[{**CSECTION, "on": on(-5)}])
    assert sheet(client, address) is None
    assert f'href="{LET_GO}"' in page(client, address)


@pytest.mark.parametrize("sign", ["catheter", "saddle_numbness", "blood_in_urine"])
@pytest.mark.parametrize("address", [URGE, KNACK, LET_GO])
def test_where_one_waits_or_seeks_care_there_is_none_and_care_is_the_way(client, answered, sign, address):
    tell(answered, signs=[sign])
    assert sheet(client, address) is None
    assert 'class="button main" href="/care/"' in page(client, address)
    assert "moments" not in page(client, "/now/")


def test_before_the_squeeze_is_found_the_one_before_a_cough_waits(client, answered):
    tell(answered, found=False)
    assert sheet(client, KNACK) is None
    assert "when you have found your squeeze" in page(client, KNACK)
    assert "when you have found your squeeze" in page(client, "/now/")
    assert sheet(client, URGE)


def test_without_answers_it_leads_to_the_start(client, person):
    for address in ("/now/", URGE, KNACK, LET_GO):
        assert client.get(address).url == "/"


def test_today_leads_to_the_urge_and_in_pain_to_letting_go(client, answered):
    assert f'class="fold-link" href="{URGE}"' in page(client, "/today/")
    tell(answered, signs=["pelvic_pain"])
    told = page(client, "/today/")
    assert URGE not in told
    assert f'class="fold-link" href="{LET_GO}"' in told
    tell(answered, signs=["catheter"])
    assert "/now/" not in page(client, "/today/")


def test_who_does_not_lift_practises_something_easier(client, answered):
    tell(answered, cannot=["lift"])
    moves = [cue["movement"] for cue in sheet(client, KNACK)["cues"] if cue["action"] == "move"]
    assert set(moves) == {"cough", "walk"}


def test_without_javascript_the_steps_stand_there(client, answered):
    told = page(client, URGE)
    assert "Stay where you are" in told[told.index("<noscript>") : told.index("</noscript>")]


@pytest.mark.parametrize(("discreet", "name"), [(False, "Urge now"), (True, "Right now")])
def test_the_home_screen_has_a_short_way_to_it_with_a_name_for_others_eyes(client, answered, discreet, name):
    answered.discreet = discreet
    answered.save()
    ways = client.get("/manifest.webmanifest").json()["shortcuts"]
    assert {"name": name, "url": URGE} in ways
    assert not discreet or "rge" not in "".join(way["name"] for way in ways)
