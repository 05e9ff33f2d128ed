"""Pictures and symbols beside words, for who wishes for few of them: `{% load signs %}{% sign "play" %}`.

Each gives nothing to who has chosen the usual words, so that a template may name it anywhere. None has a name of its
own: what it means stands beside it, for the eye or for a screen reader.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from knipa.content.figures import draw, names
from knipa.content.words import words
from knipa.web.signs import ANSWERS, SIGNS
from knipa.web.spoken import spoken

register = template.Library()


@register.simple_tag(takes_context=True)
def sign(context: Mapping[str, Any], name: str) -> SafeString:
    """A symbol, where words are few."""
    return symbol(name) if _few(context) else SafeString()


@register.simple_tag(takes_context=True)
def shown(context: Mapping[str, Any], name: str) -> SafeString:
    """A picture of the guide, where words are few."""
    return _picture(name) if _few(context) and name in names() else SafeString()


@register.simple_tag(takes_context=True)
def answer_sign(context: Mapping[str, Any], question: str, value: object) -> SafeString:
    """What stands beside an answer: a picture of the guide, a symbol, or nothing where none fits."""
    name = ANSWERS.get(question, {}).get(str(value), "")
    return shown(context, name) or (sign(context, name) if name else SafeString())


@register.simple_tag(takes_context=True)
def session_signs(context: Mapping[str, Any], sheet: Mapping[str, Any]) -> SafeString:
    """All that the player shows instead of words: how to lie, what to do, how hard, and its movements."""
    if not _few(context):
        return SafeString()
    actions = ("ready", "squeeze", "hold", "let_go", "move", "breathe", "done", "rest")
    moves = dict.fromkeys(cue["movement"] for cue in sheet["cues"] if cue.get("movement"))
    pictures = format_html_join(
        "", '<div class="move" data-movement="{}">{}</div>', ((m, _picture(m)) for m in moves)
    )
    return format_html(
        '<div class="player-signs" aria-hidden="true"><div class="posture">{}</div>{}{}{}</div>',
        _picture(sheet["position"]),
        mark_safe("".join(map(symbol, actions))),  # noqa: S308  # our own drawings
        _effort(),
        pictures,
    )


@register.simple_tag
@cache
def symbol(name: str) -> SafeString:
    """A symbol, whatever has been chosen."""
    drawn = mark_safe(SIGNS[name])  # noqa: S308  # our own drawing
    return format_html(
        '<svg class="symbol symbol-{}" viewBox="0 0 48 48" aria-hidden="true">{}</svg>', name, drawn
    )


@cache
def _effort() -> SafeString:
    """Four steps, of which as many are filled as the squeeze is hard."""
    steps = ((step, 4 + 11 * step, 40 - 9 * step, 9 * step + 6) for step in range(4))
    drawn = format_html_join("", '<rect class="step-{}" x="{}" y="{}" width="7" height="{}" rx="2"/>', steps)
    return format_html('<svg class="symbol symbol-effort" viewBox="0 0 48 48">{}</svg>', drawn)


def _picture(name: str) -> SafeString:
    drawn = mark_safe(draw(name, words(spoken().tag)))  # noqa: S308  # our own drawing
    return format_html('<span class="shown" aria-hidden="true">{}</span>', drawn)


def _few(context: Mapping[str, Any]) -> bool:
    request = context.get("request")
    return bool(request and request.user.wordless)
