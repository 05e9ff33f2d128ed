"""The questions one page at a time, and the safety question on its own."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from knipa.content.articles import Reader
from knipa.web import clock, coach, held_card
from knipa.web.pages.intake.draft import ORDER, STEPS, Draft
from knipa.web.pages.intake.forms import Question, Safety
from knipa.web.request import Request

DO_NOT_FIT = _("These answers do not fit together. Please look through them once more.")
WRONG = 422  # the form was understood and cannot be taken as it is


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Request, step: str) -> HttpResponse:
    """Ask one page of questions; what was typed is kept when one goes back, or wrong."""
    if step not in STEPS:
        return redirect("answers", ORDER[0])
    draft = Draft(request)
    person = coach.latest(request.user)
    if request.method != "POST":
        return _show(request, step, _form(request, draft, step), changing=person is not None)
    draft.keep(step, request.POST)
    if request.POST.get("go") == "back":
        return _back(draft, step, changing=person is not None)
    form = draft.judged(step)
    if not form.is_valid():
        return _show(request, step, form, changing=person is not None)
    if person:
        return redirect("changes")
    last = step == ORDER[-1]
    return _finish(request, draft, step) if last else redirect("answers", ORDER[ORDER.index(step) + 1])


@require_http_methods(["GET", "HEAD", "POST"])
def safety(request: Request) -> HttpResponse:
    """Ask about signs alone: something is new, or something has passed. It holds at once."""
    person = coach.latest(request.user)
    if person is None:
        return redirect("start")
    held = {"signs": [*coach.signs(request.user)]}
    form = Safety(request.POST) if request.method == "POST" else Safety(initial=Safety.shown(person) | held)
    if form.is_valid():
        coach.answer(request.user, form.told(), clock.now())
        return redirect("today")
    return render(request, "intake/safety.html", {"form": form}, status=WRONG if form.is_bound else None)


def _form(request: Request, draft: Draft, step: str) -> Question:
    """The page as it was left, as it was once answered, as a start card answers it, or empty."""
    if step in draft:
        return draft.judged(step) if "check" in request.GET else draft.shown(step)
    known = coach.latest(request.user) or held_card.held(request)
    return STEPS[step](initial=STEPS[step].shown(known))


def _show(request: Request, step: str, form: Question, *, changing: bool, problem: str = "") -> HttpResponse:
    place = ORDER.index(step)
    context = {
        "form": form, "step": step, "number": place + 1, "of": len(ORDER), "problem": problem, "changing": changing,
        "reader": _reader(request),
    }  # fmt: skip
    return render(
        request, [f"intake/{step}.html", "intake/page.html"], context, status=WRONG if form.is_bound else None
    )


def _reader(request: Request) -> Reader:
    """Who reads, with the words for the body as they were just chosen, saved or not."""
    return coach.reading(request.user, clock.now(), get_language() or "en", Draft(request).body).reader


def _back(draft: Draft, step: str, *, changing: bool) -> HttpResponse:
    if changing:
        draft.drop(step)
        return redirect("my_answers")
    place = ORDER.index(step)
    return redirect("answers", ORDER[place - 1]) if place else redirect("start")


def _finish(request: Request, draft: Draft, step: str) -> HttpResponse:
    """Save all pages at once; one that was passed by, or has gone wrong since, is asked again."""
    if wrong := draft.wrong():
        return redirect(f"{reverse('answers', args=[wrong])}?check=1")
    try:
        told = held_card.beside(request, draft.told())
        coach.answer(request.user, {**told, "locale": get_language() or "en"}, clock.now())
    except coach.RefusedError:
        return _show(request, step, draft.judged(step), changing=False, problem=str(DO_NOT_FIT))
    draft.clear()
    held_card.let_go(request)
    return redirect("today")
