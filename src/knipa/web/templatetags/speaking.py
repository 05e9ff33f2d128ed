"""The language of a page, and the others it can be had in: `{% load speaking %}`."""

from typing import Any

from django import template
from django.utils.translation import get_language

from knipa.content.language import SOURCE, language, languages

register = template.Library()


@register.simple_tag
def direction() -> str:
    """Return which way the page's language is read: ltr or rtl."""
    return language(get_language() or SOURCE).direction


@register.inclusion_tag("shell/language.html")
def language_buttons() -> dict[str, Any]:
    """One press for each other language, said in that language."""
    now = language(get_language() or SOURCE)
    return {"others": [each for each in languages().values() if each != now]}


@register.filter
def own_name(tag: str) -> str:
    """Return what a language calls itself."""
    return language(tag).name
