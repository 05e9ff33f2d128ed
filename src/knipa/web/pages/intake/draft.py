"""What is typed, page by page, kept in the browser's session until all of it is saved."""

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict

from knipa.web.held_card import DRAFT as KEY
from knipa.web.held_card import SAID
from knipa.web.pages.intake.body import Body, fields_of
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
NOT_FIELDS = ("csrfmiddlewaretoken", "go")

type Typed = dict[str, list[str]]  # lists of text, as they were posted


class Draft:
    """The pages that someone has typed on and not saved."""

    def __init__(self, request: Request) -> None:
        self._session = request.session
        self._pages: dict[str, Typed] = request.session.get(KEY, {})
        if said := request.session.pop(SAID, None):
            self._write(
                {step: _written_over(STEPS[step], typed, said) for step, typed in self._pages.items()}
            )

    def __contains__(self, step: str) -> bool:
        return step in self._pages

    def __bool__(self) -> bool:
        return bool(self._pages)

    @property
    def body(self) -> str:
        """Which words for the body were chosen here; empty where none were."""
        return next(iter(self._pages.get("body", {}).get("anatomy", ())), "")

    def keep(self, step: str, posted: QueryDict) -> None:
        """Keep a page as it was typed, right or wrong."""
        self._write(
            {**self._pages, step: {name: posted.getlist(name) for name in posted if name not in NOT_FIELDS}}
        )

    def drop(self, step: str) -> None:
        """Forget one page."""
        self._write({name: typed for name, typed in self._pages.items() if name != step})

    def clear(self) -> None:
        """Forget all of it: it is saved, or not wanted."""
        self._write({})

    def shown(self, step: str) -> Question:
        """Return the page as it was left."""
        return STEPS[step](initial=_initial(STEPS[step], self._pages[step]))

    def judged(self, step: str) -> Question:
        """Return the page as it would be taken; one that was never opened is empty."""
        return STEPS[step](_posted(self._pages.get(step, {})))

    def wrong(self) -> str | None:
        """Return the first page that would not be taken; one that was never opened counts as left empty."""
        for step in ORDER:
            if not self.judged(step).is_valid():
                self.keep(step, _posted(self._pages.get(step, {})))
                return step
        return None

    def pages(self) -> Iterator[tuple[str, Question]]:
        """Yield the pages typed on, in the order of the questions."""
        yield from ((step, self.judged(step)) for step in ORDER if step in self._pages)

    def told(self) -> Told:
        """Return what the pages tell; every one of them must be valid."""
        told: Told = {}
        for _step, page in self.pages():
            page.full_clean()
            told |= page.told()
        return told

    def _write(self, pages: dict[str, Typed]) -> None:
        self._pages = pages
        if pages:
            self._session[KEY] = pages
        else:
            self._session.pop(KEY, None)


def _written_over(kind: type[Question], typed: Typed, said: Told) -> Typed:
    """Return a page as it was typed, but for what a card has answered since."""
    old = {name for event in said["events"] for name in fields_of(event["kind"])}
    new = {name: [str(value)] for name, value in kind.shown(said).items() if value}
    return {name: values for name, values in typed.items() if name not in old} | new


def _posted(typed: Typed) -> QueryDict:
    posted = QueryDict(mutable=True)
    for name, values in typed.items():
        posted.setlist(name, values)
    return posted


def _initial(kind: type[Question], typed: Typed) -> dict[str, Any]:
    several = {
        name
        for name, field in kind.base_fields.items()
        if getattr(field.widget, "allow_multiple_selected", False)
    }
    return {name: values if name in several else values[-1] for name, values in typed.items() if values}
