"""Draws the guide's pictures as a stranger sees them: large and small, by day and night, into a folder of one's choice.

python tools/figures.py FOLDER               all, twelve to a sheet
python tools/figures.py FOLDER supine side   only these
"""

import sys
from itertools import batched
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import browser
from knipa.content.figures import draw, names
from knipa.content.words import words

STYLES = Path(__file__).parent.parent / "src/knipa/web/static/styles"
DRESSES = {"light": "light", "dark": "dark", "contrast": "light", "forced": "light"}  # theme: colour scheme
WIDE_PX, SMALL_PX, A_SHEET = 480, 160, 6
FRAME = "body{{margin:12px;background:var(--ground);font-family:var(--font);display:flex;flex-wrap:wrap;gap:12px}}"


def page_of(chosen: list[str], theme: str, locale: str) -> str:
    styles = "".join((STYLES / f"{name}.css").read_text("utf-8") for name in ("tokens", "figures"))
    shown = "".join(
        f'<div class="picture" style="inline-size:{wide}px">{draw(name, words(locale))}</div>'
        for name in chosen
        for wide in (WIDE_PX, SMALL_PX)
    )
    return f'<html data-theme="{theme}"><style>{styles}{FRAME.format()}</style><body>{shown}'


def shoot(page: Page, chosen: list[str], folder: Path, number: int) -> None:
    for theme, scheme in DRESSES.items():
        forced = "active" if theme == "forced" else "none"
        page.emulate_media(color_scheme=scheme, forced_colors=forced)  # type: ignore[arg-type]
        page.set_content(page_of(chosen, theme, "en" if theme == "dark" else "sv"))
        page.screenshot(path=folder / f"{number}-{theme}.png", full_page=True)


def main(folder: Path, chosen: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=browser.arguments())
        page = chromium.new_page(viewport={"width": 2 * (WIDE_PX + SMALL_PX + 24) + 30, "height": 400})
        for number, some in enumerate(batched(chosen or names(), A_SHEET), start=1):
            shoot(page, list(some), folder, number)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
