"""The one thing to do today, or the reason not to."""
