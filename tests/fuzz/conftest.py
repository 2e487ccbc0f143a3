"""Registers the profile `long` of Hypothesis before pytest looks for it."""

from . import profiles  # noqa: F401
