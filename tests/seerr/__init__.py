"""Tests of what Seerr says and does."""
