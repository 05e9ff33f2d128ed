"""Signs that are easy to read out and to type: how codes are written, and how what people type is understood."""

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
GROUP = 4  # signs in a row, as one reads them
LOOKS_LIKE = str.maketrans("ILO", "110")
BETWEEN = str.maketrans("", "", "-–— \N{NO-BREAK SPACE}\t\r\n")  # what people write between groups


def in_signs(number: int, length: int) -> str:
    """Return a number in so many signs, the greatest place first."""
    places = [number // len(SIGNS) ** place % len(SIGNS) for place in range(length)]
    return "".join(SIGNS[place] for place in reversed(places))


def number_of(signs: str) -> int:
    """Return the number that these signs write; every one of them must be one of ours."""
    number = 0
    for sign in signs:
        number = number * len(SIGNS) + SIGNS.index(sign)
    return number


def as_meant(typed: str) -> str:
    """Return what was typed without gaps, in capitals, and look-alikes as the signs that they look like."""
    return typed.translate(BETWEEN).upper().translate(LOOKS_LIKE)


def in_groups(signs: str) -> str:
    """Return the signs as one reads them: in groups."""
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))
