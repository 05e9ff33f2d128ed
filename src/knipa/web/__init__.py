"""The web: a session each day, seen and followed; one Django app of small places."""
