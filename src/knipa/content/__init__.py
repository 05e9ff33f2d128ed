"""What Knipa says and cites: data first, and one small reader that fails with file and field."""
