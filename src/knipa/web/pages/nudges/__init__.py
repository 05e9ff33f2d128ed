"""Reminders: what is wished, what comes next and came last, and the ways by which they arrive."""
