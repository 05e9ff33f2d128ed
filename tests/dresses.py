"""The dresses in which every page is judged: two languages, light, dark, contrast, forced colours; all at 320 px."""

NARROWEST = {"width": 320, "height": 256}  # 1280 × 1024 at 400 % (WCAG 1.4.10)
THEMES = ("light", "dark", "contrast", "contrast-dark", "forced")  # auto is light or dark
DRESSES = [(language, theme) for language in ("sv", "en") for theme in THEMES]


def dressed(new_page, language: str, theme: str, **more):
    """A page as someone with this language and theme has it."""
    scheme = "dark" if theme in ("dark", "contrast-dark") else "light"
    forced = {"forced_colors": "active"} if theme == "forced" else {}
    return new_page(
        locale={"sv": "sv-SE", "en": "en-GB"}[language],
        color_scheme=scheme,
        viewport=NARROWEST,
        **forced,
        **more,
    )


def chosen(theme: str) -> str:
    """The setting that belongs to a dress."""
    return (
        "auto"
        if theme == "forced"
        else theme.removesuffix("-dark")
        if theme.startswith("contrast")
        else theme
    )
