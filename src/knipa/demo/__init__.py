"""People to try things on: one cast for tests, demonstration and pictures."""
