"""Which language a page is in, and who speaks where that language lacks words."""

from collections.abc import Callable
from itertools import pairwise

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import trans_real

from knipa.content.language import SOURCE, Language, language, languages, with_fallbacks


def spoken() -> Language:
    """Return the language of the page that is being made."""
    return language(translation.get_language() or SOURCE)


def speak(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Make every page in the language that was chosen, or else in one that the browser asks for.

    Django's own middleware leaves out a language whose pages nobody has translated yet.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        translation.activate(_asked_for(request))
        response = get_response(request)
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", translation.get_language() or SOURCE)
        return response

    return answer


def let_others_stand_in() -> None:
    """Let a page say in the fallback language what its own has no words for; by itself Django says it in English."""
    for tag in languages():
        for after, each in pairwise(reversed(with_fallbacks(tag))):
            # Django has no door for this: a catalogue is asked for by its name, and kept by it
            told = trans_real.DjangoTranslation(each.tag)
            told._fallback = trans_real.translation(after.tag)  # type: ignore[attr-defined]  # noqa: SLF001
            trans_real._translations[each.tag] = told  # type: ignore[attr-defined]  # noqa: SLF001


def _asked_for(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in languages():
        return chosen
    told = trans_real.parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    for tag, _weight in told:
        primary = tag.partition("-")[0]
        if known := next((each for each in (tag, primary) if each in languages()), None):
            return known
    return SOURCE
