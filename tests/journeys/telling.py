"""A little training, and the questions that come after it, as a person taps through them."""

FIRST_SQUEEZE_MS = 9000  # get ready, and a first whole squeeze, at real speed
ANSWERS = {"pain": "no", "ease": "right", "contact": "clear", "let_go": "yes"}


def train_a_little(page) -> None:
    """The beginning of a session at real speed, and how it felt; then one is at today again."""
    page.locator("[data-do=toggle]").click()
    page.wait_for_timeout(FIRST_SQUEEZE_MS)
    page.locator("[data-do=stop]").click()
    tell(page)


def tell(page, answers=ANSWERS, *, judge=lambda: None) -> None:
    """Say how it felt, one question after the other, to today; `judge` looks after each answer."""
    for name, value in answers.items():
        page.locator(f"[data-question={name}] [data-answer={value}]").click()
        judge()
    page.locator("[data-part=ready]").click()
    page.wait_for_url("**/today/")
