"""Tests of the dialog with the details."""
