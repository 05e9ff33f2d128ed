"""The start card: made by someone in care in half a minute, and taken into the answers of whoever got it."""
