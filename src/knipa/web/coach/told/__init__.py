"""What a person tells: answers, a start card, sessions and how they felt."""
