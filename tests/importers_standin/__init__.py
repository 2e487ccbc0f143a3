"""Tests of the stand-ins for the importers."""
