"""When to turn to care, and what is said when something is refused."""
