"""Repair flows of the Plex Arrivals integration."""
