"""The calendar's feed: what another program fetches, without signing in, by an address that nobody can guess."""
