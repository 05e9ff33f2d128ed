"""Following a session, and saying how it felt."""
