"""What a person reads or hears on a page, as text."""

import html
import re

OTHER = r"<(\w+)[^>]*\blang=\"(?!{own}\")[\w-]+\"[^>]*>[^<]*</\1>"  # said in another language on purpose
CODES = re.compile(r"^(?:[a-z_0-9]+|[\w+/=-]{40,})$")  # and tokens


def seen(page: str) -> str:
    """What a person reads or hears, without what is written in another language on purpose."""
    own = re.search(r"<html lang=\"([\w-]+)\"", page)
    page = re.sub(r"<script.*?</script>|<svg.*?</svg>", _heard, page, flags=re.DOTALL).partition("<head>")[2]
    page = re.sub(OTHER.format(own=own[1] if own else ""), " ", page)
    told = re.findall(r"(?:aria-label|alt|title|placeholder)=\"([^\"]*[^\W\d][^\"]*)\"", page)
    page = re.sub(r"\{\w+\}", " ", page)  # where the player fills something in
    return html.unescape(
        " \n ".join([re.sub(r"<[^>]+>", " \n ", page), *(text for text in told if not CODES.match(text))])
    )


def _heard(found: re.Match[str]) -> str:
    """A picture's own words, and what the player says, stay."""
    texts = re.findall(r"aria-label=\"([^\"]*)\"|<text[^>]*>([^<]*)<|\"(?:say|\w+)\": \"([^\"]*)\"", found[0])
    return " \n ".join(text for group in texts for text in group if " " in text)
