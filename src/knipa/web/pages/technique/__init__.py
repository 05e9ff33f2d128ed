"""Does the squeeze feel right? The question, the self-checks, and where to turn."""
