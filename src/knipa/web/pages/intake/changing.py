"""Changing an answer, at any time: what was answered, and what another answer would change before it is saved."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from knipa.web import clock, coach
from knipa.web.pages.intake.body import unshown
from knipa.web.pages.intake.draft import STEPS, Draft
from knipa.web.pages.intake.forms import Told
from knipa.web.pages.intake.summary import summary
from knipa.web.pages.intake.views import DO_NOT_FIT
from knipa.web.request import Request


@require_safe
def my_answers(request: Request) -> HttpResponse:
    """Show what was answered, page by page, each with a way to change it."""
    person = coach.latest(request.user)
    if person is None:
        return redirect("start")
    held = {**person, "signs": sorted(coach.signs(request.user))}
    pages = [_page(step, held) for step in STEPS]
    context = {"pages": pages, "unsaved": bool(Draft(request)), "saved": "saved" in request.GET}
    return render(request, "intake/my_answers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: Request) -> HttpResponse:
    """Show what the new answers would change; save them, or leave everything as it is."""
    draft, due = Draft(request), coach.due(request.user, clock.now(), get_language() or "en")
    if not draft or due is None:
        return redirect("my_answers")
    if request.POST.get("go") == "leave":
        draft.clear()
        return redirect("my_answers")
    wrong = next((step for step, page in draft.pages() if not page.is_valid()), None)
    if wrong:
        return redirect(f"{reverse('answers', args=[wrong])}?check=1")
    try:
        return _save(request, draft) if request.method == "POST" else _preview(request, draft, due)
    except coach.RefusedError:
        return render(request, "intake/changes.html", {"problem": DO_NOT_FIT}, status=422)


def _save(request: Request, draft: Draft) -> HttpResponse:
    coach.answer(request.user, _told(request, draft), clock.now())
    draft.clear()
    return redirect(f"{reverse('my_answers')}?saved")


def _preview(request: Request, draft: Draft, due: coach.Due) -> HttpResponse:
    preview = coach.preview(request.user, due, _told(request, draft), clock.now())
    pages = [_page(step, preview.answers) for step, _typed in draft.pages()]
    return render(request, "intake/changes.html", {"preview": preview, "pages": pages})


def _told(request: Request, draft: Draft) -> Told:
    """What the pages tell, beside the events that they had no room to show: nobody has taken these back."""
    told = draft.told()
    told.pop("timezone", None)  # whoever is on a journey is asked for that elsewhere (nudges/where.html)
    if "events" in told:
        known = (coach.latest(request.user) or {}).get("events", ())
        told["events"] = [*unshown(known), *told["events"]]
    return told


def _page(step: str, person: Mapping[str, Any]) -> dict[str, Any]:
    """One page as it was answered."""
    return {"step": step, "title": STEPS[step].title, "lines": summary(STEPS[step], person)}
