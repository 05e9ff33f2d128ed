"""A pause: ill, travelling, or for some other reason."""
