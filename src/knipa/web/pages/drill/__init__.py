"""Drills for the moment, apart from sessions."""
