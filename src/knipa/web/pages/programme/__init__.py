"""The programme: where one is, what comes, what has changed and why, and how long it takes."""
