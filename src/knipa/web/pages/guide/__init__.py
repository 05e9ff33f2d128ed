"""The guide: its contents, its articles, and finding what one looks for."""
