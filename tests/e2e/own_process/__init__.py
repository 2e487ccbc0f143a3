"""Tests of a Home Assistant that runs in its own process."""
