"""Takes a start card into the answers of whoever got it: first shown, then filled in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from knipa.web import clock, coach, held_card
from knipa.web.pages.card.forms import Code, LeftOut
from knipa.web.pages.card.lines import lines
from knipa.web.request import Request

WRONG = 422  # the form was understood and cannot be taken as it is
DOES_NOT_FIT = _(
    "What the card says does not fit your other answers. Nothing has been changed. "
    "You can fill in the dates yourself, under My answers."
)


@require_http_methods(["GET", "HEAD", "POST"])
def use(request: Request) -> HttpResponse:
    """Take the code, show what it would fill in, and fill it in when that is confirmed."""
    data = request.POST if request.method == "POST" else None
    today = coach.today(request.user, clock.now())
    form = Code(data, today)
    if not form.is_valid():
        return render(request, "card/use.html", {"form": form}, status=WRONG if form.is_bound else None)
    written: coach.Written = form.cleaned_data["code"]
    before = coach.latest(request.user)
    if before is None:
        return _before_the_first_answers(request, written)
    asks = LeftOut(data, coach.left_out(written.card, before), written.card, today)
    if not asks.answered:
        return _show(request, written, form=asks, status=WRONG if asks.is_bound else None)
    try:
        return _take(request, written, asks, coach.told_by(written.card, before, asks.told()))
    except coach.RefusedError:
        return _show(request, written, form=asks, problem=DOES_NOT_FIT, status=WRONG)


def _take(request: Request, written: coach.Written, asks: LeftOut, told: coach.Told) -> HttpResponse:
    """Fill it in, or show what that would change."""
    now = clock.now()
    if request.POST.get("go") == "fill":
        coach.answer(request.user, told, now)
        held_card.write_over_draft(request, written.card, told)
        return redirect(f"{reverse('my_answers')}?saved")
    due = coach.due(request.user, now, get_language() or "en")
    preview = coach.preview(request.user, due, told, now) if due else None
    return _show(request, written, form=asks, preview=preview)


def _before_the_first_answers(request: Request, written: coach.Written) -> HttpResponse:
    """The questions come first, the safety questions among them; the card fills in what it knows of them."""
    if request.POST.get("go") != "fill":
        return _show(request, written, new=True)
    held_card.hold(request, written)
    return redirect("answers", "why")


def _show(
    request: Request, written: coach.Written, status: int | None = None, **more: object
) -> HttpResponse:
    context = {"card": written.card, "lines": lines(written.card), "code": written.code, **more}
    return render(request, "card/taking.html", context, status=status)
