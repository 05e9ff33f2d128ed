"""Choosing the language."""
