"""What templates may draw beside Django's own."""
