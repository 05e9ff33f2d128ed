"""The language of a page, and the others it can be had in: `{% load speaking %}`."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.timezone import localtime

from knipa.content.language import language, languages, weekday, write_with_weekday
from knipa.web.spoken import spoken

register = template.Library()


@register.simple_tag
def direction() -> str:
    """Return which way the page's language is read: ltr or rtl."""
    return spoken().direction


@register.inclusion_tag("shell/language.html")
def language_buttons() -> dict[str, Any]:
    """One press for each other language, said in that language."""
    return {"others": [each for each in languages().values() if each != spoken()]}


@register.filter
def written(day: date) -> str:
    """Return a date as the page's language writes it: 4 March 2026."""
    return spoken().write(localtime(day).date() if isinstance(day, datetime) else day)


@register.filter
def with_weekday(day: date) -> str:
    """Return a day near by: Monday 16 November."""
    return write_with_weekday(day, spoken())


@register.filter
def weekday_name(day: date) -> str:
    """Return what the day of the week is called: Monday."""
    return weekday(day, spoken())


@register.filter
def own_name(tag: str) -> str:
    """Return what a language calls itself."""
    return language(tag).name
