"""Without a network: the worker that answers then, and what it answers with, rendered ahead by the pages themselves."""
