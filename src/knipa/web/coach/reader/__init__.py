"""Who reads: how texts are worded for them, which of the guide's stand where, and whom they turn to for care."""
