"""Choosing as whom of the cast to look; only a demonstration has this page."""
