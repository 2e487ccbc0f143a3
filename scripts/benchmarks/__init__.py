"""Measures how quick the integration is, what it costs and how that grows; see `scripts/bench`."""
