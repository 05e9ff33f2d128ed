"""The guide wherever it is needed: `{% load guide %}{% passage "find" "closing" due.reader %}`."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from knipa.content.articles import Reader, articles
from knipa.content.language import SOURCE
from knipa.web import guide

register = template.Library()


@register.simple_tag
def passage(slug: str, part: str, reader: Reader) -> SafeString:
    """A paragraph of the guide, or all that stands under a heading, worded for the reader."""
    return guide.part(slug, part, get_language() or SOURCE, reader)


@register.simple_tag
def picture(name: str, reader: Reader) -> SafeString:
    """A picture of the guide, with its words."""
    return guide.picture(name, get_language() or SOURCE, reader)


@register.inclusion_tag("guide/more.html")
def more(slug: str, part: str = "") -> dict[str, object]:
    """A link to the article, by its title."""
    return {
        "article": articles(get_language() or SOURCE)[slug],
        "address": guide.address(f"{slug}#{part}" if part else slug),
    }
