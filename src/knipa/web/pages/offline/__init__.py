"""What is said without a network."""
