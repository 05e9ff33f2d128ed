"""The welcome, the questions one page at a time, and the safety question on its own."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from knipa.web import clock, coach
from knipa.web.pages.intake.body import Body
from knipa.web.pages.intake.forms import Able, Question, Safety, Squeeze, Told, When, Why
from knipa.web.request import Request

STEPS: dict[str, type[Question]] = {
    "why": Why,
    "when": When,
    "body": Body,
    "safety": Safety,
    "able": Able,
    "squeeze": Squeeze,
}
ORDER = [*STEPS]
DRAFT = "draft"  # what is typed, page by page, until all of it is saved
NOT_FIELDS = ("csrfmiddlewaretoken", "go")
WRONG = 422  # the form was understood and cannot be taken as it is


@require_safe
def start(request: Request) -> HttpResponse:
    """Say what this is; someone who has answered goes to today."""
    if coach.latest(request.user):
        return redirect("today")
    locale = get_language() or "en"
    return render(
        request,
        "intake/start.html",
        {
            "not_a_device": coach.say("about", "not_a_device", locale),
            "after": coach.say("about", "after", locale),
            "sample": coach.sample(clock.now().date(), locale),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Request, step: str) -> HttpResponse:
    """Ask one page of questions; what was typed is kept when one goes back, or wrong."""
    if step not in STEPS:
        return redirect("answers", ORDER[0])
    if request.method != "POST":
        return _show(request, step, _form(request, step))
    _keep(request, step)
    place = ORDER.index(step)
    if request.POST.get("go") == "back":
        return redirect("answers", ORDER[place - 1]) if place else redirect("start")
    form = STEPS[step](request.POST)
    if not form.is_valid():
        return _show(request, step, form)
    return redirect("answers", ORDER[place + 1]) if place + 1 < len(ORDER) else _finish(request, step, form)


@require_http_methods(["GET", "HEAD", "POST"])
def safety(request: Request) -> HttpResponse:
    """Ask about signs alone: something is new, or something has passed."""
    person = coach.latest(request.user)
    if person is None:
        return redirect("start")
    held = {"signs": [*coach.signs(request.user)]}
    form = Safety(request.POST) if request.method == "POST" else Safety(initial=Safety.shown(person) | held)
    if form.is_valid():
        coach.answer(request.user, form.told(), clock.now())
        return redirect("today")
    return render(request, "intake/safety.html", {"form": form}, status=WRONG if form.is_bound else None)


def _form(request: Request, step: str) -> Question:
    """The page as it was left, as it was once answered, or empty."""
    draft = request.session.get(DRAFT, {}).get(step)
    if draft is not None and "check" in request.GET:
        return STEPS[step](_posted(draft))
    if draft is not None:
        return STEPS[step](initial=_typed(STEPS[step], draft))
    return STEPS[step](initial=STEPS[step].shown(coach.latest(request.user) or {}))


def _show(request: Request, step: str, form: Question, problem: str = "") -> HttpResponse:
    place = ORDER.index(step)
    context = {"form": form, "step": step, "number": place + 1, "of": len(ORDER), "problem": problem}
    return render(request, f"intake/{step}.html", context, status=WRONG if form.is_bound else None)


def _finish(request: Request, step: str, form: Question) -> HttpResponse:
    before, draft = coach.latest(request.user) or {}, request.session[DRAFT]
    told: Told = {**before, "locale": get_language() or "en"}
    for name, kind in STEPS.items():
        if before and name not in draft and name != "safety":
            continue  # not opened this time: what was answered stands; signs are asked anew
        page = kind(_posted(draft.get(name, {})))
        if not page.is_valid():
            request.session[DRAFT] = {name: {}, **draft}
            return redirect(f"/answers/{name}/?check=1")
        told |= page.told()
    try:
        coach.answer(request.user, told, clock.now())
    except coach.RefusedError:
        return _show(
            request, step, form, _("These answers do not fit together. Please look through them once more.")
        )
    del request.session[DRAFT]
    return redirect("today")


# --- the draft: lists of text, as they were posted


def _keep(request: Request, step: str) -> None:
    typed = {name: values for name, values in request.POST.lists() if name not in NOT_FIELDS}
    request.session[DRAFT] = {**request.session.get(DRAFT, {}), step: typed}


def _posted(draft: dict[str, list[str]]) -> QueryDict:
    posted = QueryDict(mutable=True)
    for name, values in draft.items():
        posted.setlist(name, values)
    return posted


def _typed(kind: type[Question], draft: dict[str, list[str]]) -> dict[str, Any]:
    several = {
        name for name, field in kind.base_fields.items() if hasattr(field.widget, "allow_multiple_selected")
    }
    return {
        name: values
        if name in several and kind.base_fields[name].widget.allow_multiple_selected
        else values[-1]
        for name, values in draft.items()
        if values
    }
