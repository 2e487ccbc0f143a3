"""Measure the speed and the cost of the integration, and how they grow; see `scripts/bench`."""
