"""The plan on paper: a card for the mirror, and a week with boxes to tick."""
