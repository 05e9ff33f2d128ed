"""What Knipa is, what it is not, and what it rests on."""
