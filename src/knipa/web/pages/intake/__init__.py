"""The first questions, a few calm pages, and the safety question that comes back."""
