"""Calls out to addresses that people have told us, and to nothing on this machine or in this network by mistake."""
