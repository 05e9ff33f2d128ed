"""The demonstration: the cast lives through the real coach, and one may look as each of them."""
