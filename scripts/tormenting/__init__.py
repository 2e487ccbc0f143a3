"""Proves that no download is lost and none announced twice, whatever happens; see `scripts/torture`."""
