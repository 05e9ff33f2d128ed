"""Reminders that arrive: made ahead, claimed in the database, delivered at least once by one file a channel."""
