"""The guide where it is needed: in the intake, today, before a session and after it, and when a stage begins."""

import pytest
from django.utils import timezone

from knipa.content.articles import Reader, articles
from knipa.training.exercise import Movement, Position
from knipa.training.programme import Stage
from knipa.web import coach, guide
from knipa.web.coach.reader import guiding
from states import AFTER, answers, begun, gentle, go, relax, train

PASSAGES = {
    *guiding.TAKE.values(),
    *guiding.MORE_OF.values(),
    *guiding.HOW.values(),
    *(passage for _stage, passage in guiding.BEGAN.values()),
    guiding.CLOSING,
    guiding.LETTING_GO,
    guiding.MOVING,
}


def page(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize("locale", ["sv", "en", "sv-x-latt"])
@pytest.mark.parametrize("passage", sorted(PASSAGES, key=str), ids=lambda each: f"{each.slug}#{each.part}")
def test_every_passage_is_there_for_everyone(passage, locale):
    for body in ("vagina", "penis", "unstated"):
        assert guide.part(passage.slug, passage.part, locale, Reader(body))


AFTERWARDS = ["not-now", "nothing-felt", "not-sure", "helpers", "sure", "ask", "feel"]


@pytest.mark.parametrize("locale", ["sv", "en", "sv-x-latt"])
@pytest.mark.parametrize("part", AFTERWARDS)
def test_every_passage_that_a_template_names_is_there(part, locale):
    slug = {"not-now": "pain", "helpers": "mistakes"}.get(part, "check")
    assert guide.part(slug, part, locale, Reader())


def test_every_stage_and_position_has_its_passage_and_every_article_is_there():
    assert {*guiding.HOW} == {*Stage}
    assert {*guiding.ABOUT} == {*Stage} - {Stage.GENTLE}
    assert {*guiding.TAKE} == {*Position}
    named = {slug for slugs in guiding.ABOUT.values() for slug in slugs}
    assert named <= {*articles("en")}


@pytest.mark.parametrize("name", [*Position, *Movement])
def test_every_position_and_movement_has_its_picture(name):
    assert "<svg" in guide.picture(name.value, "en", Reader())


# --- the intake


def test_the_squeeze_is_told_as_the_guide_tells_it_with_a_picture(client, person):
    told = page(client, "/answers/squeeze/")
    assert "Think of a crowded lift" in told
    assert "Breathe as usual" in told
    assert told.count('<figure class="picture">') == 1
    assert 'href="/guide/find/"' in told
    assert 'href="/guide/check/"' in told


@pytest.mark.parametrize(
    ("anatomy", "said"),
    [
        ("vagina", "round the urethra and vagina."),
        ("penis", "round the anus and round the urethra."),
        ("unstated", "round the vagina if you have one."),
        ("x", "round the vagina if you have one."),
    ],
)
def test_before_anything_is_saved_the_words_are_those_of_the_body_just_chosen(client, person, anatomy, said):
    client.post("/answers/body/", {"anatomy": anatomy, "go": "back"})
    assert said in page(client, "/answers/squeeze/")


def test_what_one_cannot_take_is_drawn_beside_its_words_and_not_read_twice(client, person):
    told = page(client, "/answers/able/")
    assert told.count('<span aria-hidden="true"><figure') == 5


# --- today and before the session


def test_today_tells_how_in_a_fold_with_the_picture_of_the_position(client, answered):
    told = page(client, "/today/")
    assert "Use all the force you have" in told
    assert 'href="/guide/strength/"' in told
    assert told.count('<figure class="picture">') == 1


def test_the_pages_kept_on_a_device_carry_the_picture_once_with_the_session(client, answered):
    told = client.get("/offline/ahead.json").json()
    todays = {key for day in told["days"] for key in (*day["today"], day["hurt"]["today"])}
    assert not [key for key in todays if "<figure" in told["html"][key]]
    assert "<figure" in told["html"][told["days"][0]["train"]]


def test_a_passage_of_a_language_that_stands_in_says_so_to_a_screen_reader():
    borrowed = [each for each in PASSAGES if articles("sv-x-latt")[each.slug].spoken.tag == "sv"]
    assert borrowed
    for each in borrowed:
        told = guide.part(each.slug, each.part, "sv-x-latt", Reader())
        assert told.startswith('<div lang="sv" dir="ltr">'), each
    assert "lang=" not in guide.part("find", "closing", "sv-x-latt", Reader())


def test_who_is_finding_is_told_the_order(client, person):
    answers(person, found=False)
    coach.ready(person, "same", timezone.now())
    assert "First feel how it is at rest" in page(client, "/today/")


def test_where_something_hurts_nothing_tells_how_to_squeeze(client, person):
    relax(person)
    told = page(client, "/today/") + page(client, "/train/")
    assert "Let go of your shoulders, your jaw and your belly" in told
    assert "It closes round" not in told
    assert "Use all the force" not in told


def test_soft_squeezes_are_not_told_as_hard_ones(client, person):
    gentle(person)
    told = page(client, "/today/") + page(client, "/train/")
    assert "It closes round" in told
    assert "Use all the force" not in told
    assert 'href="/guide/after-birth/"' in told


def test_nothing_tells_how_where_there_is_nothing_to_do(client, answered, line, send):
    for _ in range(3):
        send(line())
    assert "Use all the force" not in page(client, "/today/")


def test_before_the_session_stands_how_to_lie_and_what_to_feel(client, answered):
    told = page(client, "/train/")
    assert told.index("Lie on your back with your knees bent") < told.index('id="player"')
    assert "It closes round" in told


# --- when a stage begins


def test_a_new_stage_is_told_until_its_first_session(client, person):
    begun(person)
    assert "From then on, every session has all 3" in page(client, "/today/")
    train(person, 0)
    assert "From then on, every session has all 3" not in page(client, "/today/")


def test_a_new_stage_that_has_been_trained_in_is_not_told_again(client, person):
    answers(person, found=False)
    for number in (4, 3, 2):
        train(person, number, ease="easy")
    train(person, 1)
    told = page(client, "/today/")
    assert "Strength squeeze" in told
    assert "From then on, every session has all 3" not in told


def test_pain_tells_why_the_squeeze_waits(client, person):
    relax(person)
    assert "what you need to practise may be to relax" in page(client, "/today/")


def test_a_stage_that_was_there_from_the_beginning_is_not_new(client, answered):
    assert "New:" not in page(client, "/today/")


# --- after the session


@pytest.mark.parametrize(
    ("felt", "said"),
    [
        ({"contact": "none"}, "Many people feel nothing at first"),
        ({"contact": "faint"}, "Squeeze more softly, not harder"),
        ({"ease": "hard"}, "Use half as much force"),
        ({"ease": "hard", "contact": "none", "pain": "yes"}, "Practise letting go instead"),
    ],
)
def test_who_is_unsure_gets_a_word_of_the_guide_without_a_script_too(
    client, answered, line, send, felt, said
):
    after = send(line())
    told = {"ease": "right", "contact": "clear", "let_go": "yes", "pain": "no", **felt}
    assert client.post(after, told).url == after
    assert said in page(client, after)


def test_who_felt_it_goes_straight_to_today(client, answered, line, send):
    after = send(line())
    told = {"ease": "right", "contact": "clear", "let_go": "yes", "pain": "no"}
    assert client.post(after, told).url == "/today/"
    assert "You have already said" in page(client, after)


def test_no_word_about_squeezing_follows_where_nothing_was_squeezed(client, person, line, send):
    relax(person)
    after = send(line(done=[{"exercise": "relaxation", "reps": 5, "hold_s": 6}]))
    assert client.post(after, {"ease": "hard", "let_go": "yes", "pain": "no"}).url == "/today/"
    assert "Use half as much force" not in page(client, after)


def test_who_may_not_squeeze_by_now_gets_no_word_about_squeezing(client, answered, line, send):
    after = send(line())
    coach.answer(answered, {"signs": ["fever"], "seen_for": []}, timezone.now())
    told = {"ease": "hard", "contact": "faint", "let_go": "yes", "pain": "no"}
    assert client.post(after, told).url == "/today/"
    assert "Squeeze more softly" not in page(client, after)


def test_every_word_of_help_is_in_the_page_of_the_session_and_hidden(client, person):
    go(person)
    told = page(client, "/train/")
    for kind in ("pain", "none", "faint", "hard"):
        assert f'data-help="{kind}" hidden' in told


def test_a_session_that_ended_in_pain_leads_to_the_article(client, answered, line, send):
    after = send(line(id=str(AFTER), ended="pain"))
    assert 'href="/guide/pain/"' in page(client, after)
