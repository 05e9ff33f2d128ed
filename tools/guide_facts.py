"""Writes docs/rules/guide.md: the article and paragraph that tells each fact, from the articles' front matter."""

import re
from pathlib import Path

from knipa.content.articles import articles

PAGE = Path(__file__).parents[1] / "docs/rules/guide.md"
HEAD = """# Where the guide tells each fact

Written by `python tools/guide_facts.py` from the front matter of the articles; `tests/content/test_articles.py` fails
when a fact has no home or this page is old. The Swedish twin tells the same fact in a paragraph of the same name.

| Fact | Article | Paragraph | Rests on |
|---|---|---|---|
"""


def homes() -> list[tuple[str, str, str]]:
    """Return fact, article and paragraph for all that the guide tells, in the order of the facts."""
    told = [(fact, slug, part) for slug, each in articles("en").items() for fact, part in each.facts.items()]
    return sorted(told, key=lambda home: (_number(home[0]), home[1]))


def page() -> str:
    """Return the table as it should stand."""
    where = "../../src/knipa/content/languages/en/articles"
    known = articles("en")
    rows = [
        f"| {fact} | [{known[slug].title}]({where}/{slug}.md) | `{part}` | {', '.join(known[slug].sources)} |"
        for fact, slug, part in homes()
    ]
    return HEAD + "\n".join(rows) + "\n"


def _number(fact: str) -> int:
    return int(re.sub(r"\D", "", fact))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
