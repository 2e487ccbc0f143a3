"""Chromium, and what somebody does in it."""
