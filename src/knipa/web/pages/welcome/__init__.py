"""The welcome: what this is, for whom, and the way in."""
