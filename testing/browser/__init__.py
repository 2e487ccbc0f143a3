"""Chromium, and Home Assistant's pages in it."""
