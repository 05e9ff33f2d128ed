"""What programs ask: /api/v1, told in docs/api.md."""
