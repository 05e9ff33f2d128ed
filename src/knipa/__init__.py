"""Knipa: a pelvic floor training coach that you host yourself."""

__version__ = "0.1.0"
